package goloom.hooks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;

/** {@code ExecutorService.close}: the JDK's waits a day at a time, which is a timed wait. */
final class Closing {

  private Closing() {}

  static void close(ExecutorService executor, CountDownLatch terminated) {
    executor.shutdown();
    boolean interrupted = false;
    while (terminated.getCount() > 0) {
      try {
        terminated.await();
      } catch (InterruptedException e) {
        if (!interrupted) {
          executor.shutdownNow();
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
