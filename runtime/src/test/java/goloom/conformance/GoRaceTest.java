package goloom.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases of Go's race detector: what {@code TestRace…} demands is reported, what {@code
 * TestNoRace…} does is not.
 */
class GoRaceTest {
  /** Seeds that each case is run on. */
  private static final int SEEDS = Boolean.getBoolean("goloom.thorough") ? 1_000 : 51;

  /** The files of cases; {@code docs/conformance.md} lists them. */
  static final List<String> FILES =
      List.of(
          "go/atomic",
          "go/atomic",
          "go/chan",
          "go/comp",
          "go/map",
          "go/mutex",
          "go/pool",
          "go/rwmutex",
          "go/select",
          "go/sync",
          "go/time",
          "go/waitgroup");

  /** How many cases Go's own files have, where all of them are here. */
  private static final Map<String, Integer> WHOLE =
      Map.of(
          "go/atomic", 19,
          "go/chan", 45,
          "go/mutex", 7,
          "go/pool", 2,
          "go/rwmutex", 5,
          "go/select", 10,
          "go/sync", 9,
          "go/time", 6,
          "go/waitgroup", 17);

  @TestFactory
  Stream<DynamicTest> go() {
    return FILES.stream().flatMap(file -> RaceChecks.tests(RaceCase.read(file), SEEDS));
  }

  @Test
  void files_haveAllCasesOfGos() {
    WHOLE.forEach((file, cases) -> assertThat(RaceCase.read(file).cases()).as(file).hasSize(cases));
  }

  @Test
  void names_sayWhatIsExpected() {
    for (String file : FILES) {
      for (RaceCase of : RaceCase.read(file).cases()) {
        assertThat(of.name().startsWith("TestNoRace"))
            .as("%s is never to be reported", of.name())
            .isEqualTo(of.expected() == RaceCase.Expected.NEVER);
      }
    }
  }
}
