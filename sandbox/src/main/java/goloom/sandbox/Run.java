package goloom.sandbox;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import goloom.worker.protocol.FromCompiler.Compiled;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.ToCompiler;
import goloom.worker.protocol.ToWorker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run, from the queue to its exit, on a thread of its own.
 *
 * <p>Whatever happens, its last event is one exit: {@link #begin} sends it, after all else has
 * returned or failed.
 */
final class Run implements RunHandle {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 16;
  private static final int MAX_EARLY_BYTES = 1 << 20;

  private final LocalSandbox sandbox;
  private final String client;
  private final RunRequest request;
  private final Consumer<? super Event> consumer;
  private final RunQueue.Ticket ticket;

  /** Called when what this run gives depends on more than its request. */
  private final Runnable unique;

  private final CountDownLatch done = new CountDownLatch(1);
  private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();

  private final CompletableFuture<Long> executing = new CompletableFuture<>();

  /**
   * Guards the three below: input that arrives before the worker has its job becomes part of the
   * job.
   */
  private final Object input = new Object();

  private final ByteArrayOutputStream early = new ByteArrayOutputStream();
  private boolean inputOpen;
  private @Nullable Execution execution;

  /** Set when the consumer has failed: nobody listens any more. */
  private boolean deaf;

  Run(
      LocalSandbox sandbox,
      String client,
      RunRequest request,
      Consumer<? super Event> consumer,
      RunQueue.Ticket ticket,
      Runnable unique) {
    this.sandbox = sandbox;
    this.client = client;
    this.request = request;
    this.consumer = consumer;
    this.ticket = ticket;
    this.unique = unique;
    this.inputOpen = request.stdinOpen();
    early.writeBytes(request.stdin());
  }

  /** Does it all; returns when the exit has been delivered. */
  void begin() {
    Event.Exit exit;
    try {
      exit = queuedThenRun();
    } catch (InterruptedException e) {
      exit = Verdict.exit(Status.KILLED, 137, "stopped");
    } catch (IOException | RuntimeException e) {
      LOG.error("a run failed", e);
      exit =
          Verdict.exit(
              Status.INTERNAL, 125, "the playground failed to run the program: its own fault");
    }
    ticket.leave();
    try {
      send(exit);
    } finally {
      sandbox.ended(this, exit.status());
      done.countDown();
    }
  }

  private Event.Exit queuedThenRun() throws InterruptedException, IOException {
    for (int position; (position = ticket.await()) != 0; ) {
      if (position < 0) {
        return Verdict.exit(Status.KILLED, 137, "stopped");
      }
      send(new Event.Queued(position, ticket.waitMillis(position)));
    }
    var start = System.nanoTime();
    Compiled compiled;
    try {
      // A search needs to hear of accesses, whether or not it is to tell of races.
      var use = request.explore() == null ? request.options().use() : ToCompiler.Use.WATCHED;
      var compilation = sandbox.compilations().compile(client, request.files(), use);
      CompletableFuture.anyOf(compilation, stopped).get();
      if (stopped.isDone()) {
        return Verdict.exit(Status.KILLED, 137, "stopped");
      }
      compiled = compilation.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CompilePool.TooLong late) {
        return Verdict.exit(Status.TIMEOUT, 124, String.valueOf(late.getMessage()));
      }
      if (e.getCause() instanceof CompilePool.Busy busy) {
        return Verdict.exit(Status.TIMEOUT, 124, String.valueOf(busy.getMessage()));
      }
      throw new IOException("no compilation", e.getCause());
    }
    send(
        new Event.Compile(
            compiled.ok(), (System.nanoTime() - start) / 1_000_000, compiled.diagnostics()));
    if (!compiled.ok()) {
      return Verdict.exit(Status.COMPILE_ERROR, 1, "the program does not compile");
    }
    return execute(compiled);
  }

  private Event.Exit execute(Compiled compiled) throws IOException, InterruptedException {
    var worker = sandbox.takeWorker(request);
    var options = request.options();
    send(
        new Event.Start(
            options.seed(),
            options.schedule(),
            options.procs(),
            options.scheduler(),
            watched(options),
            sandbox.isolation(),
            sandbox.engine()));
    // Whoever reads slowly holds up this run, and nobody who waits for its place.
    worker.whenGone(ticket::over);
    var current = start(worker, compiled);
    executing.complete(worker.pid());
    try {
      sandbox.watch(current);
      if (stopped.isDone()) {
        current.kill(Kill.STOPPED);
      }
      return current.run();
    } finally {
      sandbox.unwatch(current);
      worker.kill();
    }
  }

  /** Whether races are looked for. */
  private static boolean watched(RunOptions options) {
    return options.race() && options.scheduler().equals("sim");
  }

  private Execution start(Worker worker, Compiled compiled) {
    var explore = request.explore();
    var limits =
        explore == null ? sandbox.limits() : sandbox.limits().searching(explore.timeMillis());
    var options = request.options();
    var secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    var goroutines = watched(options) ? limits.goroutinesWithRace() : limits.goroutines();
    var inside =
        new ToWorker.WorkerLimits(
            goroutines,
            limits.traceEvents(),
            limits.heapMebibytes(),
            limits.besideHeapMebibytes(),
            limits.threads());
    synchronized (input) {
      var job =
          new ToWorker.Job(
              secret,
              compiled.classes(),
              compiled.mainClass(),
              compiled.sites(),
              compiled.uncontrolled(),
              options,
              explore,
              inside,
              early.toByteArray(),
              inputOpen);
      var timeout =
          explore == null
              ? Math.min(request.timeoutMillis(), limits.runMillis())
              : limits.runMillis();
      var started = new Execution(worker, job, limits, timeout, this::send, new Rests());
      execution = started;
      return started;
    }
  }

  /** While its program waits for its user to type, somebody else may run. */
  private final class Rests implements Execution.InputWait {
    @Override
    public void begins() {
      unique.run(); // what it reads makes it nobody else's
      ticket.rest();
    }

    @Override
    public void ends() {
      ticket.goOn();
    }
  }

  /** Tells the consumer; one that fails is told nothing more, and its program is stopped. */
  private void send(Event event) {
    if (deaf) {
      return;
    }
    try {
      consumer.accept(event);
    } catch (RuntimeException e) {
      LOG.warn("nobody takes a run's events any more: {}", e.toString());
      deaf = true;
      stop();
    }
  }

  /** Has {@code then} called with the program's process, once there is one. */
  void whenExecuting(LongConsumer then) {
    var _ = executing.thenAccept(then::accept);
  }

  /** The process that runs the program; −1 where there is none yet. */
  long workerPid() {
    synchronized (input) {
      return execution == null ? -1 : execution.pid();
    }
  }

  @Override
  public void stop() {
    unique.run();
    stopped.complete(null);
    Execution current;
    synchronized (input) {
      current = execution;
    }
    if (current != null) {
      current.kill(Kill.STOPPED);
    } else {
      ticket.cancel();
    }
  }

  @Override
  public void stdin(byte[] bytes) {
    unique.run();
    synchronized (input) {
      if (!inputOpen) {
        return;
      }
      if (execution != null) {
        execution.give(new ToWorker.Stdin(bytes.clone()));
      } else if (early.size() + bytes.length <= MAX_EARLY_BYTES) {
        early.writeBytes(bytes);
      }
    }
  }

  @Override
  public void stdinClose() {
    unique.run();
    synchronized (input) {
      if (inputOpen && execution != null) {
        execution.give(new ToWorker.StdinClosed());
      }
      inputOpen = false;
    }
  }

  /** As {@link #await}, but not for longer than until {@code deadlineNanos}. */
  void awaitUntil(long deadlineNanos) throws InterruptedException {
    var _ = done.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void await() throws InterruptedException {
    done.await();
  }
}
