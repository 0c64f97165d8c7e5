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

  private static final String THREADS =
      """
      void main() throws Exception {
        var parked = new ArrayList<Thread>();
        try {
          while (parked.size() < 2_000) {
            var thread = Executors.defaultThreadFactory().newThread(() -> LockSupport.park());
            thread.setDaemon(true);
            thread.start();
            parked.add(thread);
          }
          IO.println("all started");
        } catch (OutOfMemoryError e) {
          IO.println(parked.size() > 100 && parked.size() < 256 ? "refused" : parked.size());
          IO.println(e.getMessage());
        }
      }
      """;

  /** On real threads the box refuses them. */
  @Test
  void threads_areLimited(Sandbox sandbox) throws Exception {
    var ended = Box.run(sandbox, Box.real(THREADS));
    assertThat(ended.stdout()).startsWith("refused\nunable to create native thread");
    assertThat(ended.exit().status()).isEqualTo(Status.OK);
  }

  @Test
  void threadsBeyondTheLimit_areALimit_namedWithItsValue(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            Box.real(
                THREADS.replace(
                    "} catch (OutOfMemoryError e) {", "} catch (ArithmeticException e) {")));
    assertThat(ended.exit().status()).isEqualTo(Status.GOROUTINE_LIMIT);
    assertThat(ended.exit().code()).isEqualTo(126);
    assertThat(ended.exit().message()).startsWith("thread limit").contains("256");
  }

  @Test
  void memoryBesideTheHeap_isALimit_namedWithItsValue(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            """
            import java.lang.foreign.Arena;
            void main() {
              while (true) Arena.global().allocate(1 << 24);
            }
            """);
    assertThat(ended.exit().status()).isEqualTo(Status.MEMORY_LIMIT);
    assertThat(ended.exit().message()).contains("beside its heap").contains("320 MiB");
  }

  /** Governed by the scheduler they are goroutines, and cost none. */
  @Test
  void threads_inTheSimulation_areGoroutines(Sandbox sandbox) throws Exception {
    var ended = Box.run(sandbox, THREADS);
    assertThat(ended.stdout()).isEqualTo("all started\n");
    assertThat(ended.exit().status()).isEqualTo(Status.OK);
  }

  @Test
  void aHundredThousandVirtualThreads_areWithinThem() throws Exception {
    var source =
        """
        void main() throws Exception {
          var started = new AtomicInteger();
          var gate = new CountDownLatch(1);
          var all = new ArrayList<Thread>();
          for (int i = 0; i < 100_000; i++) all.add(Thread.startVirtualThread(() -> {
            started.incrementAndGet();
            try { gate.await(); } catch (InterruptedException e) {}
          }));
          while (started.get() < all.size()) Thread.yield();
          gate.countDown();
          for (var thread : all) thread.join();
          IO.println(started);
        }
        """;
    // Time enough for a slow machine: this is about memory.
    var limits = Limits.DEFAULT.withMillis(100_000, 100_000);
    try (var sandbox =
        Sandbox.open(Box.settings().withLimits(limits).withSizes(Sizes.forOneRun()))) {
      var ended = Box.run(sandbox, Box.unwatched(source, 100_000));
      assertThat(ended.stdout()).as("%s", ended.exit()).isEqualTo("100000\n");
      assertThat(ended.exit().status()).isEqualTo(Status.OK);
    }
  }
}
