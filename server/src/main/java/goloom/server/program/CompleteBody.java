package goloom.server.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of complete.
 *
 * @param offset in UTF-16 units from the beginning of {@code file}
 */
public record CompleteBody(
    @Nullable List<@Nullable FileBody> files, @Nullable String file, int offset) {}
