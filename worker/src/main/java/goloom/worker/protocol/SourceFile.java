package goloom.worker.protocol;

/** One file of a snippet: a plain file name ending in {@code .java}, and its text. */
public record SourceFile(String name, String source) {}
