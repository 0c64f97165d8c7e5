package goloom.scheduler;

import goloom.Block;
import goloom.FatalError;
import goloom.Panic;
import goloom.report.Frame;
import goloom.report.GoroutineState;
import goloom.trace.TraceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The {@code real} scheduler: goroutines are the JDK's virtual threads, the clock is the real one.
 * There is one for ordinary Java programs, where goroutines are ordinary too, and one for each
 * program run under Go's rules.
 *
 * <p>Thread-safe. A parked goroutine waits for its {@link Waiter#permit}, which {@link #ready}
 * sets; the two may come in either order.
 */
final class PlainScheduler extends Scheduler {
  /** For goroutines of ordinary Java programs, and for foreign threads that use channels. */
  private static final PlainScheduler ORDINARY = new PlainScheduler(null);

  private static final ThreadLocal<Waiter> CURRENT = new ThreadLocal<>();

  /** How often a program's control thread looks for a deadlock, in nanoseconds. */
  private static final long LOOK_NANOS = 5_000_000;

  /** How long the goroutines alive at main's return run on unseen to be sorted, in nanoseconds. */
  private static final long AFTERLIFE_NANOS = 100_000_000;

  /** A goroutine with what it takes to park it. */
  private static final class Waiter {
    final G g;
    volatile boolean permit;

    Waiter(G g) {
      this.g = g;
    }
  }

  private final @Nullable Program program;
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicInteger live = new AtomicInteger();
  private final ConcurrentHashMap<G, Waiter> waiters = new ConcurrentHashMap<>();
  private final long startNanos = System.nanoTime();
  private final long startWall = System.currentTimeMillis() * 1_000_000;
  private final TimerThread timers = new TimerThread(this);

  private PlainScheduler(@Nullable Program program) {
    this.program = program;
  }

  static G goroutine() {
    Waiter waiter = CURRENT.get();
    if (waiter == null) {
      G g = new G(ORDINARY.lastId.incrementAndGet(), "", ORDINARY, null, 0, 0);
      g.thread = Thread.currentThread();
      waiter = new Waiter(g);
      CURRENT.set(waiter);
    }
    return waiter.g;
  }

  static long currentId() {
    Waiter waiter = CURRENT.get();
    return waiter == null ? 0 : waiter.g.id;
  }

  private Waiter waiter(G g) {
    Waiter waiter = waiters.get(g);
    if (waiter != null) {
      return waiter;
    }
    // A foreign thread's goroutine: known to this scheduler from the first time it parks.
    Waiter own = CURRENT.get();
    Waiter fresh = own != null && own.g == g ? own : new Waiter(g);
    Waiter raced = waiters.putIfAbsent(g, fresh);
    return raced == null ? fresh : raced;
  }

  @Override
  public void go(String name, Block body) {
    G creator = goroutine();
    start(new G(lastId.incrementAndGet(), name, this, body, creator.id, 0));
  }

  private void start(G g) {
    live.incrementAndGet();
    Waiter waiter = new Waiter(g);
    waiters.put(g, waiter);
    Thread thread =
        Thread.ofVirtual()
            .name(g.name)
            .unstarted(() -> {
              CURRENT.set(waiter);
              g.run();
            });
    g.thread = thread;
    thread.start();
  }

  @Override
  public void park(G g, WaitReason reason, @Nullable SyncObject on) {
    Waiter waiter = waiter(g);
    g.waitReason = reason;
    g.waitingOn = on;
    g.waitSince = now();
    boolean interrupted = false;
    while (!waiter.permit) {
      LockSupport.park(g);
      interrupted |= Thread.interrupted();
    }
    waiter.permit = false;
    g.waitReason = null;
    g.waitingOn = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (body(g) == null) {
      waiters.remove(g, waiter);
    }
  }

  /** What a goroutine runs; null for a foreign thread's. */
  private static @Nullable Object body(G g) {
    return g.scheduler == ORDINARY && g.parentId == 0 ? null : g;
  }

  @Override
  public void ready(G g) {
    Waiter waiter = waiter(g);
    waiter.permit = true;
    Program p = program;
    if (p != null) {
      p.progress.incrementAndGet();
    }
    LockSupport.unpark(g.thread);
  }

  @Override
  public void yieldProcessor(G g) {
    Thread.yield();
  }

  @Override
  public void sleep(G g, long nanos) {
    if (nanos <= 0) {
      return;
    }
    long until = System.nanoTime() + nanos;
    Waiter waiter = waiter(g);
    g.waitReason = WaitReason.SLEEP;
    boolean interrupted = false;
    for (long left; (left = until - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(waiter, left);
      interrupted |= Thread.interrupted();
    }
    g.waitReason = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public <T> T blocking(G g, Callable<T> call) throws Exception {
    g.waitReason = WaitReason.SYSCALL;
    Program p = program;
    if (p != null) {
      p.external.incrementAndGet();
    }
    try {
      return call.call();
    } finally {
      if (p != null) {
        p.external.decrementAndGet();
      }
      g.waitReason = null;
    }
  }

  @Override
  public long now() {
    return System.nanoTime() - startNanos;
  }

  @Override
  public long wallNanos() {
    return startWall + now();
  }

  @Override
  public long epochNanos() {
    return startWall;
  }

  @Override
  public void start(RuntimeTimer timer, long when) {
    timers.start(timer, when);
  }

  @Override
  public boolean stop(RuntimeTimer timer) {
    return timers.stop(timer);
  }

  @Override
  public void spend(int steps) {
    // Real time passes by itself.
  }

  @Override
  public int chooseCase(int n) {
    return ThreadLocalRandom.current().nextInt(n);
  }

  @Override
  public int choose(int n) {
    return ThreadLocalRandom.current().nextInt(n);
  }

  @Override
  public void event(TraceKind kind, int first, int second) {
    // Only simulations are traced.
  }

  @Override
  public int goroutines() {
    return program == null ? live.get() + 1 : live.get();
  }

  @Override
  public int processors() {
    Program p = program;
    return p == null ? Runtime.getRuntime().availableProcessors() : p.settings.procs();
  }

  @Override
  public int processors(int n) {
    return processors();
  }

  @Override
  public Error fatal(String message) {
    Program p = program;
    if (p == null) {
      return new FatalError(message);
    }
    G g = goroutine();
    List<Frame> stack = Stacks.frames(new Throwable().getStackTrace());
    StringBuilder text = new StringBuilder("fatal error: ").append(message).append("\n\n");
    Reports.goroutine(text, g, "running", stack, null);
    p.finish(
        new End("panic", 2, "fatal error: " + message),
        () ->
            p.observer.panic(
                g.id,
                g.name,
                "fatal error: " + message,
                stack,
                null,
                text.append("exit status 2").toString()));
    for (; ; ) {
      LockSupport.park();
    }
  }

  @Override
  public boolean endsOnPanic() {
    return program != null;
  }

  @Override
  void ended(G g, @Nullable Throwable thrown) {
    live.decrementAndGet();
    waiters.remove(g);
    Program p = program;
    boolean failed = thrown != null && !(thrown instanceof GoexitError);
    if (p == null) {
      if (failed) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
      }
    } else if (failed) {
      String value = thrown instanceof Panic panic ? panic.getMessage() : thrown.toString();
      List<Frame> stack = Stacks.frames(thrown.getStackTrace());
      StringBuilder text = new StringBuilder("panic: ").append(value).append("\n\n");
      Reports.goroutine(text, g, "running", stack, null);
      p.finish(
          new End("panic", 2, "panic: " + value),
          () ->
              p.observer.panic(
                  g.id, g.name, value, stack, null, text.append("exit status 2").toString()));
    } else if (g.id == 1) {
      if (thrown == null) {
        p.finish(new End("ok", 0, ""), () -> {});
      } else {
        p.mainGone = true;
      }
    }
  }

  @Override
  void submitted(G g, Runnable task) {
    throw new IllegalStateException("plain virtual threads have the JDK's executor");
  }

  // Programs under Go's rules
  // -------------------------

  private record End(String status, int code, String message) {}

  /** A program's state beyond its goroutines. The control thread waits in it for the end. */
  private static final class Program {
    final Settings settings;
    final Observer observer;
    final Thread control = Thread.currentThread();

    /** Wake-ups so far: two looks between which it stands still have seen the same picture. */
    final AtomicLong progress = new AtomicLong();

    /** Goroutines in calls that may return by themselves. */
    final AtomicInteger external = new AtomicInteger();

    volatile boolean mainGone;
    volatile @Nullable End end;

    Program(Settings settings, Observer observer) {
      this.settings = settings;
      this.observer = observer;
    }

    /** The first to end the program also reports how. */
    void finish(End how, Runnable report) {
      synchronized (this) {
        if (end != null) {
          return;
        }
        report.run();
        end = how;
      }
      LockSupport.unpark(control);
    }
  }

  static Ending runProgram(Settings settings, Block main, Observer observer, Sites sites) {
    Program program = new Program(settings, observer);
    PlainScheduler scheduler = new PlainScheduler(program);
    scheduler.start(new G(scheduler.lastId.incrementAndGet(), "", scheduler, main, 0, 0));
    long seen = -1;
    boolean asleep = false;
    for (End end; (end = program.end) == null; ) {
      LockSupport.parkNanos(LOOK_NANOS);
      long progress = program.progress.get();
      boolean nowAsleep = scheduler.allAsleep(program);
      if (nowAsleep && asleep && progress == seen) {
        String message =
            program.mainGone
                ? "no goroutines (main called runtime.Goexit) - deadlock!"
                : "all goroutines are asleep - deadlock!";
        program.finish(
            new End("deadlock", 2, "fatal error: " + message),
            () -> {
              List<GoroutineState> states = scheduler.states(sites, null);
              observer.deadlock(states, Reports.deadlock(message, states));
            });
      }
      seen = progress;
      asleep = nowAsleep;
    }
    End end = program.end;
    if (end == null) {
      throw new IllegalStateException("the program ended without an end");
    }
    observer.outputEnds();
    if (end.status.equals("ok")) {
      scheduler.sortSurvivors(program, sites);
    }
    scheduler.timers.close();
    return new Ending(
        end.status,
        end.code,
        end.message,
        false,
        List.of(),
        scheduler.now(),
        scheduler.lastId.get(),
        0,
        0);
  }

  private boolean allAsleep(Program p) {
    if (p.external.get() > 0 || timers.pending() > 0) {
      return false;
    }
    for (Waiter waiter : waiters.values()) {
      Thread thread = waiter.g.thread;
      if (waiter.permit || thread == null || thread.getState() != Thread.State.WAITING) {
        return false;
      }
    }
    return true;
  }

  private void sortSurvivors(Program p, Sites sites) {
    if (live.get() == 0) {
      return;
    }
    Set<Long> sleeping = ConcurrentHashMap.newKeySet();
    List<GoroutineState> before = states(sites, null);
    for (GoroutineState state : before) {
      if (state.state().equals(WaitReason.SLEEP.text())) {
        sleeping.add(state.id());
      }
    }
    long until = System.nanoTime() + AFTERLIFE_NANOS;
    boolean asleep = false;
    while (live.get() > 0 && System.nanoTime() < until && !asleep) {
      long seen = p.progress.get();
      asleep = allAsleep(p);
      LockSupport.parkNanos(LOOK_NANOS);
      asleep &= allAsleep(p) && seen == p.progress.get();
    }
    Set<Long> alive = ConcurrentHashMap.newKeySet();
    waiters.keySet().forEach(g -> alive.add(g.id));
    List<GoroutineState> states = new ArrayList<>();
    for (GoroutineState state : before) {
      String verdict =
          asleep && alive.contains(state.id())
              ? "stuck"
              : sleeping.contains(state.id()) ? "sleeping" : "unfinished";
      states.add(Reports.judged(state, verdict));
    }
    if (asleep && !alive.isEmpty()) {
      p.observer.leak(states, Reports.leak(states));
    }
  }

  private List<GoroutineState> states(Sites sites, @Nullable String verdict) {
    List<GoroutineState> states = new ArrayList<>();
    for (Waiter waiter : waiters.values()) {
      G g = waiter.g;
      Thread thread = g.thread;
      StackTraceElement[] stack =
          thread == null ? new StackTraceElement[0] : thread.getStackTrace();
      WaitReason reason = g.waitReason;
      SyncObject on = g.waitingOn;
      states.add(
          new GoroutineState(
              g.id,
              g.name,
              reason == null ? Stacks.javaWait(stack) : reason.text(),
              on == null ? "" : on.describe(sites),
              g.waitSince,
              Stacks.frames(stack),
              null,
              verdict));
    }
    states.sort((a, b) -> Long.compare(a.id(), b.id()));
    return states;
  }
}
