package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many of everything a machine can bear. */
class SizesTest {
  @Test
  void twoProcessorsAndFourGibibytes_runTwoAtATime() {
    assertThat(Sizes.of(2, 4096))
        .isEqualTo(new Sizes(4, 1, 2, 2, 1, Sizes.CACHED_RUNS, Sizes.CACHED_RUN_BYTES));
  }

  @Test
  void littleMemory_isTheBound() {
    assertThat(Sizes.of(16, 1024).concurrentRuns()).isEqualTo(1);
    assertThat(Sizes.of(16, 1024).runWorkers()).isEqualTo(1);
    assertThat(Sizes.of(16, 1024).searchWorkers()).isZero();
    assertThat(Sizes.of(16, 4096).concurrentRuns()).isEqualTo(2);
  }

  @Test
  void largeMachine_isUsed() {
    assertThat(Sizes.of(16, 65_536).concurrentRuns()).isEqualTo(16);
    assertThat(Sizes.of(16, 65_536).concurrentExplorations()).isEqualTo(8);
    assertThat(Sizes.of(16, 65_536).runWorkers()).isEqualTo(32);
  }
}
