package goloom.sandbox;

import goloom.sandbox.JavaCommand.Readiness;
import goloom.worker.protocol.Diagnostic;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.FromCompiler;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.SourceFile;
import goloom.worker.protocol.ToCompiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sandbox of this machine: its images, its box, its pools, its queue. */
final class LocalSandbox implements Sandbox {
  private static final long READY_FOR_NANOS = 60_000_000_000L;

  /** A shared run that is stopped needs no longer than its own stop does. */
  private static final long SHARED_GRACE_NANOS = 200_000_000L;

  private static final long TRY_AGAIN_NANOS = 600_000_000_000L;
  private static final long RETRY_BROKEN_SECONDS = 30;

  /** What is asked for editors has one share for all of them, beside those of clients' programs. */
  private static final String EDITORS = "";

  private static final Logger LOG = LoggerFactory.getLogger(LocalSandbox.class);

  /** Ends that a program can only have come to by being compiled and run. */
  private static final Set<Event.Status> RAN =
      EnumSet.of(Event.Status.OK, Event.Status.EXIT, Event.Status.PANIC, Event.Status.DEADLOCK);

  /** So that a replacement's start doesn't compete with the run that it is for. */
  private static final long REFILL_AFTER_MILLIS = 60;

  /** A rehearsal takes a processor for seconds: most searches are over by then. */
  private static final long REHEARSE_AFTER_MILLIS = 3_000;

  private final SandboxSettings settings;
  private final Isolation isolation;
  private final ControlGroups groups;
  private final Spawner spawner;
  private final Watchdog watchdog = new Watchdog();
  private final RunQueue queue;

  /** Explorations take minutes of a processor: they have places of their own, and few. */
  private final RunQueue explorations;

  private final RunPool runPool;
  private final RunPool searchPool;
  private final CompilePool compilePool;
  private final Compilations compilations;
  private final RunCache cache;
  private final Set<SharedRun> sharedRuns = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;
  private final Set<Run> runs = ConcurrentHashMap.newKeySet();
  private final ReentrantLock canary = new ReentrantLock();

  /** The promises that the last self-test found broken. */
  private volatile List<String> broken = List.of();

  private volatile long triedAtNanos;

  /** When a program last came to its end, in {@link System#nanoTime}; 0 for never. */
  private volatile long wellAtNanos;

  private LocalSandbox(
      SandboxSettings settings,
      Isolation isolation,
      ControlGroups groups,
      Images images,
      Spawner spawner) {
    this.settings = settings;
    this.groups = groups;
    this.isolation = isolation;
    this.spawner = spawner;
    var limits = settings.limits();
    queue =
        new RunQueue(
            settings.sizes().concurrentRuns(), limits.queuedRuns(), limits.queuedRunsPerClient());
    explorations =
        new RunQueue(
            settings.sizes().concurrentExplorations(),
            limits.queuedRuns(),
            limits.queuedRunsPerClient());
    cache = new RunCache(settings.sizes().cachedRuns(), settings.sizes().cachedRunBytes());
    compilePool =
        new CompilePool(
            () -> Workers.compile(spawner, groups, isolation, images.compile()),
            settings.sizes().compileWorkers(),
            limits.compilationsPerClient(),
            watchdog,
            limits.compileMillis());
    compilations = new Compilations(compilePool, settings.policy());
    runPool =
        new RunPool(
            () -> Workers.run(spawner, groups, isolation, images.run(), limits, Readiness.RUN),
            settings.sizes().runWorkers(),
            REFILL_AFTER_MILLIS);
    searchPool =
        new RunPool(
            () -> Workers.run(spawner, groups, isolation, images.run(), limits, Readiness.SEARCH),
            settings.sizes().searchWorkers(),
            REHEARSE_AFTER_MILLIS);
  }

  static LocalSandbox open(SandboxSettings settings) throws SandboxUnavailableException {
    return open(settings, UnaryOperator.identity());
  }

  /** {@code change} is for tests that want a box with a hole in it. */
  static LocalSandbox open(SandboxSettings settings, UnaryOperator<Isolation> change)
      throws SandboxUnavailableException {
    // What can't be had at all is said before anything is built for it.
    isolation(settings, Path.of("/dev/null"));
    var spawner = new Spawner();
    try {
      var images =
          Images.prepare(
              settings, Path.of(System.getProperty("java.home")), new Training(settings, spawner));
      var isolation = change.apply(isolation(settings, images.filter()));
      var groups = ControlGroups.find(settings.groups());
      // One start in vain is worth it: a machine where the box doesn't work says so now.
      Workers.run(spawner, groups, isolation, images.run(), settings.limits(), Readiness.RUN)
          .kill();
      var sandbox = new LocalSandbox(settings, isolation, groups, images, spawner);
      if (settings.selfTest() == SandboxSettings.SelfTest.AT_START) {
        if (!groups.missing().isEmpty()) {
          LOG.info("programs run without control groups: {}", groups.missing());
        }
        sandbox.tryPromises();
      }
      return sandbox;
    } catch (IOException e) {
      spawner.close();
      throw new SandboxUnavailableException(
          "programs can't be isolated on this machine: " + e.getMessage(), e);
    } catch (SandboxUnavailableException e) {
      spawner.close();
      throw e;
    }
  }

  static Isolation isolation(SandboxSettings settings, Path filter)
      throws SandboxUnavailableException {
    return switch (settings.isolation()) {
      case "bubblewrap" -> Bubblewrap.find(filter);
      case "process" -> new PlainProcess("/tmp");
      case "gvisor" -> Gvisor.find();
      default ->
          throw new SandboxUnavailableException("no such isolation: " + settings.isolation());
    };
  }

  /** Has the promises tried, unless there are none to try. */
  private void tryPromises() {
    try {
      compilePool.awaitFirst();
      var found =
          isolation.name().equals("process")
              ? new HashSet<String>()
              : PromiseCheck.broken(
                  (request, events) -> start("goloom", request, events), limits().runMillis());
      found.removeAll(isolation.keptOtherwise());
      for (var promise : found) {
        LOG.error("the sandbox does not keep its promise on this machine: {}", promise);
      }
      broken = List.copyOf(found);
    } catch (BusyException e) {
      LOG.debug("no room for a self-test: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      broken = List.of("running");
    }
    triedAtNanos = System.nanoTime();
  }

  @Override
  public RunHandle run(String client, RunRequest request, Consumer<Event> events) {
    if (!broken.isEmpty()) {
      throw new BusyException(
          BusyException.Scope.NODE,
          RETRY_BROKEN_SECONDS,
          "this node runs nothing, for its sandbox failed its own test: "
              + String.join(", ", broken));
    }
    if (draining) {
      throw new BusyException(BusyException.Scope.NODE, 10, "this node is shutting down");
    }
    return switch (cache.part(request)) {
      case RunCache.Part.None _ -> start(client, request, events);
      case RunCache.Part.Leader(var flight) -> lead(client, request, flight, events);
      case RunCache.Part.Follower(var flight) -> share(client, request, flight, events);
      case RunCache.Part.Known(var flight, _) -> share(client, request, flight, events);
    };
  }

  private Run lead(
      String client, RunRequest request, RunCache.Flight flight, Consumer<Event> events) {
    var recorder = cache.new Recorder(flight, events);
    try {
      return start(client, request, recorder, recorder::isUnique);
    } catch (BusyException e) {
      recorder.fails();
      throw e;
    }
  }

  private SharedRun share(
      String client, RunRequest request, RunCache.Flight flight, Consumer<Event> events) {
    var run = new SharedRun(flight, own -> start(client, request, own), events);
    sharedRuns.add(run);
    Thread.ofPlatform()
        .daemon()
        .name("run-shared-" + client)
        .start(() -> {
          try {
            run.begin();
          } finally {
            sharedRuns.remove(run);
          }
        });
    return run;
  }

  private Run start(String client, RunRequest request, Consumer<Event> events) {
    return start(client, request, events, () -> {});
  }

  /** {@code unique} is told when a run can be nobody else's. */
  private Run start(String client, RunRequest request, Consumer<Event> events, Runnable unique) {
    var ticket = (request.explore() == null ? queue : explorations).enter(client);
    var run = new Run(this, client, request, events, ticket, unique);
    runs.add(run);
    Thread.ofPlatform().daemon().name("run-" + client).start(run::begin);
    return run;
  }

  @Override
  public FromCompiler.Compiled check(String client, List<SourceFile> files) {
    return compilations.check(client, files);
  }

  @Override
  public FromCompiler.Formatted format(List<SourceFile> files) {
    try {
      if (compilePool.ask(EDITORS, new ToCompiler.Format(files))
          instanceof FromCompiler.Formatted formatted) {
        return formatted;
      }
      throw new IllegalStateException("another answer than was asked for");
    } catch (CompilePool.NoAnswer e) {
      return new FromCompiler.Formatted(List.of(), List.of(unanswered(files, e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Diagnostic unanswered(List<SourceFile> files, CompilePool.NoAnswer why) {
    var file = files.isEmpty() ? "" : files.getFirst().name();
    return new Diagnostic(
        file, 1, 1, 1, 2, "error", "goloom.timeout", String.valueOf(why.getMessage()));
  }

  @Override
  public FromCompiler.Completed complete(List<SourceFile> files, String file, int offset) {
    try {
      if (compilePool.ask(EDITORS, new ToCompiler.Complete(files, file, offset))
          instanceof FromCompiler.Completed completed) {
        return completed;
      }
      throw new IllegalStateException("another answer than was asked for");
    } catch (CompilePool.NoAnswer e) {
      return new FromCompiler.Completed(offset, List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public String isolation() {
    return isolation.name();
  }

  @Override
  public boolean ready() {
    if (lately() && broken.isEmpty() && !isDue()) {
      return true;
    }
    canary.lock();
    try {
      if (isDue()) {
        tryPromises();
      }
      if (!broken.isEmpty()) {
        return false;
      }
      if (!lately()) {
        tryProgram();
      }
      return lately();
    } catch (BusyException e) {
      // Full of work is not broken, but nothing has gone well for a minute.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      canary.unlock();
    }
  }

  /**
   * Compiles and runs a program of its own; false where it did not come to its end. It is a run by
   * itself: one that only repeated what is known would show nothing.
   */
  boolean tryProgram() throws InterruptedException {
    var before = wellAtNanos;
    // The number makes it one that nobody has compiled.
    var source = "void main() {\n  IO.println(\"ready\"); // %d\n}\n".formatted(System.nanoTime());
    var file = new SourceFile("Main.java", source);
    var options = new RunOptions(0L, null, 4, "sim", false, false);
    var request = new RunRequest(List.of(file), options, limits().runMillis(), new byte[0], false);
    start("goloom", request, _ -> {}).await();
    return wellAtNanos != before;
  }

  @Override
  public SandboxState state() {
    return new SandboxState(
        runPool.waiting(),
        settings.sizes().runWorkers(),
        searchPool.waiting(),
        settings.sizes().searchWorkers(),
        compilePool.alive(),
        settings.sizes().compileWorkers(),
        queue.running(),
        queue.waiting(),
        explorations.running(),
        explorations.waiting(),
        cache.size(),
        groups.version(),
        broken);
  }

  /** Whether the promises should be tried again: soon where some are broken, now and then else. */
  private boolean isDue() {
    var since = System.nanoTime() - triedAtNanos;
    return settings.selfTest() == SandboxSettings.SelfTest.AT_START
        && since > (broken.isEmpty() ? TRY_AGAIN_NANOS : RETRY_BROKEN_SECONDS * 1_000_000_000L);
  }

  private boolean lately() {
    return wellAtNanos != 0 && System.nanoTime() - wellAtNanos < READY_FOR_NANOS;
  }

  @Override
  public void drain(long graceMillis) {
    draining = true;
    queue.close();
    explorations.close();
    var deadline = System.nanoTime() + graceMillis * 1_000_000;
    for (var run : runs) {
      try {
        run.awaitUntil(deadline);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    runs.forEach(Run::stop);
    sharedRuns.forEach(SharedRun::stop);
    for (var run : sharedRuns) {
      try {
        run.awaitUntil(System.nanoTime() + SHARED_GRACE_NANOS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
  }

  @Override
  public void close() {
    drain(0);
    runPool.close();
    searchPool.close();
    compilePool.close();
    watchdog.close();
    spawner.close();
    groups.close();
  }

  Compilations compilations() {
    return compilations;
  }

  Limits limits() {
    return settings.limits();
  }

  String engine() {
    return settings.engine();
  }

  /** A worker for {@code request}: one that has rehearsed, for a search, if one waits. */
  Worker takeWorker(RunRequest request) throws IOException {
    var rehearsed = request.explore() == null ? null : searchPool.poll();
    return rehearsed == null ? runPool.take() : rehearsed;
  }

  void watch(Execution execution) {
    watchdog.add(execution);
  }

  void unwatch(Execution execution) {
    watchdog.remove(execution);
  }

  /** Takes note that {@code run} has ended with {@code status}. */
  void ended(Run run, Event.Status status) {
    runs.remove(run);
    if (RAN.contains(status)) {
      wellAtNanos = System.nanoTime();
    }
  }
}
