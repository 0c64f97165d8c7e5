package goloom.explore;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.race.Watch;
import goloom.report.OutcomeReport;
import goloom.scheduler.Pilot.Timing;
import java.util.Comparator;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No way leads to an outcome with fewer preemptions than the schedule that is told. */
class ShortestTest {
  private static final int PROGRAMS = Boolean.getBoolean("goloom.thorough") ? 400 : 60;

  /** Programs with more ways are left out. */
  private static final int MOST_WAYS = 3_000;

  @ParameterizedTest
  @EnumSource
  void schedules_ofRandomPrograms_haveTheFewestPreemptions(ToyProgram.Family family) {
    int compared = 0;
    var needed = new TreeMap<Integer, Integer>();
    for (int seed = 0; seed < PROGRAMS; seed++) {
      var program = ToyProgram.random(new Random(77L * seed + family.ordinal()), family);
      Watch.locations(new int[] {0, 1, 2});
      Supplier<Block> main = () -> () -> new ToyGoloom(program).run();
      var settings = new ExploreSettings(1_000_000, 60_000, 5_000, Timing.STRICT, true, 1_000, 4);
      var found = Found.of(settings, main);
      var every = EveryWay.of(main, finest(found), MOST_WAYS);
      if (every.gaveUp) {
        continue;
      }
      compared++;
      var told = new TreeMap<String, Integer>();
      for (var outcome : found.outcomes()) {
        int preemptions = EveryWay.preemptions(main, outcome.schedule());
        told.merge(key(outcome), preemptions, Math::min);
        needed.merge(preemptions, 1, Integer::sum);
      }
      assertThat(told).as("seed %d: %s", seed, program).isEqualTo(every.fewest);
    }
    assertThat(compared).isGreaterThan(PROGRAMS / 4);
    assertThat(needed).containsKey(1);
  }

  /** That with the most steps: early ones may know less of what races. */
  private static String finest(Found found) {
    return found.outcomes().stream()
        .map(OutcomeReport::schedule)
        .max(
            Comparator.<String>comparingInt(schedule -> EveryWay.locations(schedule).length)
                .thenComparing(EveryWay::strictWaits))
        .orElseThrow();
  }

  private static String key(OutcomeReport outcome) {
    return outcome.output()
        + "|"
        + (outcome.status().equals("panic") ? outcome.message() : outcome.status());
  }
}
