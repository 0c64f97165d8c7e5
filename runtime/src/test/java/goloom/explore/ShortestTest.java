package goloom.explore;

import static goloom.Go.range;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.Mutex;
import goloom.WaitGroup;
import goloom.race.Watch;
import goloom.report.OutcomeReport;
import goloom.scheduler.Pilot.Timing;
import java.util.Comparator;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
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

  @Test
  void fewPreemptions_areLookedAtFirst_whereThereIsTooMuch() {
    Supplier<Block> main =
        () ->
            () -> {
              var wg = new WaitGroup();
              var mu = new Mutex();
              for (int i : range(3)) {
                wg.go(() -> {
                  for (int j = 0; j < 6; j++) {
                    mu.lock();
                    System.out.print(i);
                    mu.unlock();
                  }
                });
              }
              wg.await();
            };
    var settings = new ExploreSettings(4_000, 120_000, 5_000, Timing.STRICT, true, 1_000, 4);
    var found = Found.of(settings, main);
    assertThat(found.report().completeness()).isEqualTo("bounded");
    assertThat(found.report().why())
        .contains("stopped after 4000 executions")
        .contains("every way with at most 1 preemption was looked at");
    for (var outcome : found.outcomes()) {
      // A goroutine that was left can go on at any time: each time one is left early is a
      // preemption.
      int preemptions = EveryWay.preemptions(main, outcome.schedule());
      assertThat(preemptions)
          .as("%s", outcome)
          .isGreaterThanOrEqualTo(fewest(outcome.output()))
          .matches(n -> n > 2 || n == fewest(outcome.output()));
    }
  }

  /** How often somebody is left who has not printed the sixth time. */
  private static int fewest(String output) {
    int fewest = 0;
    for (int i = 1; i < output.length(); i++) {
      char before = output.charAt(i - 1);
      boolean left = output.charAt(i) != before;
      fewest += left && output.indexOf(before, i) >= 0 ? 1 : 0;
    }
    return fewest;
  }
}
