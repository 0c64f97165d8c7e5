package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import goloom.scheduler.Steps;
import org.junit.jupiter.api.Test;

/** A goroutine can't be switched away from inside a class initialiser. */
class ClassInitialiserTest {

  @Test
  void classInitialiser_isPinned_untilItEnds() throws Exception {
    var loaded =
        Loaded.of(
            "class Main { static int seen = goloom.scheduler.Steps.pinned; static int run() { return seen; } }");
    assertThat(loaded.call("Main", "run")).isEqualTo(1);
    assertThat(Steps.pinned).isZero();
  }

  @Test
  void classInitialiser_thatThrows_isUnpinned() {
    var loaded =
        Loaded.of(
            "class Main { static int seen = Integer.parseInt(\"x\"); static int run() { return seen; } }");
    assertThatThrownBy(() -> loaded.call("Main", "run"))
        .isInstanceOf(ExceptionInInitializerError.class);
    assertThat(Steps.pinned).isZero();
  }
}
