package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.millis;
import static goloom.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import goloom.Chan;
import goloom.Program;
import org.junit.jupiter.api.Test;

class ConformanceTest {

  @Test
  void assertion_failedInAGoroutine_failsTheTestAndNamesTheSeed() {
    assertThatThrownBy(() ->
            Conformance.everySeed(() -> {
              go(() -> assertThat(1).isEqualTo(2));
              sleep(millis(1));
            }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed 0, procs 1")
        .hasMessageContaining("expected: 2");
  }

  @Test
  void program_thatDeadlocks_failsWhereItShouldEndWell() {
    assertThatThrownBy(() -> Conformance.everywhere(() -> Chan.make().receive()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("all goroutines are asleep");
  }

  @Test
  void program_thatDiffersFromRunToRun_isFound() {
    int[] runs = {0};
    assertThatThrownBy(() -> Conformance.everySeed(() -> Conformance.note(runs[0]++)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("run 2 gave");
  }

  @Test
  void run_givesTheResult() {
    Program.Result result = Conformance.run(1, 2, () -> Chan.make().send(1));
    assertThat(result.status()).isEqualTo("deadlock");
  }
}
