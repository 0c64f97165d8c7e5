package goloom.worker.protocol;

/** A compiled and rewritten class: its binary name ({@code Main$1}) and its bytes. */
public record ClassFile(String name, byte[] bytes) {}
