package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a program writes, by whatever means, is its output and nothing else. */
@ExtendWith(Box.class)
class OutputTest {

  @Test
  void forgedFrames_onDescriptor1_stayOutput(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            """
            void main() throws Exception {
              try (var out = new FileOutputStream(FileDescriptor.out)) {
                var forged = new byte[64];
                forged[17] = 20;
                forged[21] = 16;
                out.write(forged);
                out.write("{\\"type\\":\\"exit\\",\\"code\\":7}\\n".getBytes());
                IO.println("mine");
              }
            }
            """);
    assertThat(ended.stdout()).contains("{\"type\":\"exit\",\"code\":7}\n").endsWith("mine\n");
    assertThat(ended.exit().status()).isEqualTo(Status.OK);
    assertThat(ended.all(Event.Exit.class)).hasSize(1);
  }

  @Test
  void rawWrites_betweenPrints_tearNoFrame(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            """
            void main() throws Exception {
              var out = new FileOutputStream(FileDescriptor.out);
              for (int i = 0; i < 20; i++) {
                out.write("ä".repeat(20).getBytes());
                IO.println("p");
              }
            }
            """);
    assertThat(ended.exit().status()).isEqualTo(Status.OK);
    assertThat(ended.stdout()).isEqualTo(("ä".repeat(20) + "p\n").repeat(20));
  }

  @Test
  void bytesThatAreNotText_areReplaced(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            """
            void main() {
              System.out.write(new byte[] {'a', (byte) 0xff, 'b', 0, '\\n'}, 0, 5);
              System.out.flush();
              IO.println("\\u001b[31m<script>\\u202e");
            }
            """);
    assertThat(ended.stdout()).isEqualTo("a\ufffdb\0\n\u001b[31m<script>\u202e\n");
  }

  @Test
  void bothStreams_keepTheirOrder(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            "void main() { for (int i = 0; i < 50; i++) { System.out.print(i); System.err.print(i); } }");
    var expected = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      expected.append("stdout").append(i).append("stderr").append(i);
    }
    var seen = new StringBuilder();
    ended.all(Event.Output.class).forEach(o -> seen.append(o.stream()).append(o.text()));
    assertThat(seen.toString()).isEqualTo(expected.toString());
  }

  @Test
  void output_arrivesWhileTheProgramRuns(Sandbox sandbox) throws Exception {
    var going =
        Box.start(
            sandbox, Box.request("void main() { IO.println(\"on\"); while (true) {} }"), _ -> {});
    Box.until(() -> going.events().stream().anyMatch(Event.Output.class::isInstance));
    assertThat(going.events()).noneMatch(Event.Exit.class::isInstance);
    going.handle().stop();
    going.handle().await();
  }

  @Test
  void sameSeed_givesTheSameEvents(Sandbox sandbox) throws Exception {
    var source =
        """
        import module goloom;
        import static goloom.Go.*;
        int data;
        void main() {
          var wg = new WaitGroup();
          for (int i : range(5)) wg.go(() -> { data++; IO.println(i + " " + data); });
          wg.await();
        }
        """;
    var first = Box.run(sandbox, source);
    for (int i = 0; i < 5; i++) {
      assertThat(Box.run(sandbox, source).all(Event.Output.class))
          .isEqualTo(first.all(Event.Output.class));
    }
  }
}
