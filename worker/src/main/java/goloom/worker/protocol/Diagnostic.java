package goloom.worker.protocol;

/**
 * What the compiler has to say of one place. Lines and columns count from 1; the end is exclusive.
 *
 * @param severity {@code error}, {@code warning} or {@code info}
 * @param code the compiler's key ({@code compiler.err.cant.resolve}) or one of ours ({@code
 *     goloom.…})
 */
public record Diagnostic(
    String file,
    int line,
    int column,
    int endLine,
    int endColumn,
    String severity,
    String code,
    String message) {}
