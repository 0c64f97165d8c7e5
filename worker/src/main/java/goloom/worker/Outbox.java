package goloom.worker;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.FromWorker;
import goloom.worker.protocol.SecretWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * All that leaves the worker, in order.
 *
 * <p>Lock rule: a spin lock, not a monitor or a {@code ReentrantLock}. Its holder only copies bytes
 * and writes to the pipe, which no goroutine can be switched away from, so on one carrier it is
 * never contended; and a parked waiter would be a goroutine that waits for something the scheduler
 * knows nothing of.
 */
final class Outbox {
  private final SecretWriter writer;
  private final AtomicReference<@Nullable Thread> holder = new AtomicReference<>();
  private boolean ended;
  private volatile boolean outputEnded;

  Outbox(SecretWriter writer) {
    this.writer = writer;
  }

  /** From here on what the program writes is nobody's output. */
  void endOutput() {
    outputEnded = true;
  }

  void write(Event.Output output) {
    if (!outputEnded) {
      send(output);
    }
  }

  void send(Event.OfProgram event) {
    send(new FromWorker.Happened(event));
  }

  void send(FromWorker message) {
    while (!holder.compareAndSet(null, Thread.currentThread())) {
      if (Thread.currentThread().isVirtual()) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(10_000);
      }
    }
    try {
      if (ended) {
        return;
      }
      ended = message instanceof FromWorker.End;
      writer.send(message);
    } catch (IOException e) {
      // The parent is gone, or has heard enough; it will end this process.
      throw new UncheckedIOException(e);
    } finally {
      holder.set(null);
    }
  }
}
