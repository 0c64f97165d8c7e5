package goloom.sandbox;

import goloom.worker.protocol.Frames;
import goloom.worker.protocol.FromCompiler;
import goloom.worker.protocol.ToCompiler;
import goloom.worker.protocol.ToCompiler.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compile workers: long-lived, one question at a time each. One that fails, takes too long or has
 * answered many questions is replaced.
 */
final class CompilePool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CompilePool.class);
  private static final long FIRST_SECONDS = 60;
  private static final int START_ATTEMPTS = 5;
  private static final long RETRY_MILLIS = 200;

  /** From one such row of attempts in vain to the next. */
  private static final long RETRY_LATER_MILLIS = 2_000;

  private static final int QUESTIONS_PER_WORKER = 1_000;

  /** How many compilations a worker has behind it before it is about as fast as it will be. */
  static final int WARMING_QUESTIONS = 15;

  /** How long a question waits for a worker to be free. */
  private static final long PATIENCE_MILLIS = 20_000;

  private final RunPool.WorkerSource source;
  private final Watchdog watchdog;
  private final long limitMillis;
  private final List<Seat> seats;
  private final BlockingQueue<Seat> free = new LinkedBlockingQueue<>();
  private final CountDownLatch firstStarted = new CountDownLatch(1);
  private volatile boolean closed;

  /** Questions that wait for a worker: whoever only warms one up stands back. */
  private final AtomicInteger waiting = new AtomicInteger();

  /** A client has no more than its share of the workers, so that nobody keeps all of them busy. */
  private final Shares shares;

  /** {@code share}: questions of one client at a time; 0: as many as workers but one. */
  CompilePool(
      RunPool.WorkerSource source, int size, int share, Watchdog watchdog, long limitMillis) {
    this.source = source;
    shares = new Shares(share > 0 ? share : Math.max(1, size - 1));
    this.watchdog = watchdog;
    this.limitMillis = limitMillis;
    seats = Stream.generate(Seat::new).limit(size).toList();
    for (var seat : seats) {
      PipeThread.start("compiler-start", () -> startWarm(seat));
    }
  }

  /** Starts a worker, and has it compile now and then while nobody waits, until it is fast. */
  private void startWarm(Seat first) {
    try {
      first.fill();
      var question =
          new ToCompiler.Compile(
              List.of(TrainingProgram.file()), ToCompiler.Use.WATCHED, Policy.BY_NAME);
      for (int i = 0; i < WARMING_QUESTIONS && !closed && waiting.get() == 0; i++) {
        var seat = free.poll();
        if (seat != null) {
          ask(seat, question);
        }
      }
    } catch (NoAnswer e) {
      if (!closed) {
        LOG.warn("a compile worker in its warm-up: {}", e.getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** No answer came. */
  static sealed class NoAnswer extends Exception {
    private static final long serialVersionUID = 1;

    NoAnswer(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** No answer came in time. */
  static final class TooLong extends NoAnswer {
    private static final long serialVersionUID = 1;

    TooLong(long limitMillis) {
      super(
          "compilation took more than %s: too long".formatted(Verdict.seconds(limitMillis)), null);
    }
  }

  /** No compiler was free. */
  static final class Busy extends NoAnswer {
    private static final long serialVersionUID = 1;

    Busy(String why) {
      super(why + ": try again", null);
    }
  }

  /** The compiler went in the middle of its work. */
  static final class Died extends NoAnswer {
    private static final long serialVersionUID = 1;

    Died(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The answer to {@code question} of {@code client}'s. */
  FromCompiler ask(String client, ToCompiler question) throws NoAnswer, InterruptedException {
    if (!shares.take(client, PATIENCE_MILLIS)) {
      throw new Busy(
          "other compilations of yours took " + Verdict.seconds(PATIENCE_MILLIS) + " and longer");
    }
    try {
      return ask(question);
    } finally {
      shares.give(client);
    }
  }

  private FromCompiler ask(ToCompiler question) throws NoAnswer, InterruptedException {
    waiting.incrementAndGet();
    Seat seat;
    try {
      seat = free.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } finally {
      waiting.decrementAndGet();
    }
    if (seat == null) {
      throw new Busy("all compilers were busy for " + Verdict.seconds(PATIENCE_MILLIS));
    }
    return ask(seat, question);
  }

  private FromCompiler ask(Seat seat, ToCompiler question) throws NoAnswer, InterruptedException {
    try {
      return PipeThread.call("compiler-question", () -> seat.ask(question));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof NoAnswer none
          ? none
          : new Died("the question could not be asked", e.getCause());
    } finally {
      seat.free();
    }
  }

  /** Waits until one worker has started, or none of them could, but no longer than some while. */
  void awaitFirst() throws InterruptedException {
    var _ = firstStarted.await(FIRST_SECONDS, TimeUnit.SECONDS);
  }

  /** Workers that live now. */
  int alive() {
    return (int)
        seats.stream()
            .map(seat -> seat.worker)
            .filter(worker -> worker != null && worker.isAlive())
            .count();
  }

  @Override
  public void close() {
    closed = true;
    // Those that are being asked something as well: their answer is for nobody.
    seats.forEach(Seat::empty);
  }

  /** A worker's place. Held by one question at a time, or by nobody and in {@code free}. */
  private final class Seat {
    private volatile @Nullable Worker worker;
    private int asked;

    FromCompiler ask(ToCompiler question) throws NoAnswer {
      var current = worker;
      if (current == null || !current.isAlive()) {
        empty();
        current = begin();
      }
      var limit = new Limit(current, System.nanoTime() + limitMillis * 1_000_000);
      watchdog.add(limit);
      try {
        Frames.write(current.in(), ToCompiler.class, question);
        var answer = Frames.read(current.out(), FromCompiler.class);
        if (answer == null) {
          throw new IOException("no answer");
        }
        asked++;
        if (asked >= QUESTIONS_PER_WORKER || Compilations.gaveUp(answer)) {
          empty();
        }
        return answer;
      } catch (IOException e) {
        empty();
        throw limit.fired.get() ? new TooLong(limitMillis) : new Died("the compiler went away", e);
      } finally {
        watchdog.remove(limit);
      }
    }

    private Worker begin() throws Died {
      try {
        var started = source.start();
        worker = started;
        started.whenGone(() -> gone(started));
        asked = 0;
        PipeThread.start("compiler-stderr", () -> drain(started));
        if (closed) {
          empty();
        }
        return started;
      } catch (IOException e) {
        throw new Died("the compiler doesn't start", e);
      }
    }

    /** Starts a worker in it, and tries again where that fails; then it is free. */
    void fill() throws InterruptedException {
      for (int attempt = 1; attempt <= START_ATTEMPTS && !closed && worker == null; attempt++) {
        try {
          begin();
        } catch (Died e) {
          if (!closed) {
            LOG.error("cannot start a compile worker", e);
            TimeUnit.MILLISECONDS.sleep(attempt * RETRY_MILLIS);
          }
        }
      }
      offer();
      firstStarted.countDown();
      if (worker == null && !closed) {
        PipeThread.start("compiler-start", this::tryLater);
      }
    }

    /** Whoever asks next may find a worker here; and if nobody asks, there is to be one too. */
    private void tryLater() {
      try {
        TimeUnit.MILLISECONDS.sleep(RETRY_LATER_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      if (worker == null && !closed && free.remove(this)) {
        startWarm(this);
      }
    }

    /** Lets the next question have it. */
    private void offer() {
      free.add(this);
      // One that has ended while the seat was held could not be replaced then.
      var current = worker;
      if (current != null && !current.isAlive()) {
        gone(current);
      }
    }

    /** Its worker has ended: where nobody was asking it anything, there is a new one at once. */
    private void gone(Worker ended) {
      if (worker == ended && !closed && free.remove(this)) {
        worker = null;
        PipeThread.start("compiler-start", () -> startWarm(this));
      }
    }

    /** Gives the seat back, with a new worker in it where the old one is gone. */
    void free() {
      if (worker == null && !closed) {
        PipeThread.start("compiler-start", () -> startWarm(this));
      } else {
        offer();
      }
    }

    void empty() {
      var current = worker;
      worker = null;
      if (current != null) {
        current.kill();
      }
    }

    private static void drain(Worker worker) {
      var buffer = new byte[4096];
      try (var err = worker.err()) {
        for (int n; (n = err.read(buffer)) >= 0; ) {
          LOG.warn("a compile worker says: {}", new String(buffer, 0, n, StandardCharsets.UTF_8));
        }
      } catch (IOException gone) {
        // With its worker.
        return;
      }
    }
  }

  private record Limit(Worker worker, long deadlineNanos, AtomicBoolean fired)
      implements Watchdog.Watched {
    Limit(Worker worker, long deadlineNanos) {
      this(worker, deadlineNanos, new AtomicBoolean());
    }

    @Override
    public void check(long now) {
      if (now - deadlineNanos > 0) {
        fired.set(true);
        worker.kill();
      }
    }
  }
}
