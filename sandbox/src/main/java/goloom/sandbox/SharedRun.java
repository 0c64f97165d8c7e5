package goloom.sandbox;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that repeats what another gave: at once where that is known, or as soon as one that is
 * under way has ended. Where that one takes long, or turns out to be nobody else's, this becomes a
 * run of its own.
 */
final class SharedRun implements RunHandle {
  private static final Logger LOG = LoggerFactory.getLogger(SharedRun.class);

  /** How long one waits for another to begin: in the queue one would wait as well. */
  private static final long BEGIN_MILLIS = 10_000;

  /** How long one waits for a program's end before beginning by oneself. */
  private static final long END_MILLIS = 1_000;

  private final RunCache.Flight flight;
  private final CompletableFuture<@Nullable Void> stop = new CompletableFuture<>();
  private final Alone alone;
  private final Consumer<? super Event> consumer;
  private final CountDownLatch done = new CountDownLatch(1);

  /** Guards the three below. */
  private final Object state = new Object();

  private @Nullable RunHandle own;
  private boolean stopped;
  private @Nullable Consumer<RunHandle> input;

  /** Begins a run of one's own. */
  interface Alone {
    RunHandle start(Consumer<Event> events);
  }

  SharedRun(RunCache.Flight flight, Alone alone, Consumer<? super Event> consumer) {
    this.flight = flight;
    this.alone = alone;
    this.consumer = consumer;
  }

  /** Does it all. */
  void begin() {
    try {
      var events = awaited();
      if (events.isPresent() && !isStopped()) {
        events.get().forEach(consumer);
      } else {
        byItself();
      }
    } catch (InterruptedException e) {
      consumer.accept(Verdict.exit(Status.KILLED, 137, "stopped"));
    } catch (RuntimeException e) {
      LOG.warn("nobody takes a run's events any more: {}", e.toString());
    } finally {
      done.countDown();
    }
  }

  private Optional<List<Event>> awaited() throws InterruptedException {
    try {
      CompletableFuture.anyOf(flight.begun(), flight.result(), stop)
          .get(BEGIN_MILLIS, TimeUnit.MILLISECONDS);
      CompletableFuture.anyOf(flight.result(), stop).get(END_MILLIS, TimeUnit.MILLISECONDS);
      return flight.result().getNow(Optional.empty());
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    }
  }

  private boolean isStopped() {
    synchronized (state) {
      return stopped;
    }
  }

  private void byItself() throws InterruptedException {
    RunHandle run;
    synchronized (state) {
      if (stopped) {
        consumer.accept(Verdict.exit(Status.KILLED, 137, "stopped"));
        return;
      }
      try {
        run = alone.start(consumer::accept);
      } catch (BusyException e) {
        consumer.accept(Verdict.exit(Status.KILLED, 137, e.getMessage() + ": try again"));
        return;
      }
      own = run;
      if (input != null) {
        input.accept(run);
      }
    }
    run.await();
  }

  @Override
  public void stop() {
    stop.complete(null);
    synchronized (state) {
      stopped = true;
      if (own != null) {
        own.stop();
      }
    }
  }

  @Override
  public void stdin(byte[] bytes) {
    give(run -> run.stdin(bytes));
  }

  @Override
  public void stdinClose() {
    give(RunHandle::stdinClose);
  }

  /** A program that is repeated has read none, so only one's own needs it. */
  private void give(Consumer<RunHandle> more) {
    synchronized (state) {
      if (own != null) {
        more.accept(own);
      } else {
        input = input == null ? more : input.andThen(more);
      }
    }
  }

  @Override
  public void await() throws InterruptedException {
    done.await();
  }

  /** As {@link #await}, but not for longer than until {@code deadlineNanos}. */
  void awaitUntil(long deadlineNanos) throws InterruptedException {
    var _ = done.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }
}
