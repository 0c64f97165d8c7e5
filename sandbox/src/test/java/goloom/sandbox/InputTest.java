package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A program's standard input. */
@ExtendWith(Box.class)
class InputTest {
  private static final String ECHO =
      """
      void main() {
        IO.println("ready");
        for (String line; (line = IO.readln()) != null; ) IO.println("read " + line);
        IO.println("end");
      }
      """;

  @Test
  void stdin_reachesTheProgram_andEnds(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(sandbox, Box.request(ECHO, "one\ntwö\n".getBytes(StandardCharsets.UTF_8), 10_000));
    assertThat(ended.stdout()).isEqualTo("ready\nread one\nread twö\nend\n");
    assertThat(ended.exit().status()).isEqualTo(Status.OK);
  }

  @Test
  void stdin_readRaw_yieldsNoFrameOfOurs(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            Box.request(
                """
                void main() throws Exception {
                  IO.println(System.in.readAllBytes().length);
                  IO.println(new FileInputStream(FileDescriptor.in).available());
                }
                """,
                new byte[1000],
                10_000));
    assertThat(ended.stdout()).isEqualTo("1000\n0\n");
  }

  @Test
  void interactiveStdin_waitsAtNoCost_andIsNoDeadlock(Sandbox sandbox) throws Exception {
    var request = Box.request(ECHO, "first\n".getBytes(StandardCharsets.UTF_8), 400);
    var open =
        new RunRequest(
            request.files(), request.options(), request.timeoutMillis(), request.stdin(), true);
    var going = Box.start(sandbox, open, _ -> {});
    Box.until(() -> text(going).endsWith("read first\n"));
    var waitedLongerThanItsTime = System.nanoTime() + 700_000_000L;
    Box.until(() -> System.nanoTime() > waitedLongerThanItsTime);
    going.handle().stdin("second\n".getBytes(StandardCharsets.UTF_8));
    Box.until(() -> text(going).endsWith("read second\n"));
    going.handle().stdinClose();
    var ended = going.end();
    assertThat(ended.stdout()).endsWith("end\n");
    assertThat(ended.exit().status()).isEqualTo(Status.OK);
  }

  @Test
  void readerOfOpenStdin_letsTheOthersRunFirst(Sandbox sandbox) throws Exception {
    var request =
        Box.request(
            """
            void main() {
              goloom.Go.go(() -> { for (int i = 0; i < 3; i++) { IO.println("work " + i); Thread.yield(); } });
              IO.println("hello " + IO.readln());
            }
            """,
            new byte[0],
            5_000);
    var open =
        new RunRequest(
            request.files(), request.options(), request.timeoutMillis(), request.stdin(), true);
    var going = Box.start(sandbox, open, _ -> {});
    Box.until(() -> text(going).endsWith("work 2\n"));
    going.handle().stdin("you\n".getBytes(StandardCharsets.UTF_8));
    var ended = going.end();
    assertThat(ended.stdout()).endsWith("hello you\n");
    assertThat(ended.exit().status()).isEqualTo(Status.OK);
  }

  /** A class shares a node of two places, and two of them sit before a question. */
  @Test
  void programThatWaitsForItsUser_leavesItsPlaceToOthers() throws Exception {
    try (var sandbox = Sandbox.open(Box.settings().withSizes(Sizes.forOneRun()))) {
      var request = Box.request(ECHO, new byte[0], 10_000);
      var open =
          new RunRequest(
              request.files(), request.options(), request.timeoutMillis(), request.stdin(), true);
      var going = Box.start(sandbox, open, _ -> {});
      Box.until(() -> text(going).endsWith("ready\n"));
      for (int i = 0; i < 3; i++) {
        var other = Box.run(sandbox, "void main() { IO.println(\"other\"); }");
        assertThat(other.stdout()).isEqualTo("other\n");
      }
      going.handle().stdin("still here\n".getBytes(StandardCharsets.UTF_8));
      Box.until(() -> text(going).endsWith("read still here\n"));
      going.handle().stdinClose();
      assertThat(going.end().exit().status()).isEqualTo(Status.OK);
      assertThat(sandbox.state().running()).isZero();
    }
  }

  private static String text(Box.Going going) {
    var text = new StringBuilder();
    for (var event : going.events()) {
      if (event instanceof Event.Output output) {
        text.append(output.text());
      }
    }
    return text.toString();
  }
}
