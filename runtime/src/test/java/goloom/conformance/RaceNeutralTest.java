package goloom.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.scheduler.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** To look for races changes nothing in a run but its exit code, and what is said at its end. */
class RaceNeutralTest {
  private static final int SEEDS = Boolean.getBoolean("goloom.thorough") ? 100 : 1;

  /**
   * A pool that is closed walks a HashSet of its workers by identity hashes, which a thread draws
   * one after the other: in one JVM the order in which it interrupts them is another each time.
   */
  private static final String CLOSES_A_POOL = "Executors.new";

  @TestFactory
  Stream<DynamicTest> run_isTheSame_whetherRacesAreLookedForOrNot() {
    return Stream.concat(GoRaceTest.FILES.stream(), JavaRaceTest.FILES.stream())
        .map(file -> DynamicTest.dynamicTest(file, () -> check(file)));
  }

  private static void check(String file) {
    var sources = new TreeMap<String, String>();
    for (RaceCase of : RaceCase.read(file).cases()) {
      sources.put(of.name(), of.source());
    }
    List<String> different = new ArrayList<>();
    for (Map.Entry<String, RaceProgram> program : RaceProgram.all(sources).entrySet()) {
      for (long seed = 0; seed < SEEDS; seed++) {
        boolean traced = !sources.get(program.getKey()).contains(CLOSES_A_POOL);
        String unwatched = record(program.getValue().run(settings(seed, false, traced)));
        String watched = record(program.getValue().run(settings(seed, true, traced)));
        if (!watched.equals(unwatched)) {
          different.add(
              "%s, seed %d: %s became %s".formatted(program.getKey(), seed, unwatched, watched));
        }
      }
    }
    assertThat(different).isEmpty();
  }

  private static Settings settings(long seed, boolean race, boolean trace) {
    return new Settings(seed, null, 4, false, race, trace, 200_000, 1_000_000);
  }

  /** All that must not change. */
  private static String record(RaceProgram.Seen seen) {
    var ending = seen.ending();
    return List.of(
            ending.status(),
            ending.message().startsWith("Found ") ? "" : ending.message(),
            ending.virtualNanos(),
            ending.steps(),
            ending.switches(),
            ending.goroutines(),
            ending.uncontrolled(),
            seen.output(),
            seen.reports(),
            seen.trace())
        .toString();
  }
}
