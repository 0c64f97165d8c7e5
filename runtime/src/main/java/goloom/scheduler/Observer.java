package goloom.scheduler;

import goloom.report.Frame;
import goloom.report.GoroutineState;
import goloom.report.RaceReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what happens in a program. Called on the carrier in {@code sim}, on any thread in
 * {@code real}.
 */
public interface Observer {
  /** Hears nothing. */
  Observer NONE = new Observer() {};

  /**
   * Main has returned or the program has ended otherwise: what is written from here on is nobody's
   * output.
   */
  default void outputEnds() {}

  default void panic(
      long goroutine,
      String name,
      String value,
      List<Frame> stack,
      @Nullable Frame createdAt,
      String text) {}

  default void deadlock(List<GoroutineState> goroutines, String text) {}

  default void leak(List<GoroutineState> goroutines, String text) {}

  /** A data race, once for each variable or pair of stacks. */
  default void race(RaceReport race) {}

  /** A goroutine was started under a name of its own; only of those that are traced. */
  default void named(long goroutine, String name) {}

  /** A batch of events, packed as {@link goloom.trace} says; overwritten once this returns. */
  default void trace(byte[] packed) {}
}
