package goloom.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the two accesses of a data race.
 *
 * @param kind {@code read} or {@code write}
 * @param goroutine the number of the goroutine that made it; main is 1
 * @param name the name given to {@code go(name, …)}, or empty
 * @param stack where it was made, the user's frames first
 * @param createdAt the {@code go} statement that made the goroutine; null for main
 * @param locks those that the goroutine held, as reports name them
 */
public record Access(
    String kind,
    long goroutine,
    String name,
    List<Frame> stack,
    @Nullable Frame createdAt,
    List<String> locks) {}
