package goloom.sandbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few milliseconds whether somebody's time is over. */
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final long PERIOD_MILLIS = 10;

  /** Something with a limit. */
  interface Watched {
    /** Ends it if its time is over. Called often: to be quick. */
    void check(long nowNanos);
  }

  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("watchdog").factory());

  Watchdog() {
    var _ =
        thread.scheduleAtFixedRate(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  void add(Watched one) {
    watched.add(one);
  }

  void remove(Watched one) {
    watched.remove(one);
  }

  private void look() {
    var now = System.nanoTime();
    for (var one : watched) {
      try {
        one.check(now);
      } catch (RuntimeException e) {
        LOG.error("a check failed", e);
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
