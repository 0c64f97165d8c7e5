package goloom.explore;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.race.Watch;
import goloom.scheduler.Pilot.Timing;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The search finds what brute force finds, on random programs. */
class BruteForceTest {
  private static final int PROGRAMS = Boolean.getBoolean("goloom.thorough") ? 2_200 : 40;

  @ParameterizedTest
  @EnumSource
  void outcomes_ofRandomPrograms_areThoseOfBruteForce(ToyProgram.Family family) {
    check(family, Timing.STRICT, Tree.Reduction.OPTIMAL, PROGRAMS);
  }

  @ParameterizedTest
  @EnumSource
  void outcomes_whereOnlyFirstStepsAreKept_areThoseOfBruteForce(ToyProgram.Family family) {
    check(family, Timing.STRICT, Tree.Reduction.SOURCE, PROGRAMS / 4);
  }

  @Test
  void outcomes_whereSleepsOrderNothing_areThoseOfBruteForce() {
    check(ToyProgram.Family.TIMERS, Timing.LOOSE, Tree.Reduction.OPTIMAL, PROGRAMS);
  }

  private static void check(
      ToyProgram.Family family, Timing timing, Tree.Reduction reduction, int programs) {
    for (int seed = 0; seed < programs; seed++) {
      var program = ToyProgram.random(new Random(31L * seed + family.ordinal()), family);
      var expected = ToyModel.outcomes(program, timing);
      Watch.locations(new int[] {0, 1, 2});
      var settings = new ExploreSettings(1_000_000, 60_000, 5_000, timing, true, 1_000, 4);
      var found = Found.of(settings, () -> () -> new ToyGoloom(program).run(), reduction);
      var actual = new TreeSet<String>();
      for (var outcome : found.outcomes()) {
        var end = outcome.status().equals("panic") ? outcome.message() : outcome.status();
        actual.add(
            outcome.output()
                + "|"
                + end.replaceAll("^fatal error", "panic").replaceAll("; only if.*", ""));
      }
      var programAsText = "seed %d: %s %s".formatted(seed, program, found.report());
      assertThat(actual).as(programAsText).isEqualTo(expected);
      assertThat(found.report().completeness()).as(programAsText).isEqualTo("all");
    }
  }
}
