package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.scheduler.Steps;
import org.junit.jupiter.api.Test;

/** Where rewritten code counts a step. */
class PointsTest {

  private static int steps(String body) throws Exception {
    var loaded =
        Loaded.of("class Main { static int x; static int[] a = new int[9]; int f; " + body + "}");
    loaded.loadClass("Main").getDeclaredConstructors();
    Class.forName("Main", true, loaded);
    Steps.budget = 1_000_000;
    loaded.call("Main", "run");
    int used = 1_000_000 - Steps.budget;
    Steps.budget = Integer.MAX_VALUE;
    return used;
  }

  @Test
  void increment_ofField_canBeInterruptedBetweenReadAndWrite() throws Exception {
    assertThat(steps("static void run() { x++; }")).isEqualTo(2);
  }

  @Test
  void test_thenUse_canBeInterruptedBetweenReads() throws Exception {
    assertThat(steps("static int run() { return x == 0 ? x : 1; }")).isEqualTo(2);
  }

  @Test
  void arrayElement_readAndWrite_arePoints() throws Exception {
    // The array is itself read from a field twice.
    assertThat(steps("static void run() { a[1] = a[2]; }")).isEqualTo(4);
  }

  @Test
  void loop_countsEveryRound() throws Exception {
    assertThat(
            steps(
                "static long run() { long s = 0; for (int i = 0; i < 1000; i++) s += i; return s; }"))
        .isEqualTo(1000);
  }

  @Test
  void leaf_withoutSharedAccess_isFree() throws Exception {
    assertThat(steps("static int run() { int i = 3; return i * i; }")).isZero();
  }

  @Test
  void recursion_countsEveryCall() throws Exception {
    assertThat(
            steps(
                "static int run() { return fib(10); }"
                    + "static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }"))
        .isEqualTo(178);
  }
}
