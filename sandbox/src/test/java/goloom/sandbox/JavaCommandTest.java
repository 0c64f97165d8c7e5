package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What of the limits reaches the kernel and the JVM. */
class JavaCommandTest {
  private static final Limits LIMITS =
      new Limits(0, 0, 0, 0, 4_000, 0, 0, 100, 0, 0, 0, 0, 0, 0, 0, 200, 77, 55, 0);

  @Test
  void limits_becomeTheKernelsOwn() {
    var allowance = JavaCommand.runAllowance(LIMITS);
    assertThat(allowance.processes()).isEqualTo(77);
    assertThat(allowance.prlimit("/bin/prlimit"))
        .contains("--data=" + (300L << 20), "--nofile=55", "--core=0", "--cpu=17");
  }

  @Test
  void heap_isTheJvmsOwn() {
    var learned = new JavaCommand.Learned(List.of(), List.of());
    assertThat(JavaCommand.runWorker(LIMITS, learned, "")).contains("-Xmx100m");
  }
}
