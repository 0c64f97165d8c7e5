package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The self-test finds the promises kept here, and finds each that a weaker box breaks. */
class PromiseCheckTest {
  private static SandboxSettings settings() {
    return Box.settings()
        .withSizes(Sizes.forOneRun())
        .withSelfTest(SandboxSettings.SelfTest.AT_START);
  }

  @Test
  void sandbox_asItIs_keepsItsPromises() throws Exception {
    try (var sandbox = Sandbox.open(settings())) {
      assertThat(sandbox.state().broken()).isEmpty();
      assertThat(sandbox.ready()).isTrue();
      assertThat(Box.run(sandbox, "void main() { IO.println(1); }").stdout()).isEqualTo("1\n");
    }
  }

  /** A node that nobody uses asks itself once a minute, and goes on being ready. */
  @Test
  void readiness_isAsked_byAProgramThatRuns_howeverOftenItIsAsked() throws Exception {
    var sizes = new Sizes(1, 0, 1, 1, 1, Sizes.CACHED_RUNS, Sizes.CACHED_RUN_BYTES);
    try (var sandbox = LocalSandbox.open(Box.settings().withSizes(sizes))) {
      for (int i = 1; i <= 4; i++) {
        assertThat(sandbox.tryProgram()).as("time %d", i).isTrue();
      }
      assertThat(sandbox.ready()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--seccomp 9, '', identity",
    "--unshare-net --seccomp 9, '', network",
    "'', --setenv SECRET hunter2, environment",
    "'', --ro-bind /etc /etc, files",
    "--illegal-native-access=deny, '', native",
    "--nproc=256, '', threads",
  })
  void box_thatLacksALayer_isFoundOut_andRunsNothing(String left, String added, String promise)
      throws Exception {
    try (var sandbox =
        LocalSandbox.open(
            // A control group would keep some of what the layer left out keeps.
            settings().withGroups(SandboxSettings.Groups.OFF),
            isolation -> new Weakened(isolation, words(left), words(added)))) {
      assertThat(sandbox.state().broken()).contains(promise);
      assertThat(sandbox.ready()).isFalse();
      assertThatThrownBy(() -> Box.run(sandbox, "void main() {}"))
          .isInstanceOf(BusyException.class)
          .hasMessageContaining(promise);
    }
  }

  @Test
  void output_saysWhatIsBroken() {
    assertThat(PromiseCheck.read("")).containsExactly("running");
    assertThat(PromiseCheck.read("files held\nnative broken: it ran\n"))
        .containsExactlyInAnyOrder("native", "running");
    assertThat(PromiseCheck.read("end\n")).hasSize(PromiseCheck.PROMISES.size() - 2);
    var all =
        PromiseCheck.PROMISES.stream().map(p -> p + " held\n").collect(Collectors.joining())
            + "end\n";
    assertThat(PromiseCheck.read(all)).isEmpty();
    assertThat(PromiseCheck.read(all + "files broken: /root\n")).containsExactly("files");
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  /** A box without some of its options, or with some that it shouldn't have. */
  private record Weakened(Isolation strong, List<String> left, List<String> added)
      implements ChangedBox {
    @Override
    public List<String> command(Image image, Allowance allowance, List<String> javaArguments) {
      var command = new ArrayList<>(strong.command(image, allowance, javaArguments));
      for (var option : left) {
        command.remove(option);
      }
      command.addAll(command.indexOf("--chdir"), added);
      return command;
    }
  }
}
