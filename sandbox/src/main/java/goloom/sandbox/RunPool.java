package goloom.sandbox;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Run workers that wait, warm, each for the one program it will run. One that is handed out is
 * replaced a little later, so that its replacement's start doesn't compete with the run it was
 * handed out for.
 */
final class RunPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunPool.class);
  private static final long RETRY_AFTER_MILLIS = 2_000;

  private final WorkerSource source;
  private final int size;
  private final long refillAfterMillis;
  private final BlockingQueue<Worker> ready = new LinkedBlockingQueue<>();

  /** Workers that are ready or being started. */
  private final AtomicInteger coming = new AtomicInteger();

  private final ScheduledExecutorService refiller =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("pool-refill").factory());
  private volatile boolean closed;

  /** Starts a warm worker. */
  interface WorkerSource {
    Worker start() throws IOException;
  }

  /** A pool that is filled as soon as may be, and again so long after a worker was taken. */
  RunPool(WorkerSource source, int size, long refillAfterMillis) {
    this.source = source;
    this.size = size;
    this.refillAfterMillis = refillAfterMillis;
    refill(0);
  }

  /** A warm worker: one that waits if there is one, else a new one. */
  Worker take() throws IOException {
    var waiting = poll();
    return waiting == null ? source.start() : waiting;
  }

  /** A warm worker that waits, if there is one. */
  @Nullable Worker poll() {
    for (Worker worker; (worker = ready.poll()) != null; ) {
      coming.decrementAndGet();
      refill(refillAfterMillis);
      if (worker.isAlive()) {
        return worker;
      }
    }
    return null;
  }

  /** Workers that wait now. */
  int waiting() {
    return ready.size();
  }

  private void refill(long afterMillis) {
    try {
      var _ = refiller.schedule(this::fill, afterMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the pool is closed", e);
    }
  }

  private void fill() {
    while (!closed && coming.get() < size) {
      coming.incrementAndGet();
      try {
        var worker = source.start();
        ready.add(worker);
        worker.whenGone(() -> gone(worker));
      } catch (IOException e) {
        coming.decrementAndGet();
        if (closed) {
          return;
        }
        LOG.error("cannot start a run worker", e);
        refill(RETRY_AFTER_MILLIS);
        return;
      }
    }
    if (closed) {
      killAll();
    }
  }

  /** One that has ended while it waited is replaced. */
  private void gone(Worker worker) {
    if (ready.remove(worker)) {
      coming.decrementAndGet();
      refill(refillAfterMillis);
    }
  }

  private void killAll() {
    for (Worker worker; (worker = ready.poll()) != null; ) {
      worker.kill();
    }
  }

  @Override
  public void close() {
    closed = true;
    refiller.shutdownNow();
    killAll();
  }
}
