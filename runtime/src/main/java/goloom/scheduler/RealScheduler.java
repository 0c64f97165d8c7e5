package goloom.scheduler;

import goloom.Block;
import goloom.FatalError;
import goloom.report.Frame;
import goloom.report.GoroutineState;
import goloom.trace.TraceKind;
import java.util.ArrayList;
import java.util.Arrays;
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
 * The {@code real} scheduler: goroutines on real threads and the real clock, under Go's policy
 * where the JVM lets us put virtual threads on {@link Carriers} of ours, else as the JDK schedules
 * them. There is one for ordinary Java programs, where goroutines are ordinary too, and one for
 * each program run under Go's rules.
 *
 * <p>Thread-safe. A parked goroutine waits for its {@link G#permit}, which {@link #ready} sets; the
 * two may come in either order.
 */
// A yield is how a goroutine gives its thread back; continuations are told apart by identity.
@SuppressWarnings({"ThreadPriorityCheck", "ReferenceEquality"})
final class RealScheduler extends Scheduler {
  /** For goroutines of ordinary Java programs, and for foreign threads that use channels. */
  private static final RealScheduler ORDINARY =
      new RealScheduler(null, Runtime.getRuntime().availableProcessors());

  private static final ThreadLocal<G> CURRENT = new ThreadLocal<>();

  /** How often a program's control thread looks for a deadlock, in nanoseconds. */
  private static final long LOOK_NANOS = 5_000_000;

  /**
   * Looks in a row that must find all asleep: threads of the JDK's own may be about to wake one.
   */
  private static final int LOOKS = 4;

  /** How long the goroutines alive at main's return run on unseen to be sorted, in nanoseconds. */
  private static final long AFTERLIFE_NANOS = 100_000_000;

  private final @Nullable Program program;
  private final @Nullable Carriers carriers;
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicInteger live = new AtomicInteger();
  private final long startNanos = System.nanoTime();
  private final long startWall = System.currentTimeMillis() * 1_000_000;
  private final TimerThread timers = new TimerThread(this);

  private RealScheduler(@Nullable Program program, int procs) {
    this.program = program;
    carriers = VirtualThreads.supported() ? new Carriers(procs) : null;
  }

  static G goroutine() {
    G g = CURRENT.get();
    if (g == null) {
      g = new G(ORDINARY.lastId.incrementAndGet(), "", ORDINARY, null, 0, 0);
      g.thread = Thread.currentThread();
      CURRENT.set(g);
    }
    return g;
  }

  static long callerId() {
    G g = CURRENT.get();
    return g == null ? 0 : g.id;
  }

  @Override
  public void go(String name, Block body) {
    G g = new G(lastId.incrementAndGet(), name, this, body, goroutine().id, 0);
    start(g);
  }

  private void start(G g) {
    live.incrementAndGet();
    Program p = program;
    if (p != null) {
      p.goroutines.add(g);
      if (p.goroutines.size() > p.settings.goroutineLimit()) {
        throw p.tooMany();
      }
    }
    Runnable body =
        () -> {
          CURRENT.set(g);
          g.run();
        };
    Thread thread =
        carriers == null
            ? Thread.ofVirtual().name(g.threadName()).unstarted(body)
            : VirtualThreads.create(g, g.threadName(), body);
    g.thread = thread;
    thread.start();
  }

  @Override
  void submitted(G owner, Runnable task) {
    Carriers threads = carriers;
    if (threads == null) {
      throw new IllegalStateException("plain virtual threads have the JDK's executor");
    }
    G g = owner;
    if (owner.continuation == null) {
      owner.continuation = task;
    } else if (owner.continuation != task) {
      // A virtual thread of the user's own inherited the executor: scheduled like any other.
      g = new G(0, "", this, null, owner.id, 0);
      g.continuation = task;
      Program p = program;
      if (p != null) {
        p.adopted = true;
      }
    }
    G by = CURRENT.get();
    threads.submit(g, by != null && by.scheduler == this && by.thread != null ? by : null);
  }

  @Override
  public void park(G g, WaitReason reason, @Nullable SyncObject on) {
    g.waitReason = reason;
    g.waitingOn = on;
    g.waitSince = now();
    boolean interrupted = false;
    while (!g.permit) {
      LockSupport.park(g);
      interrupted |= Thread.interrupted();
    }
    g.permit = false;
    g.waitReason = null;
    g.waitingOn = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void ready(G g) {
    g.permit = true;
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
    g.waitReason = WaitReason.SLEEP;
    boolean interrupted = false;
    for (long left; (left = until - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(g, left);
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
    Carriers threads = carriers;
    boolean ours = threads != null && g.body() != null;
    if (threads != null && ours) {
      threads.handOff(g);
    }
    try {
      return call.call();
    } finally {
      if (ours) {
        Thread.yield(); // the thread has no processor any more: back into the queue
      }
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
  long currentId() {
    return callerId();
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
    return carriers == null ? Runtime.getRuntime().availableProcessors() : carriers.processors();
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
    String head = "fatal error: " + message;
    String text = Reports.died(head + "\n\n", g, stack, null);
    p.finish(
        new End("panic", 2, head), () -> p.observer.panic(g.id, g.name, head, stack, null, text));
    return forEver();
  }

  /** Keeps a goroutine of a program that has ended. */
  static Error forEver() {
    for (; ; ) {
      LockSupport.park();
    }
  }

  @Override
  public boolean endsOnPanic() {
    return program != null;
  }

  @Override
  void endedUntold(Throwable why) {
    Program p = program;
    if (p != null) {
      p.finish(
          new End("panic", 2, why instanceof OutOfMemoryError ? OUT_OF_MEMORY : "panic: untold"),
          () -> {});
    }
  }

  /** A literal: there is no memory to put together a message of. */
  private static final String OUT_OF_MEMORY = "panic: java.lang.OutOfMemoryError";

  @Override
  void ended(G g, @Nullable Throwable thrown) {
    live.decrementAndGet();
    Program p = program;
    Throwable panic = Unwinding.panic(thrown);
    if (p == null) {
      if (panic != null) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, panic);
      }
    } else if (panic != null) {
      String value = Unwinding.text(panic);
      List<Frame> stack = Stacks.frames(panic);
      String text = Reports.died(Unwinding.head(panic), g, stack, null);
      p.finish(
          new End("panic", 2, "panic: " + value),
          () -> p.observer.panic(g.id, g.name, value, stack, null, text));
    } else if (g.id == 1) {
      if (thrown != null) {
        p.mainGone = true;
      } else if (p.somebodyStays()) {
        p.mainReturned = true;
      } else {
        p.finish(RETURNED, () -> {});
      }
    }
    if (p != null) {
      // Last, for as long as it is there the program can't be taken for asleep.
      p.goroutines.remove(g);
    }
  }

  // Programs under Go's rules
  // -------------------------

  private record End(String status, int code, String message) {}

  private static final End RETURNED = new End("ok", 0, "");

  private static final ThreadGroup OF_VIRTUAL_THREADS =
      Thread.ofVirtual().unstarted(() -> {}).getThreadGroup();

  /** A program's state beyond its goroutines. The control thread waits in it for the end. */
  private static final class Program {
    final Settings settings;
    final Observer observer;
    final Thread control = Thread.currentThread();

    /** Those alive. */
    final Set<G> goroutines = ConcurrentHashMap.newKeySet();

    /** Wake-ups so far: two looks between which it stands still have seen the same picture. */
    final AtomicLong progress = new AtomicLong();

    /** Goroutines in calls that may return by themselves. */
    final AtomicInteger external = new AtomicInteger();

    /** Threads that were there before: the JVM's, the worker's. */
    final Set<Thread> before = Set.copyOf(platformThreads());

    /** Virtual threads beside the goroutines were seen: nobody can tell whether all are asleep. */
    volatile boolean adopted;

    volatile boolean mainGone;

    /** Main has returned, and threads that are no daemons keep the program alive. */
    volatile boolean mainReturned;

    volatile @Nullable End end;

    Program(Settings settings, Observer observer) {
      this.settings = settings;
      this.observer = observer;
    }

    /**
     * Whether threads that the program made by Java's own API keep it alive. They are told from
     * others of this JVM by their group, which is that of the virtual threads that made them.
     */
    boolean somebodyStays() {
      for (Thread thread : platformThreads()) {
        ThreadGroup group = thread.getThreadGroup();
        if (!thread.isDaemon()
            && !before.contains(thread)
            && group != null
            && OF_VIRTUAL_THREADS.parentOf(group)) {
          return true;
        }
      }
      return false;
    }

    /** Ends the program for having too many goroutines. */
    Error tooMany() {
      finish(
          new End(
              "goroutine_limit",
              126,
              "more than " + settings.goroutineLimit() + " goroutines alive at once, the limit"),
          () -> {});
      return RealScheduler.forEver();
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
    RealScheduler scheduler = new RealScheduler(program, settings.procs());
    scheduler.start(new G(scheduler.lastId.incrementAndGet(), "", scheduler, main, 0, 0));
    long seen = -1;
    int asleep = 0;
    for (End end; (end = program.end) == null; ) {
      LockSupport.parkNanos(LOOK_NANOS);
      if (program.mainReturned && !program.somebodyStays()) {
        program.finish(RETURNED, () -> {});
      }
      long progress = program.progress.get();
      asleep = scheduler.allAsleep(program) && progress == seen ? asleep + 1 : 0;
      if (asleep == LOOKS && (waitsForMemory(program) || !scheduler.allAsleep(program))) {
        asleep = 0;
      }
      if (asleep == LOOKS) {
        String message =
            program.mainGone
                ? "no goroutines (main called runtime.Goexit) - deadlock!"
                : "all goroutines are asleep - deadlock!";
        program.finish(
            new End("deadlock", 2, "fatal error: " + message),
            () -> {
              List<GoroutineState> states = scheduler.states(program, sites, null);
              observer.deadlock(states, Reports.deadlock(message, states));
            });
      }
      seen = progress;
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
    if (scheduler.carriers != null) {
      scheduler.carriers.close();
    }
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
    if (p.external.get() > 0 || timers.pending() > 0 || p.adopted) {
      return false;
    }
    for (Thread thread : platformThreads()) {
      if (!p.before.contains(thread)
          && thread.getState() != Thread.State.WAITING
          && !thread.getName().startsWith(Carriers.NAME)) {
        return false;
      }
    }
    for (G g : p.goroutines) {
      Thread thread = g.thread;
      if (g.permit
          || thread == null
          || thread.getState() != Thread.State.WAITING
          || timers.contends(thread)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether one of those asleep has found no memory outside the heap, and waits for the collector
   * and its helpers to bring some back: it will wake, or fail, by itself.
   */
  private static boolean waitsForMemory(Program p) {
    List<Thread> threads = new ArrayList<>(platformThreads());
    for (G g : p.goroutines) {
      if (g.thread != null) {
        threads.add(g.thread);
      }
    }
    return threads.stream()
        .flatMap(thread -> Arrays.stream(thread.getStackTrace()))
        .anyMatch(frame -> frame.getClassName().equals("java.nio.Bits"));
  }

  private static List<Thread> platformThreads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    for (ThreadGroup parent; (parent = root.getParent()) != null; ) {
      root = parent;
    }
    Thread[] threads = new Thread[2 * root.activeCount() + 16];
    return List.of(Arrays.copyOf(threads, root.enumerate(threads)));
  }

  private void sortSurvivors(Program p, Sites sites) {
    if (live.get() == 0) {
      return;
    }
    Set<Long> sleeping = ConcurrentHashMap.newKeySet();
    List<GoroutineState> before = states(p, sites, null);
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
      asleep &= allAsleep(p) && seen == p.progress.get() && !waitsForMemory(p);
    }
    Set<Long> alive = ConcurrentHashMap.newKeySet();
    p.goroutines.forEach(g -> alive.add(g.id));
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

  private static String fate(Program p, long id) {
    for (G g : p.goroutines) {
      if (g.id == id) {
        return Reports.fate(g);
      }
    }
    return Reports.ENDED;
  }

  private List<GoroutineState> states(Program p, Sites sites, @Nullable String verdict) {
    List<GoroutineState> states = new ArrayList<>();
    for (G g : p.goroutines) {
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
              on == null ? Reports.channels(g.selectsOn(), sites) : on.describe(sites),
              on == null || reason == null ? "" : on.waker(reason, sites, id -> fate(p, id)),
              g.waitSince,
              Stacks.frames(stack),
              null,
              g.parentId,
              verdict));
    }
    states.sort((a, b) -> Long.compare(a.id(), b.id()));
    return states;
  }
}
