package goloom.explore;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.race.Watch;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The search finds what brute force finds, on random programs. */
class BruteForceTest {
  private static final int PROGRAMS = Boolean.getBoolean("goloom.thorough") ? 2_200 : 40;

  @ParameterizedTest
  @EnumSource
  void outcomes_ofRandomPrograms_areThoseOfBruteForce(ToyProgram.Family family) {
    for (int seed = 0; seed < PROGRAMS; seed++) {
      var program = ToyProgram.random(new Random(31L * seed + family.ordinal()), family);
      var expected = ToyModel.outcomes(program);
      if (expected == null) {
        continue; // too large to be looked at by brute force
      }
      Watch.locations(new int[] {0, 1, 2});
      var found = Found.of(ExploreSettings.standard(), () -> () -> new ToyGoloom(program).run());
      var actual = new TreeSet<String>();
      for (var outcome : found.outcomes()) {
        var end = outcome.status().equals("panic") ? outcome.message() : outcome.status();
        actual.add(outcome.output() + "|" + end.replace("fatal error: sync", "panic: sync"));
      }
      assertThat(actual).as("seed %d: %s %s", seed, program, found.report()).isEqualTo(expected);
      assertThat(found.report().completeness())
          .as("seed %d: %s %s", seed, program, found.report())
          .isEqualTo("all");
    }
  }
}
