package goloom.server.program;

import org.jspecify.annotations.Nullable;

/** A file as clients send it. */
public record FileBody(@Nullable String name, @Nullable String source) {}
