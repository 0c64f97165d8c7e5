package goloom.scheduler;

import java.util.List;

/**
 * How a program ended.
 *
 * @param status {@code ok}, {@code exit}, {@code panic}, {@code deadlock}, {@code goroutine_limit}
 *     or {@code internal}
 * @param code the exit code
 * @param message one sentence, empty where there is nothing to say
 * @param deterministic whether the same settings give the same bytes again
 * @param uncontrolled calls that the scheduler could not govern
 */
public record Ending(
    String status,
    int code,
    String message,
    boolean deterministic,
    List<String> uncontrolled,
    long virtualNanos,
    long goroutines,
    long switches,
    long steps) {}
