package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program can't reach, tried by programs in the real box. */
@ExtendWith(Box.class)
class IsolationTest {

  @Test
  void network_isUnreachable(@Box.Unguarded Sandbox sandbox) throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var ended =
          Box.run(
              sandbox,
              """
              import java.net.*;
              void main() {
                for (var host : new String[] {"127.0.0.1", "1.1.1.1", "169.254.169.254"}) {
                  try (var socket = new Socket(host, %d)) {
                    IO.println("connected to " + host);
                  } catch (IOException e) {
                    IO.println("refused");
                  }
                }
              }
              """
                  .formatted(server.getLocalPort()));
      assertThat(ended.stdout()).isEqualTo("refused\nrefused\nrefused\n");
    }
  }

  @Test
  void hostFiles_areInvisible(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            """
            import java.nio.file.*;
            void main() throws Exception {
              for (var file : new String[] {"/etc/shadow", "/root", "/home", "/proc", "/sys", "/work", "/var", "/bin/sh", "%s"}) {
                if (Files.exists(Path.of(file))) IO.println("sees " + file);
              }
              try (var files = Files.list(Path.of("/"))) {
                IO.println(files.map(Path::toString).filter(f -> !f.startsWith("/lib")).sorted().toList());
              }
              IO.println(Files.readString(Path.of("/etc/passwd")).lines().count());
            }
            """
                .formatted(System.getProperty("java.home")));
    assertThat(ended.stdout()).isEqualTo("[/app, /bin, /dev, /etc, /jdk, /tmp]\n1\n");
  }

  @Test
  void writing_isRefusedEverywhere(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            """
            import java.nio.file.*;
            void main() {
              for (var folder : new String[] {"/", "/app", "/jdk", "/etc", "/dev", "/tmp", "/lib"}) {
                try {
                  Files.writeString(Path.of(folder, "mine"), "x");
                  IO.println("wrote to " + folder);
                } catch (IOException e) {
                  IO.println("refused");
                }
              }
            }
            """);
    assertThat(ended.stdout()).isEqualTo("refused\n".repeat(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POSIX_SPAWN", "VFORK", "FORK"})
  void processes_areRefused(String mode, @Box.Unguarded Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            """
            void main() throws Exception {
              System.setProperty("jdk.lang.Process.launchMechanism", "%s");
              var java = new ProcessBuilder("/jdk/bin/java", "-version");
              try {
                // By reflection: a plain call is refused before it reaches the box.
                ProcessBuilder.class.getMethod("start").invoke(java);
                IO.println("started one");
              } catch (ReflectiveOperationException e) {
                IO.println(e.getCause().getClass().getSimpleName());
              }
            }
            """
                .formatted(mode));
    assertThat(ended.stdout()).isEqualTo("IOException\n");
  }

  @Test
  void processes_calledForByName_areRefusedWithTheLine(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            """
            void main() throws Exception {
              new ProcessBuilder("/jdk/bin/java", "-version").start();
            }
            """);
    var diagnostic = ((Event.Compile) ended.events().getFirst()).diagnostics().getFirst();
    assertThat(ended.exit().status()).isEqualTo(Status.COMPILE_ERROR);
    assertThat(diagnostic.code()).isEqualTo("goloom.no-processes");
    assertThat(diagnostic.line()).isEqualTo(2);
    assertThat(diagnostic.message()).contains("java.lang.ProcessBuilder", "go(() -> …)");
  }

  @Test
  void environment_isEmpty(Sandbox sandbox) throws Exception {
    assertThat(System.getenv()).as("this test needs something to hide").containsKey("PATH");
    var ended =
        Box.run(
            sandbox, "void main() { IO.println(String.join(\" \", System.getenv().keySet())); }");
    assertThat(Set.of("LD_LIBRARY_PATH", "MALLOC_ARENA_MAX", "LANG", "PWD"))
        .containsAll(Set.of(ended.stdout().strip().split(" ")));
  }

  @Test
  void nativeMemory_cannotBePatched(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            """
            void main() throws Exception {
              try (var memory = new RandomAccessFile("/proc/self/mem", "rw")) {
                IO.println("open");
              } catch (FileNotFoundException e) {
                IO.println("no such file");
              }
            }
            """);
    assertThat(ended.stdout()).isEqualTo("no such file\n");
  }

  @Test
  void worker_isNobodyWithoutRights(Sandbox sandbox) throws Exception {
    var going =
        Box.start(
            sandbox, Box.request("void main() { IO.println(\"on\"); while (true) {} }"), _ -> {});
    Box.until(() -> going.events().size() > 2);
    var process = Path.of("/proc/" + ((Run) going.handle()).workerPid());
    var status = Files.readString(process.resolve("status"));
    var limits = Files.readString(process.resolve("limits"));
    var forMemory = Files.readString(process.resolve("oom_score_adj"));
    going.handle().stop();
    going.handle().await();
    assertThat(status)
        .containsPattern("CapEff:\\s+0+\n")
        .containsPattern("NoNewPrivs:\\s+1\n")
        .containsPattern("Seccomp:\\s+2\n")
        .doesNotContainPattern("Uid:\\s+0\\s");
    assertThat(limits)
        .containsPattern("Max core file size +0 +0 ")
        .containsPattern("Max open files +128 +128 ")
        .containsPattern("Max processes +256 +256 ");
    // Where memory runs out, the kernel takes it before anything else.
    assertThat(forMemory.strip()).isEqualTo("1000");
  }

  @Test
  void twoRuns_shareNothing(Sandbox sandbox) throws Exception {
    var source =
        """
        import java.nio.file.*;
        void main() throws Exception {
          IO.println(System.getProperty("left behind") + " " + new File("/tmp").list().length);
          System.setProperty("left behind", "by a run");
          try {
            Files.writeString(Path.of("/tmp/left-behind"), "x");
          } catch (IOException e) {
            IO.println("refused");
          }
        }
        """;
    assertThat(Box.run(sandbox, source).stdout()).isEqualTo("null 0\nrefused\n");
    assertThat(Box.run(sandbox, source).stdout()).isEqualTo("null 0\nrefused\n");
  }

  @Test
  void isolation_unknown_isRefusedByName() {
    for (var name : new String[] {"none"}) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> Sandbox.open(Box.settings().withIsolation(name))))
          .isInstanceOf(SandboxUnavailableException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void processDriver_runsTheSamePrograms() throws Exception {
    try (var plain = Sandbox.open(Box.settings().withIsolation("process").withLimits(Box.QUICK))) {
      var ended = Box.run(plain, "void main() { IO.println(System.getenv().size() < 3); }");
      assertThat(plain.isolation()).isEqualTo("process");
      assertThat(ended.stdout()).isEqualTo("true\n");
      assertThat(ended.exit().status()).isEqualTo(Status.OK);
    }
  }

  /**
   * gVisor is in few installations: where it is, programs run in it; where not, the start says so.
   */
  @Test
  void gvisorDriver_runsTheSamePrograms_orSaysWhatIsMissing() throws Exception {
    var settings =
        Box.settings()
            .withIsolation("gvisor")
            .withSizes(new Sizes(1, 0, 1, 1, 1, 0, 0))
            .withSelfTest(SandboxSettings.SelfTest.AT_START);
    if (Command.find("runsc").isEmpty()) {
      assertThatThrownBy(() -> Sandbox.open(settings))
          .isInstanceOf(SandboxUnavailableException.class)
          .hasMessageContaining("apt-get install runsc");
      return;
    }
    try (var sandbox = Sandbox.open(settings)) {
      assertThat(sandbox.state().broken()).isEmpty();
      var ended = Box.run(sandbox, "void main() { IO.println(System.getenv().size() < 6); }");
      assertThat(ended.stdout()).isEqualTo("true\n");
      assertThat(ended.exit().status()).isEqualTo(Status.OK);
      var going =
          Box.start(
              sandbox, Box.request("void main() { IO.println(1); while (true) {} }"), _ -> {});
      Box.until(() -> going.events().stream().anyMatch(Event.Output.class::isInstance));
      going.handle().stop();
      assertThat(going.end().exit().status()).isEqualTo(Status.KILLED);
    }
    Box.until(() ->
        ProcessHandle.current()
            .descendants()
            .noneMatch(p -> p.info().command().orElse("").endsWith("runsc")));
  }
}
