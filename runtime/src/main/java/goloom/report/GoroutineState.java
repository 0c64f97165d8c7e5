package goloom.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A goroutine as a deadlock or leak report shows it.
 *
 * @param id its number; main is 1
 * @param name the name given to {@code go(name, …)}, or empty
 * @param state Go's wait reason, {@code chan receive}, {@code select (no cases)}, …
 * @param waitingOn what it waits on, by variable name or creation site ({@code chan jobs}, {@code
 *     chan made at Main.java:4}); empty where there is no one thing
 * @param waker who last did what it waits for, or that nobody has: {@code goroutine 7 sent on it
 *     last, at Main.java:12, and has ended}; empty where the scheduler doesn't know
 * @param since when it began to wait, in nanoseconds since the program began
 * @param stack where it waits, the user's frames first
 * @param createdAt the {@code go} statement that made it; null for main
 * @param createdBy the number of the goroutine that made it; 0 for main
 * @param verdict in a leak {@code stuck}, {@code sleeping} or {@code unfinished}; null in a
 *     deadlock
 */
@SuppressWarnings("InvalidParam") // "stuck" is a verdict, not the parameter
public record GoroutineState(
    long id,
    String name,
    String state,
    String waitingOn,
    String waker,
    long since,
    List<Frame> stack,
    @Nullable Frame createdAt,
    long createdBy,
    @Nullable String verdict) {}
