package goloom.sandbox;

import goloom.worker.protocol.Frames;
import goloom.worker.protocol.FromCompiler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Compile workers come back. */
class CompilePoolTest {
  /** More in a row than a seat tries at once. */
  private static final int FAILURES = 7;

  @Test
  @Timeout(60)
  void worker_thatCouldNotBeStarted_isThereLater_withoutAnybodyAsking() throws Exception {
    var starts = new AtomicInteger();
    var silence = new CountDownLatch(1);
    try (var watchdog = new Watchdog();
        var pool =
            new CompilePool(
                () -> {
                  if (starts.incrementAndGet() <= FAILURES) {
                    throw new IOException("not now");
                  }
                  return new Worker(
                      new FakeProcess(silent(silence), 0), ControlGroups.none().nothing());
                },
                1,
                0,
                watchdog,
                60_000)) {
      Box.until(() -> pool.alive() == 1);
    } finally {
      silence.countDown();
    }
  }

  /** Nobody can replace it while it is being asked, and nobody asks again. */
  @Test
  @Timeout(60)
  void worker_thatEndsWithItsLastAnswer_isReplaced_withoutAnybodyAsking() throws Exception {
    var starts = new AtomicInteger();
    var silence = new CountDownLatch(1);
    try (var watchdog = new Watchdog();
        var pool =
            new CompilePool(
                () ->
                    new Worker(
                        starts.incrementAndGet() == 1
                            ? answering(CompilePool.WARMING_QUESTIONS)
                            : new FakeProcess(silent(silence), 0),
                        ControlGroups.none().nothing()),
                1,
                0,
                watchdog,
                60_000)) {
      Box.until(() -> starts.get() == 2 && pool.alive() == 1);
    } finally {
      silence.countDown();
    }
  }

  /** Answers so many questions, and is gone with the last byte of the last answer. */
  private static FakeProcess answering(int questions) throws IOException {
    var frame = new ByteArrayOutputStream();
    Frames.write(frame, FromCompiler.class, FromCompiler.Compiled.failed(List.of()));
    var process = new AtomicReference<FakeProcess>();
    process.set(
        new FakeProcess(
            new InputStream() {
              private final byte[] answer = frame.toByteArray();
              private int at;
              private int answered;

              @Override
              public int read() {
                throw new AssertionError("one byte at a time");
              }

              @Override
              public int read(byte[] bytes, int offset, int length) {
                var n = Math.min(length, answer.length - at);
                System.arraycopy(answer, at, bytes, offset, n);
                at += n;
                if (at == answer.length) {
                  at = 0;
                  answered++;
                }
                if (answered == questions) {
                  process.get().destroy();
                }
                return n;
              }
            },
            0));
    return process.get();
  }

  /** Says nothing until it ends. */
  private static InputStream silent(CountDownLatch until) {
    return new InputStream() {
      @Override
      public int read() {
        try {
          until.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return -1;
      }
    };
  }
}
