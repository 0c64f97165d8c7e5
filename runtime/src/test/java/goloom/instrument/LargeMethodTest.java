package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Methods near the limit of 64 KB. */
class LargeMethodTest {

  private static String method(String statement, int times) {
    return "class Main { static int x; static int[] a = {1}; static int run() { "
        + statement.repeat(times)
        + " return x; } }";
  }

  @Test
  void methodThatWouldGrowTooLarge_getsFewerPoints() throws Exception {
    var loaded = Loaded.of(method("x += 3;", 7_000));
    assertThat(loaded.result.notes()).isEmpty();
    assertThat(loaded.call("Main", "run")).isEqualTo(21_000);
  }

  @Test
  void methodThatCannotGrow_staysAsItIs_andIsNoted() throws Exception {
    var loaded = Loaded.of(method("for(;x<0;);", 6_500));
    assertThat(loaded.result.notes()).containsExactly("method too large: Main.run");
    assertThat(loaded.call("Main", "run")).isEqualTo(0);
  }
}
