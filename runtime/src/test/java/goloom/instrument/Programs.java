package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks of whole programs. */
final class Programs {

  private static final int SEEDS = 12;

  private Programs() {}

  /**
   * Fails unless the program ends well with this output on every seed, governed to the last call.
   */
  static void prints(String expected, String body) {
    var program = Ran.program(body);
    for (int seed = 0; seed < SEEDS; seed++) {
      var ran = program.run(seed);
      assertThat(ran.ending().status()).as("seed %d: %s", seed, ran).isEqualTo("ok");
      assertThat(ran.output()).as("seed %d: %s", seed, ran).isEqualTo(expected);
      assertThat(ran.ending().uncontrolled()).as("seed %d", seed).isEmpty();
    }
  }

  /** The same for the statements of a {@code main}. */
  static void mainPrints(String expected, String statements) {
    prints(expected, "void main() throws Exception { " + statements + " }");
  }
}
