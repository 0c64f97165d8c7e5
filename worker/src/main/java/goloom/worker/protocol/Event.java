package goloom.worker.protocol;

import goloom.report.Access;
import goloom.report.Frame;
import goloom.report.GoroutineState;
import goloom.report.Shown;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a run, in order: the events of the public protocol, one record each. A run ends
 * in exactly one {@link Exit}. {@code at} is nanoseconds since the program began: virtual in {@code
 * sim}, real in {@code real}. In JSON the record's components are the fields, and {@code type} is
 * the record's name in lower case.
 */
public sealed interface Event {

  /** Those that a run worker may send; the others are its parent's. */
  sealed interface OfProgram extends Event {}

  /**
   * The run waits for a worker; {@code position} counts from 1, and {@code waitMillis} is how long
   * that will take if runs go on taking as long as the last ones did.
   */
  record Queued(int position, long waitMillis) implements Event {}

  /** The compiler's answer; {@code ok} is false where some diagnostic is an error. */
  record Compile(boolean ok, long millis, List<Diagnostic> diagnostics) implements Event {}

  /** The program begins. Exactly one of {@code seed} and {@code schedule} is present. */
  record Start(
      @Nullable Long seed,
      @Nullable String schedule,
      int procs,
      String scheduler,
      boolean race,
      String isolation,
      String engine)
      implements Event {}

  /** What the program wrote; {@code stream} is {@code stdout} or {@code stderr}. */
  record Output(String stream, String text, long at, long goroutine) implements OfProgram {}

  /**
   * A batch of the scheduler's events, each a set of named values; {@code docs/trace.md} lists
   * them.
   */
  record Trace(List<Map<String, Object>> events) implements Event {}

  /** A data race; {@code text} is Go's own form. */
  record Race(String location, Access first, Access second, String text) implements OfProgram {}

  /** An uncaught exception or panic; {@code text} is Go's own form. */
  record Panic(
      long goroutine,
      String name,
      String value,
      List<Frame> stack,
      @Nullable Frame createdAt,
      String text)
      implements OfProgram {}

  /** Nothing can run and nothing can wake anything. */
  record Deadlock(List<GoroutineState> goroutines, String text) implements OfProgram {}

  /** Goroutines alive at main's return, at least one of them stuck. */
  record Leak(List<GoroutineState> goroutines, String text) implements OfProgram {}

  /**
   * One thing that the program can do, in a search; sent again with the same {@code id} as more is
   * known. The components are those of {@link goloom.report.OutcomeReport}.
   */
  record Outcome(
      int id,
      String output,
      Status status,
      int code,
      String message,
      long executions,
      String schedule,
      List<Shown> races,
      List<Shown> leaks,
      List<Shown> blocked)
      implements OfProgram {}

  /** How far the search came. The components are those of {@link goloom.report.ExploredReport}. */
  record Explored(
      long executions,
      int outcomes,
      boolean exhaustive,
      String completeness,
      String why,
      int races,
      int deadlocks,
      int leaks,
      long millis)
      implements OfProgram {}

  /** The end; {@code status} is one of {@link Status}'s names in lower case. */
  record Exit(
      Status status,
      int code,
      String message,
      boolean deterministic,
      List<String> uncontrolled,
      Stats stats)
      implements Event {}

  /** How a run ended. */
  enum Status {
    OK,
    EXIT,
    COMPILE_ERROR,
    PANIC,
    DEADLOCK,
    TIMEOUT,
    MEMORY_LIMIT,
    OUTPUT_LIMIT,
    GOROUTINE_LIMIT,
    KILLED,
    INTERNAL
  }

  /**
   * What the run cost.
   *
   * @param millis real time from start to end
   * @param virtualNanos the virtual clock at the end
   * @param goroutines goroutines made, main included
   * @param switches times a processor took up another goroutine
   * @param steps scheduling points passed
   * @param peakMemoryBytes the heap's peak, as far as known
   */
  record Stats(
      long millis,
      long virtualNanos,
      long goroutines,
      long switches,
      long steps,
      long peakMemoryBytes) {
    public static final Stats NONE = new Stats(0, 0, 0, 0, 0, 0);
  }
}
