package goloom.server.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of check, format and sharing. */
public record FilesBody(@Nullable List<@Nullable FileBody> files) {}
