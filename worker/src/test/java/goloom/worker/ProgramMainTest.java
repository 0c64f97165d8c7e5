package goloom.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramMainTest {
  static final List<String> CALLED = new ArrayList<>();

  static class Static {
    static void main(String[] args) {
      CALLED.add("static " + args.length);
    }

    void main() {
      CALLED.add("not this one");
    }
  }

  static class Instance {
    private final String made = "made";

    void main() {
      CALLED.add("instance " + made);
    }
  }

  static class Inherits extends Instance {}

  static class Throws {
    void main() throws Exception {
      throw new java.io.IOException("as it is");
    }
  }

  static class None {
    private static void main(String[] args) {
      CALLED.add("private");
    }

    int main() {
      return 1;
    }
  }

  @Test
  void main_isFoundAsTheLauncherFindsIt() throws Exception {
    CALLED.clear();
    ProgramMain.of(Static.class).run();
    ProgramMain.of(Instance.class).run();
    ProgramMain.of(Inherits.class).run();
    assertThat(CALLED).containsExactly("static 0", "instance made", "instance made");
  }

  @Test
  void exception_passesUnwrapped() {
    assertThatThrownBy(() -> ProgramMain.of(Throws.class).run())
        .isExactlyInstanceOf(java.io.IOException.class)
        .hasMessage("as it is");
  }

  @Test
  void noMain_isSaid() {
    assertThatThrownBy(() -> ProgramMain.of(None.class))
        .isInstanceOf(NoSuchMethodException.class)
        .hasMessageContaining("None");
  }
}
