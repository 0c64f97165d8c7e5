package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each limit fires, is named, and leaves what was printed before it. */
@ExtendWith(Box.class)
class LimitsTest {

  @Test
  void memory_isLimited(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            """
            void main() {
              IO.println("before");
              var hoard = new ArrayList<long[]>();
              while (true) hoard.add(new long[1 << 17]);
            }
            """);
    assertThat(ended.exit().status()).isEqualTo(Status.MEMORY_LIMIT);
    assertThat(ended.exit().code()).isEqualTo(126);
    assertThat(ended.exit().message()).contains("128 MiB");
    assertThat(ended.stdout()).isEqualTo("before\n");
  }

  @Test
  void processorTime_isLimited(Sandbox sandbox) throws Exception {
    var ended = Box.run(sandbox, "void main() { IO.println(\"before\"); while (true) {} }");
    assertThat(ended.exit().status()).isEqualTo(Status.TIMEOUT);
    assertThat(ended.exit().code()).isEqualTo(124);
    assertThat(ended.exit().message())
        .contains("2 s of processor time")
        .contains("4 s of real time");
    assertThat(ended.stdout()).isEqualTo("before\n");
  }

  @Test
  void realTime_isLimited(Sandbox sandbox) throws Exception {
    var waitsOutsideTheScheduler =
        """
        void main() throws Exception {
          IO.println("before");
          new FileInputStream(FileDescriptor.in).read();
        }
        """;
    var ended = Box.run(sandbox, Box.request(waitsOutsideTheScheduler, new byte[0], 700));
    assertThat(ended.exit().status()).isEqualTo(Status.TIMEOUT);
    assertThat(ended.exit().code()).isEqualTo(124);
    assertThat(ended.exit().message()).startsWith("time limit: 700 ms of real time");
    assertThat(ended.exit().stats().millis()).isBetween(700L, 1700L);
    assertThat(ended.stdout()).isEqualTo("before\n");
  }

  @Test
  void output_beyondItsLimit_keepsHeadAndTail(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(sandbox, "void main() { for (int i = 10000; i < 13000; i++) IO.println(i); }");
    var out = ended.stdout();
    assertThat(out.length()).isEqualTo(4096 + 1024);
    assertThat(out).startsWith("10000\n10001\n").endsWith("12998\n12999\n");
    assertThat(ended.exit().status()).isEqualTo(Status.OUTPUT_LIMIT);
    assertThat(ended.exit().code()).isEqualTo(126);
    assertThat(ended.exit().message()).contains("12 KiB").contains("4 KiB").contains("1 KiB");
  }

  @Test
  void output_withoutEnd_stopsTheProgram(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox, "void main() { for (int i = 0; ; i++) System.err.println(\"line \" + i); }");
    assertThat(ended.exit().status()).isEqualTo(Status.OUTPUT_LIMIT);
    assertThat(ended.exit().code()).isEqualTo(126);
    assertThat(ended.out("stderr")).startsWith("line 0\nline 1\n").hasSize(4096 + 1024);
  }

  @Test
  void output_pastTheStreams_isLimitedToo(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            """
            void main() throws Exception {
              var block = new byte[10_000];
              Arrays.fill(block, (byte) 'x');
              try (var out = new FileOutputStream(FileDescriptor.err)) {
                while (true) out.write(block);
              }
            }
            """);
    assertThat(ended.exit().status()).isEqualTo(Status.OUTPUT_LIMIT);
    assertThat(ended.out("stderr")).hasSize(4096 + 1024);
  }

  @Test
  void threads_areLimited(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            """
            void main() throws Exception {
              var stacks = new ArrayList<Thread>();
              try {
                for (int i = 0; i < 400; i++) {
                  var thread = Executors.defaultThreadFactory().newThread(() -> LockSupport.park());
                  thread.setDaemon(true);
                  thread.start();
                  stacks.add(thread);
                }
                IO.println("all started");
              } catch (OutOfMemoryError e) {
                IO.println("refused");
              }
            }
            """);
    // Governed by the scheduler they are goroutines and cost no thread; else the box refuses them.
    assertThat(ended.stdout()).isIn("refused\n", "all started\n");
    assertThat(ended.exit().status()).isEqualTo(Status.OK);
  }
}
