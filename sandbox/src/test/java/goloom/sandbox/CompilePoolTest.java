package goloom.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
                watchdog,
                60_000)) {
      Box.until(() -> pool.alive() == 1);
    } finally {
      silence.countDown();
    }
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
