package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.instrument.Rewriter.Mode;
import goloom.scheduler.Observer;
import goloom.scheduler.Settings;
import goloom.trace.TraceEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** To look for races changes nothing but the report: same output, same trace, same clock. */
class SameScheduleTest {

  private static final int SEEDS = Boolean.getBoolean("goloom.thorough") ? 200 : 6;

  /** A run without what differs: races, and the exit code that they make. */
  private record Seen(
      String output, String status, long nanos, long steps, long switches, int trace) {}

  @TestFactory
  Stream<DynamicTest> listedPrograms() throws IOException {
    return Imprints.listed().entrySet().stream()
        .map(
            listed -> DynamicTest.dynamicTest(listed.getKey(), () -> isTheSame(listed.getValue())));
  }

  private static void isTheSame(String source) {
    var program = Ran.program(source);
    for (long seed = 0; seed < SEEDS; seed++) {
      var unwatched = seen(program, settings(seed, false), Mode.SIM);
      assertThat(seen(program, settings(seed, true), Mode.SIM))
          .as("seed %d", seed)
          .isEqualTo(unwatched);
      assertThat(seen(program, settings(seed, false), Mode.UNWATCHED))
          .as("seed %d, rewritten for runs that nobody watches", seed)
          .isEqualTo(unwatched);
    }
  }

  private static Settings settings(long seed, boolean race) {
    return new Settings(seed, null, 4, false, race, true, 200_000, 1_000_000);
  }

  private static Seen seen(Ran.Program program, Settings settings, Mode mode) {
    var bytes = new ByteArrayOutputStream();
    var out = System.out;
    int[] trace = {0};
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      var ending =
          program.run(
              settings,
              mode,
              new Observer() {
                @Override
                public void outputEnds() {
                  System.setOut(new PrintStream(OutputStream.nullOutputStream()));
                }

                @Override
                public void trace(byte[] packed) {
                  for (var event : TraceEvent.unpack(packed)) {
                    // Which number a place in the source has is the rewriter's affair.
                    var hash =
                        Objects.hash(
                            event.kind().name(),
                            event.at(),
                            event.goroutine(),
                            event.processor(),
                            event.first(),
                            event.second());
                    trace[0] = trace[0] * 31 + hash;
                  }
                }
              });
      return new Seen(
          bytes.toString(StandardCharsets.UTF_8),
          ending.status(),
          ending.virtualNanos(),
          ending.steps(),
          ending.switches(),
          trace[0]);
    } finally {
      System.setOut(out);
    }
  }
}
