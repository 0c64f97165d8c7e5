package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The profile that is shipped for containers is the one that the code's own list gives; and a whole
 * sandbox works under it, built by the same generator and put on as a container engine would.
 */
class ContainerProfileTest {
  private static final Path PROFILE = Path.of("../deploy/seccomp.json");

  /** Refreshed by {@code -Dgoloom.refresh=true}. */
  @Test
  void shippedProfile_isTheCodesOwn() throws Exception {
    var expected = json();
    if (Boolean.getBoolean("goloom.refresh")) {
      Files.writeString(PROFILE, expected);
    }
    assertThat(Files.readString(PROFILE)).isEqualTo(expected);
  }

  @Test
  void profile_allowsWhatProgramsNeed_andNothingThatTakesAMachine() {
    assertThat(SeccompFilter.containerCalls())
        .contains("mount", "umount2", "pivot_root", "sethostname", "clone", "unshare", "seccomp")
        .doesNotContain(
            "bpf",
            "io_uring_setup",
            "init_module",
            "kexec_load",
            "keyctl",
            "ptrace",
            "reboot",
            "setns",
            "userfaultfd",
            "perf_event_open",
            "swapon",
            "clone3",
            "open_by_handle_at");
  }

  private static String json() {
    var names =
        SeccompFilter.containerCalls().stream()
            .map(name -> "        \"" + name + "\"")
            .collect(Collectors.joining(",\n"));
    return """
    {
      "defaultAction": "SCMP_ACT_ERRNO",
      "defaultErrnoRet": 38,
      "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64"],
      "syscalls": [
        {
          "action": "SCMP_ACT_ALLOW",
          "names": [
    %s
          ]
        }
      ]
    }
    """
        .formatted(names);
  }

  @Test
  @Timeout(300)
  void sandbox_underTheProfile_works() throws Exception {
    var filter = Files.createTempFile("container", ".bpf");
    Files.write(filter, SeccompFilter.ofContainer(SeccompFilter.Machine.current()));
    var process =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "exec 9<\"$0\" && exec bwrap --seccomp 9 --bind / / --dev-bind /dev /dev --proc /proc \"$@\"",
                filter.toString(),
                System.getProperty("java.home") + "/bin/java",
                "-Dgoloom.app=" + System.getProperty("goloom.app"),
                "-Dgoloom.data=" + System.getProperty("goloom.data"),
                "-cp",
                System.getProperty("java.class.path"),
                Inside.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      process.getOutputStream().close();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(said).endsWith("under the profile: OK\n");
    } finally {
      process.destroyForcibly();
      Files.delete(filter);
    }
  }

  /** A server's sandbox, in short: opened, its promises tried, one program run. */
  static final class Inside {
    private Inside() {}

    public static void main(String[] args) throws Exception {
      var settings =
          Box.settings()
              .withSizes(Sizes.forOneRun())
              .withSelfTest(SandboxSettings.SelfTest.AT_START);
      try (var sandbox = Sandbox.open(settings)) {
        var ended = Box.run(sandbox, "void main() { IO.println(1); }");
        var broken = sandbox.state().broken();
        System.out.println(
            "under the profile: "
                + (broken.equals(List.of()) ? ended.exit().status() : broken.toString()));
        assert ended.exit().status() == Status.OK;
      }
    }
  }
}
