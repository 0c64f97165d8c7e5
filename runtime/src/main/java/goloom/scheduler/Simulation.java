package goloom.scheduler;

import goloom.Block;
import goloom.race.Detector;
import goloom.race.Strand;
import goloom.race.Watch;
import goloom.report.Frame;
import goloom.report.GoroutineState;
import goloom.trace.TraceKind;
import goloom.trace.TraceRecorder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The {@code sim} scheduler: Go's policy on simulated processors, by one carrier thread. Always the
 * processor whose clock is furthest behind goes on, for a slice of steps; goroutines switch only at
 * scheduling points.
 *
 * <p>Invariants: everything here is confined to the carrier and the virtual threads that it runs,
 * one at a time, except {@link #inbox}. {@link #running} is the goroutine whose code runs, null
 * while the carrier itself decides. A goroutine that is RUNNING is some processor's {@link P#g()};
 * a RUNNABLE one is in exactly one run queue; a WAITING one in none.
 */
// Ordinals are the trace's format; a yield is how a goroutine leaves its carrier; continuations are
// told apart by
// identity.
@SuppressWarnings({"EnumOrdinal", "ThreadPriorityCheck", "ReferenceEquality"})
final class Simulation extends Scheduler {
  /*
   * Go: src/runtime/proc.go (schedule, findRunnable, execute, runqput, runqsteal, wakep, retake). Different here:
   *  - a processor is an entry in a table with a clock; an M does not exist, P and M are one;
   *  - a spinning thread's search takes the virtual time of its wake-up, then happens at once;
   *  - timers are kept in one heap; they fire when the clock furthest behind reaches them, or at once when
   *    nothing runs (the fake clock of src/runtime/time_fake.go);
   *  - preemption is exact: a slice of 10 ms of virtual time, if somebody else could use the processor.
   */

  /** 2009-11-10T23:00:00Z, as on Go's playground. */
  static final long EPOCH_SECONDS = 1_257_894_000L;

  /** How long the goroutines alive at main's return run on unseen to be sorted, in steps. */
  private static final long AFTERLIFE_STEPS = 2_000_000;

  /** A program may ask for more and gets these: a trace's event names its processor by a byte. */
  private static final int MOST_PROCESSORS = 254;

  /** Goroutines whose names are told beside the trace: more than anyone reads. */
  private static final int MOST_NAMED = 1_000;

  /** Granted where a goroutine can't leave its carrier. */
  private static final int PINNED_STEPS = 1_000;

  /** How often a processor looks at the global queue first: a prime, as in Go. */
  static final int GLOBAL_TICK = 61;

  /**
   * After so many switches a processor that looks for work is no longer waited for to the
   * nanosecond, as one that is busy never is: each time costs a switch to no one's good.
   */
  private static final int LONG_PROGRAM = 4_096;

  private static final long NEVER = Long.MAX_VALUE;

  /** 146 years: a timer that is due later never is, so that the clock has room to run on. */
  static final long END_OF_TIME = Long.MAX_VALUE / 2;

  /** The simulation under way in this JVM. */
  static volatile @Nullable Simulation active;

  private final Settings settings;
  private final Observer observer;
  private final Choices choices;
  private final boolean randomised;
  private final Random64 programRandom;

  /** Null where nothing is recorded, or nothing any more. */
  private @Nullable TraceRecorder trace;

  private final Sites sites;

  /** Null where races aren't looked for, and once the program is over. */
  private @Nullable Detector detector;

  private final Thread carrier = Thread.currentThread();

  private P[] ps;
  private final RunQueues queues;
  private final TimerHeap timers = new TimerHeap();
  private final ConcurrentLinkedQueue<Arrival> inbox = new ConcurrentLinkedQueue<>();

  /** What a thread of the JDK's has submitted, which must not look at anything here itself. */
  private record Arrival(G owner, Runnable task) {}

  private final List<G> live = new ArrayList<>();
  private final TreeSet<String> uncontrolled = new TreeSet<>();

  @Nullable G running;

  /** The processor of {@link #running}, or the one on whose behalf timers fire. */
  private @Nullable P processor;

  /** {@link #running} and {@link #processor}, as the trace says it. */
  private long who = TraceRecorder.who(0, -1);

  /** Steps granted to the running goroutine; with {@link Steps#budget} it gives the steps used. */
  private int granted;

  private int spinning;

  /** The processor whose clock is furthest behind, as far as known; null to look anew. */
  private @Nullable P leader;

  /** The one that is furthest behind of the others that aren't idle. */
  private @Nullable P runnerUp;

  /**
   * The furthest clock of a processor that is no more: another of its number goes on from there.
   */
  private long lastRetired;

  /**
   * Where several timers are due at once, the rest may wait a little for those that the first woke.
   */
  private long timersHeldUntil;

  /** Goroutines that want to wait for the world outside once all others wait. */
  private final ArrayDeque<G> awaitingQuiet = new ArrayDeque<>();

  private long lastGoroutineId;
  private int named;
  private int lastObjectId;
  private int lastTimerId;
  private long lastClockRead;
  private long switches;
  private long steps;
  private @Nullable Block afterMain;
  private boolean mainGone;
  private boolean mainReturned;

  /** Threads that keep the program alive; whether there were any. */
  private int staying;

  private boolean stayed;

  private boolean inAfterlife;

  /** How often in a row it was waited for the JVM; two that wait for each other's wait for good. */
  private int patience;

  private static final int MOST_PATIENCE = 1_000;
  private static final int FOREIGN_PATIENCE = 300;
  private static final long PATIENCE_NANOS = 1_000_000;
  private @Nullable End end;

  /** Of the locks in what it makes. */
  final SpinLock.Takers takers = SpinLock.Takers.ofSimulation();

  /** The queues' decisions are recorded as all others are. */
  private final Choices decisions =
      new Choices() {
        @Override
        public int choose(Kind kind, int n) {
          return decide(kind, n);
        }

        @Override
        public boolean randomised() {
          return randomised;
        }
      };

  private final RunQueues.Log log =
      new RunQueues.Log() {
        @Override
        public void queued(P p, G g, int place) {
          Simulation.this.queued(p, g, place);
        }

        @Override
        public void overflowed(P p, int count) {
          event(TraceKind.OVERFLOW, p, 0, count, 0);
        }

        @Override
        public void batch(P p, int count) {
          event(TraceKind.GLOBAL_BATCH, p, 0, count, 0);
        }

        @Override
        public void stolen(P thief, P victim, int count) {
          event(TraceKind.STEAL, thief, 0, victim.id, count);
        }
      };

  /** How the program ended, before the reports are written. */
  private record End(String status, int code, String message) {}

  /**
   * Set where a pilot decides who goes on: then there is one processor and its queues are unused.
   */
  private final @Nullable Steering steering;

  Simulation(Settings settings, Observer observer, Sites sites, @Nullable Pilot pilot) {
    this.settings = settings;
    this.observer = observer;
    this.sites = sites;
    Schedule schedule = pilot == null ? Schedule.of(settings) : Schedule.ofSeed(0);
    choices = new ScheduledChoices(schedule);
    randomised = choices.randomised();
    programRandom = new Random64(~schedule.seed());
    trace =
        settings.trace() ? new TraceRecorder(settings.traceEventLimit(), observer::trace) : null;
    steering = pilot == null ? null : new Steering(this, pilot);
    Detector.Detail detail =
        steering != null && steering.searches() ? Detector.Detail.PLACES : Detector.Detail.STACKS;
    detector = settings.race() ? new Detector(new RaceNames(sites), detail, observer::race) : null;
    ps = new P[steering == null ? settings.procs() : 1];
    for (int i = 0; i < ps.length; i++) {
      ps[i] = new P(i, takers);
    }
    queues = new RunQueues(ps, decisions, log, takers);
  }

  /**
   * The simulation that the caller is part of, on its carrier or in one of its goroutines; else
   * null.
   */
  static @Nullable Simulation ofCaller() {
    Simulation simulation = active;
    if (simulation == null) {
      return null;
    }
    Thread thread = Thread.currentThread();
    if (thread == simulation.carrier) {
      return simulation;
    }
    G g = simulation.running;
    return g != null && (g.thread == thread || (g.thread == null && thread.isVirtual()))
        ? simulation
        : null;
  }

  // Running
  // -------

  /** Runs {@code main} to the end of the program. */
  Ending run(Block main) {
    if (trace != null && settings.schedule() != null) {
      Watch.recorder(new AccessTrace(this, sites, Engine.program()));
    }
    if (steering != null) {
      Watch.listener(steering);
    }
    G g = create("", () -> runMain(main), 0, 0);
    if (steering == null) {
      P first = ps[0];
      first.status = P.Status.SEARCHING;
      first.runnext(g);
      queued(first, g, TraceKind.Place.NEXT);
    }
    loop();
    End ended = end;
    if (ended == null) {
      throw new IllegalStateException("the scheduler's loop ended before the program");
    }
    long finished = latest();
    long used = steps;
    long made = lastGoroutineId;
    long switched = switches;
    if (trace != null) {
      trace.flush();
      trace = null;
      Watch.recorder(null);
    }
    ended = withRaces(ended);
    observer.outputEnds();
    if (ended.status.equals("ok") && (steering == null || steering.looksBeyondEnd())) {
      sortSurvivors();
    }
    return new Ending(
        ended.status,
        ended.code,
        ended.message,
        uncontrolled.isEmpty(),
        List.copyOf(uncontrolled),
        finished,
        made,
        switched,
        used);
  }

  private void runMain(Block main) throws Exception {
    main.run();
    Block last = afterMain;
    if (last != null) {
      last.run();
    }
  }

  void afterMain(Block last) {
    afterMain = last;
  }

  /** A program that ended well, but for races. */
  private End withRaces(End ended) {
    Detector looked = detector;
    if (looked == null) {
      return ended;
    }
    looked.stops();
    detector = null;
    int found = looked.found();
    return found > 0 && ended.status.equals("ok")
        ? new End("ok", 66, "Found " + found + " data race(s)")
        : ended;
  }

  @Override
  public @Nullable Detector detector() {
    return detector;
  }

  private void loop() {
    while (end == null && (!inAfterlife || steps < AFTERLIFE_STEPS)) {
      Arrival arrived;
      while ((arrived = inbox.poll()) != null) {
        uncontrolled.add("a wake-up by a thread of the JDK's");
        submit(arrived.owner, arrived.task);
      }
      G g = pick();
      if (g != null) {
        patience = 0;
        resume(g);
      } else if (canBeWokenFromOutside()) {
        LockSupport.park(this);
      } else if ((patience < MOST_PATIENCE && comesFromAMonitor())
          || (patience < FOREIGN_PATIENCE && mayBeWokenByThreads())) {
        patience++;
        LockSupport.parkNanos(this, PATIENCE_NANOS);
      } else if (inAfterlife) {
        return;
      } else {
        deadlock();
      }
    }
  }

  private boolean canBeWokenFromOutside() {
    if (inAfterlife) {
      return false;
    }
    if (!inbox.isEmpty()) {
      return true;
    }
    for (G g : live) {
      Thread thread = g.thread;
      if (!g.parkedByJdk || thread == null) {
        continue;
      }
      if (thread.getState() == Thread.State.TIMED_WAITING) {
        uncontrolled.add("a timed wait inside the JDK");
        return true;
      }
      if (LockSupport.getBlocker(thread) == null
          && Stacks.waitsForReferences(thread.getStackTrace())) {
        uncontrolled.add("memory outside the heap that the JVM frees at its own time");
        if (g.status == G.Status.RUNNABLE) {
          LockSupport.unpark(carrier); // woken while its stack was taken
        }
        return true;
      }
    }
    return false;
  }

  /**
   * Whether someone waits for a monitor inside the JDK, such as that of a map's bin: a thread of
   * the JVM's own says when it is free.
   */
  private boolean comesFromAMonitor() {
    for (G g : live) {
      Thread thread = g.thread;
      if (g.parkedByJdk && g.status == G.Status.WAITING && thread != null) {
        Thread.State state = thread.getState();
        if (state == Thread.State.BLOCKED || state == Thread.State.RUNNABLE) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether code that nobody has rewritten waits inside the JDK: for a real thread of its own
   * perhaps, of which nothing is known here. It gets a moment.
   */
  private boolean mayBeWokenByThreads() {
    return steering == null
        && !inAfterlife
        && Engine.program() == null
        && live.stream().anyMatch(g -> g.parkedByJdk);
  }

  private void resume(G g) {
    P p = processorOf(g);
    grantTurn(p);
    g.resumes++;
    g.submitted = false;
    turnTo(p, g);
    Thread thread = g.thread;
    Runnable continuation = g.continuation;
    if (continuation == null) {
      thread = VirtualThreads.create(g, g.threadName(), g);
      g.thread = thread;
      thread.start();
      g.submitted = false;
      continuation = g.continuation;
    }
    if (continuation == null) {
      throw new IllegalStateException("a started virtual thread has not submitted itself");
    }
    Steps.pinned = g.pinned;
    Steps.site = g.site;
    Detector watching = detector;
    if (watching != null) {
      watching.runs(g.strand);
    }
    continuation.run();
    if (watching != null) {
      watching.runs(null);
    }
    g.site = Steps.site;
    g.pinned = Steps.pinned;
    Steps.pinned = 0;
    turnTo(p, null);
    account(p);
    settle(g, p);
    turnTo(null, null);
  }

  /** The steps until the scheduler is to be asked next. */
  private void grantTurn(P p) {
    if (steering == null) {
      grant(p);
    } else {
      granted = Steering.MOST_STEPS_IN_ONE;
      Steps.budget = granted;
    }
  }

  private void turnTo(@Nullable P p, @Nullable G g) {
    processor = p;
    running = g;
    who = TraceRecorder.who(g == null ? 0 : g.id, p == null ? -1 : p.id);
  }

  /** After a goroutine has left the carrier: sees to its processor. */
  private void settle(G g, P p) {
    readyInOrder();
    if (g.status == G.Status.RUNNING) {
      if (g.submitted) {
        return;
      }
      Thread thread = g.thread;
      if (thread != null && !thread.isAlive()) {
        event(TraceKind.GO_END, p, g.id, 0, 0);
        bury(g); // an adopted thread, which has no code of ours around it
      } else {
        g.status = G.Status.WAITING;
        g.parkedByJdk = true;
        if (steering != null) {
          steering.parksInJdk(g);
        }
        WaitReason reason = g.parkReason;
        g.waitReason = reason == null ? WaitReason.JAVA : reason;
        g.waitingOn = g.parkOn;
        g.waitSince = p.clock;
        g.waitSite = reason == null ? g.site : g.parkSite;
        event(
            TraceKind.GO_PARK,
            p,
            g.id,
            g.waitReason.ordinal(),
            g.waitingOn == null ? 0 : g.waitingOn.id);
      }
    }
    if (p.g() == g) {
      p.runs(null);
      p.status = P.Status.SEARCHING;
      p.clock += Cost.SWITCH * Cost.STEP_NANOS;
    }
  }

  private P processorOf(G g) {
    P p = g.p;
    if (p == null) {
      throw new IllegalStateException(g + " runs without a processor");
    }
    return p;
  }

  // The clock
  // ---------

  /**
   * Lets {@code p}'s goroutine run until another processor's turn, a timer, or the end of its
   * slice.
   */
  private void grant(P p) {
    long until = p.sliceEnd;
    P other = runnerUp;
    if (other != null) {
      boolean busy = other.status == P.Status.RUNNING || switches >= LONG_PROGRAM;
      until = Math.min(until, busy ? other.clock + slack() : other.clock);
    }
    until = Math.min(until, nextTimer());
    long span = Math.max(1, (until - p.clock) / Cost.STEP_NANOS);
    granted = (int) Math.min(span, Cost.TIME_SLICE);
    Steps.budget = granted;
  }

  /** How far a processor may run ahead of a busy one: the longer the program, the coarser. */
  private long slack() {
    int coarser = (int) Math.min(8, switches >>> 15);
    int slackSteps = randomised ? 1 << decide(Choices.Kind.SLACK, 11) : Cost.SLACK;
    return ((long) slackSteps * Cost.STEP_NANOS) << coarser;
  }

  /** Books the steps used since the grant. */
  private void account(P p) {
    int used = granted - Steps.budget;
    granted = 0;
    Steps.budget = 0;
    p.clock += (long) used * Cost.STEP_NANOS;
    steps += used;
  }

  /** Something was set in motion for {@code when}: the running goroutine must not run past it. */
  private void shorten(long when) {
    P p = processor;
    if (running == null || p == null) {
      return;
    }
    long left = Math.max(0, (when - now(p)) / Cost.STEP_NANOS);
    if (left < Steps.budget) {
      granted -= Steps.budget - (int) left;
      Steps.budget = (int) left;
    }
  }

  private long now(P p) {
    return p.clock + (long) (granted - Steps.budget) * Cost.STEP_NANOS;
  }

  @Override
  public long now() {
    if (steering != null) {
      return steering.now();
    }
    P p = processor;
    return p == null ? latest() : now(p);
  }

  /** The furthest clock: the time when nothing runs. */
  private long latest() {
    if (steering != null) {
      return steering.now();
    }
    long latest = 0;
    for (P p : ps) {
      latest = Math.max(latest, p.clock);
    }
    return latest;
  }

  /**
   * The clock as a program reads it: a read costs time, so that polling it ends, and no goroutine
   * sees a time before one that another has seen.
   */
  @Override
  public long wallNanos() {
    if (steering != null) {
      steering.looksAtClock();
    } else if (running != null) {
      Steps.budget -= Cost.CLOCK_READ;
    }
    lastClockRead = Math.max(lastClockRead, now());
    return EPOCH_SECONDS * 1_000_000_000L + lastClockRead;
  }

  @Override
  public long epochNanos() {
    return EPOCH_SECONDS * 1_000_000_000L;
  }

  private long nextTimer() {
    RuntimeTimer first = timers.first();
    return first == null || first.when > END_OF_TIME
        ? NEVER
        : Math.max(first.when, timersHeldUntil);
  }

  @Override
  public void start(RuntimeTimer timer, long when) {
    if (timer.id == 0) {
      timer.id = ++lastTimerId;
    }
    Detector watching = detector;
    G g = running;
    // A sleep orders nothing.
    if (watching != null && (g == null || timer != g.sleep)) {
      timer.set = watching.release(timer.set);
    }
    if (steering != null) {
      timer.when = Math.max(when, 0);
      steering.started(timer);
      return;
    }
    timers.add(timer, Math.max(when, 0));
    long micros = Math.max(0, when - now()) / 1_000;
    event(TraceKind.TIMER_START, timer.id, (int) Math.min(micros, Integer.MAX_VALUE));
    shorten(nextTimer());
  }

  @Override
  public boolean stop(RuntimeTimer timer) {
    boolean pending = steering == null ? timers.remove(timer) : steering.stopped(timer);
    if (pending) {
      event(TraceKind.TIMER_STOP, timer.id, 0);
    }
    return pending;
  }

  /** Fires one timer that is due. */
  private void fireTimer(long now) {
    int due = timers.countFirst();
    int chosen = due > 1 && randomised ? decide(Choices.Kind.TIMER, due) : 0;
    RuntimeTimer timer = timers.nthFirst(chosen);
    timers.remove(timer);
    if (due > 1 && randomised && decide(Choices.Kind.TIMER, 2) == 1) {
      timersHeldUntil = now + (1L << decide(Choices.Kind.TIMER, 12));
    }
    P p = timerProcessor(now);
    turnTo(p, null);
    event(TraceKind.TIMER_FIRE, p, 0, timer.id, 0);
    fire(timer, now);
    turnTo(null, null);
  }

  /** Fires a timer: what it does is ordered after what was done before it was set. */
  void fire(RuntimeTimer timer, long now) {
    Detector watching = detector;
    if (watching == null) {
      timer.fire(now);
    } else {
      Strand before = watching.running();
      watching.fires(timer.set);
      timer.fire(now);
      watching.runs(before);
    }
  }

  /**
   * Where what a timer wakes will run: an idle processor, woken on the dot, or the one furthest
   * behind.
   */
  private P timerProcessor(long now) {
    P best = ps[0];
    P idle = null;
    for (P p : ps) {
      if (p.status == P.Status.SEARCHING && p.clock == now) {
        return p;
      }
      if (p.status == P.Status.IDLE && idle == null) {
        idle = p;
      }
      if (p.status != P.Status.IDLE && (best.status == P.Status.IDLE || p.clock < best.clock)) {
        best = p;
      }
    }
    if (idle == null) {
      return best;
    }
    if (now > latest()) {
      event(TraceKind.TIME_JUMP, idle, 0, 0, 0);
    }
    idle.clock = Math.max(idle.clock, now);
    idle.status = P.Status.SEARCHING;
    leader = null;
    event(TraceKind.PROC_START, idle, 0, 0, 0);
    return idle;
  }

  /** Makes a decision and records it. */
  private int decide(Choices.Kind kind, int n) {
    int chosen = choices.choose(kind, n);
    event(TraceKind.CHOICE, kind.ordinal() << 24 | n, chosen);
    return chosen;
  }

  private void queued(P p, G g, int place) {
    TraceRecorder recorder = trace;
    if (recorder != null) {
      long by = TraceRecorder.who(currentId(), p.id);
      recorder.add(TraceKind.QUEUE, at(p), by, Steps.site, (int) g.id, place);
    }
  }

  @Override
  long currentId() {
    G g = running;
    return g == null ? 0 : g.id;
  }

  @Override
  public void event(TraceKind kind, int first, int second) {
    TraceRecorder recorder = trace;
    if (recorder != null) {
      recorder.add(kind, now(), who, Steps.site, first, second);
    }
  }

  /** Records an access of a variable. */
  void accessed(TraceKind kind, int site, int first, int second) {
    TraceRecorder recorder = trace;
    if (recorder != null) {
      recorder.add(kind, now(), who, site, first, second);
    }
  }

  /** Records an event of a processor's that runs nothing. */
  private void event(TraceKind kind, P p, long g, int first, int second) {
    TraceRecorder recorder = trace;
    if (recorder != null) {
      recorder.add(kind, at(p), TraceRecorder.who(g, p.id), 0, first, second);
    }
  }

  private long at(P p) {
    return p == processor && running != null ? now(p) : p.clock;
  }

  // Choosing who runs (Go: schedule, findRunnable)
  // ----------------------------------------------

  /** The goroutine that runs next; null when nothing can. */
  private @Nullable G pick() {
    if (steering != null) {
      G next = steering.pick();
      if (next != null) {
        runSteered(next);
      }
      return next;
    }
    for (; ; ) {
      P p = furthestBehind();
      G quiet = p == null ? awaitingQuiet.poll() : null;
      if (quiet != null) {
        ready(quiet);
        continue;
      }
      long timer = nextTimer();
      if (timer != NEVER && (p == null || timer <= p.clock)) {
        fireTimer(timer);
        continue;
      }
      if (p == null) {
        return null;
      }
      if (p.status == P.Status.SEARCHING) {
        search(p);
        continue;
      }
      G g = p.g();
      if (g == null) {
        throw new IllegalStateException("processor " + p.id + " runs nothing");
      }
      if (p.clock >= p.sliceEnd) {
        if (p.hasWork() || queues.globalSize() > 0) {
          preempt(g, p);
          continue;
        }
        p.sliceEnd = p.clock + (long) Cost.TIME_SLICE * Cost.STEP_NANOS;
      }
      return g;
    }
  }

  private @Nullable P furthestBehind() {
    P p = leader;
    P other = runnerUp;
    if (p == null || p.status == P.Status.IDLE || (other != null && other.clock <= p.clock)) {
      chooseLeader();
    }
    return leader;
  }

  private void chooseLeader() {
    leader = null;
    runnerUp = null;
    for (P p : ps) {
      if (p.status == P.Status.IDLE) {
        continue;
      }
      if (leader == null || p.clock < leader.clock) {
        runnerUp = leader;
        leader = p;
      } else if (runnerUp == null || p.clock < runnerUp.clock) {
        runnerUp = p;
      }
    }
  }

  /** A processor that was idle no longer is. */
  private void joined(P p) {
    P other = runnerUp;
    if (other == null || p.clock < other.clock || (p.clock == other.clock && p.id < other.id)) {
      runnerUp = p;
    }
  }

  private void preempt(G g, P p) {
    event(TraceKind.GO_PREEMPT, p, g.id, 0, 0);
    g.status = G.Status.RUNNABLE;
    g.readyAt = p.clock;
    g.p = null;
    p.runs(null);
    p.status = P.Status.SEARCHING;
    queues.putGlobal(p, g);
  }

  private void search(P p) {
    boolean inherit = false;
    int from = TraceKind.Place.GLOBAL;
    G g = null;
    if (p.tick % GLOBAL_TICK == 0) {
      g = queues.takeGlobal(p, 1);
    }
    if (g == null && p.runnext() != null) {
      g = queues.takeNext(p);
      inherit = p.sliceEnd > p.clock;
      from = TraceKind.Place.NEXT;
    }
    if (g == null) {
      g = queues.takeLocal(p);
      from = TraceKind.Place.LOCAL;
    }
    if (g == null) {
      g = queues.takeGlobal(p, P.RING / 2);
      from = TraceKind.Place.GLOBAL;
    }
    if (g == null && queues.anyoneHasWork()) {
      if (!p.spinning && 2 * spinning < ps.length - idle()) {
        p.spinning = true;
        spinning++;
      }
      if (p.spinning) {
        g = steal(p);
        if (g == null && p.patient) {
          return; // looks again a little later
        }
        from = stolenFrom;
      }
    }
    p.patient = false;
    if (p.spinning) {
      p.spinning = false;
      spinning--;
      if (g != null && spinning == 0) {
        p.status = P.Status.RUNNING; // not idle, when the next is chosen to be woken
        wake(Math.max(p.clock, g.readyAt));
      }
    }
    if (g == null) {
      p.status = P.Status.IDLE;
      event(TraceKind.PROC_IDLE, p, 0, 0, 0);
      return;
    }
    execute(g, p, inherit);
    event(TraceKind.GO_START, p, g.id, from, 0);
  }

  private void execute(G g, P p, boolean inherit) {
    p.clock = Math.max(p.clock, g.readyAt);
    p.status = P.Status.RUNNING;
    p.runs(g);
    g.p = p;
    g.status = G.Status.RUNNING;
    g.waitReason = null;
    g.waitingOn = null;
    g.parkedByJdk = false;
    switches++;
    if (!inherit) {
      p.tick++;
      p.sliceEnd = p.clock + (long) Cost.TIME_SLICE * Cost.STEP_NANOS;
    }
  }

  private int idle() {
    int idle = 0;
    for (P p : ps) {
      if (p.status == P.Status.IDLE) {
        idle++;
      }
    }
    return idle;
  }

  /** Where {@link #steal} last found something. */
  private int stolenFrom;

  /** Half of a victim's queue; or what it was to run next, after it had the time to do so. */
  private @Nullable G steal(P thief) {
    int start = decide(Choices.Kind.VICTIM, processors());
    G g = queues.stealHalf(thief, start);
    if (g != null) {
      stolenFrom = TraceKind.Place.STOLEN;
      return g;
    }
    P victim = queues.victimWithNext(thief, start);
    if (victim == null) {
      thief.patient = false;
      return null;
    }
    if (victim.status == P.Status.RUNNING && !thief.patient) {
      thief.patient = true;
      thief.clock += delay(Cost.STEAL_NEXT);
      return null;
    }
    G next = victim.runnext();
    if (next != null && next.readyAt > thief.clock) {
      thief.patient = false; // by the thief's clock it is not there yet
      return null;
    }
    stolenFrom = TraceKind.Place.STOLEN_NEXT;
    return queues.stealNext(thief, victim);
  }

  /**
   * {@code usual} steps in nanoseconds; on a seed other than 0, often none and sometimes many times
   * that.
   */
  private long delay(int usual) {
    if (!randomised) {
      return (long) usual * Cost.STEP_NANOS;
    }
    int drawn = decide(Choices.Kind.WAKE, 16);
    return drawn < 5 ? 0 : (1L << (drawn - 5)) * Cost.STEP_NANOS;
  }

  // Queues (Go: runqput, runqputslow, ready, wakep)
  // -----------------------------------------------

  /** Wakes an idle processor, unless one is already looking for work. */
  private void wake(long now) {
    if (spinning > 0) {
      return;
    }
    for (P p : ps) {
      if (p.status == P.Status.IDLE) {
        p.status = P.Status.SEARCHING;
        p.clock = Math.max(p.clock, now + delay(Cost.WAKE));
        p.spinning = true;
        spinning++;
        joined(p);
        event(TraceKind.PROC_START, p, 0, 0, 0);
        shorten(p.clock);
        return;
      }
    }
  }

  private void enqueue(G g) {
    g.status = G.Status.RUNNABLE;
    if (steering != null) {
      steering.ready(g);
      return;
    }
    P p = processor;
    if (p == null) {
      p = timerProcessor(latest());
    }
    g.readyAt = now();
    queues.put(p, g);
    wake(g.readyAt);
  }

  // What primitives ask for
  // -----------------------

  @Override
  public void go(String name, Block body) {
    spend(Cost.SPAWN);
    if (steering != null) {
      steering.operation(); // what was printed before the statement comes before what it starts
    }
    G creator = running;
    G g = create(name, body, creator == null ? 0 : creator.id, Steps.site);
    if (tooMany()) {
      throw never();
    }
    event(TraceKind.GO_CREATE, (int) g.id, 0);
    if (trace != null && !name.isEmpty() && named++ < MOST_NAMED) {
      observer.named(g.id, g.name);
    }
    enqueue(g);
  }

  /** Whether more live than may, which ends the program. */
  private boolean tooMany() {
    if (live.size() <= settings.goroutineLimit()) {
      return false;
    }
    finish(
        "goroutine_limit",
        126,
        "more than "
            + settings.goroutineLimit()
            + " goroutines alive at once, the limit"
            + (settings.race() ? " with race detection on" : ""));
    return true;
  }

  private G create(String name, @Nullable Block body, long parent, int site) {
    G g = new G(++lastGoroutineId, name, this, body, parent, site);
    Detector watching = detector;
    if (watching != null) {
      g.strand = watching.spawn(g.id, name, site);
    }
    g.listIndex = live.size();
    live.add(g);
    if (steering != null) {
      steering.created(g);
    }
    return g;
  }

  private void bury(G g) {
    g.status = G.Status.DEAD;
    Strand strand = g.strand;
    Detector watching = detector;
    if (watching != null && strand != null) {
      watching.ends(strand, g.isGoroutine() ? null : g.thread);
    }
    if (!g.isGoroutine()) {
      adopted.remove(g.continuation);
    }
    if (steering != null) {
      steering.buried(g);
    }
    G last = live.removeLast();
    if (last != g) {
      live.set(g.listIndex, last);
      last.listIndex = g.listIndex;
    }
  }

  @Override
  public void park(G g, WaitReason reason, @Nullable SyncObject on) {
    g.status = G.Status.WAITING;
    g.waitReason = reason;
    g.waitingOn = on;
    g.waitSince = now();
    g.waitSite = Steps.site;
    event(TraceKind.GO_PARK, reason.ordinal(), on == null ? 0 : on.id);
    if (steering != null) {
      steering.parks(g);
    }
    leave(g);
  }

  Error cannotWait() {
    return fatal(
        "a goroutine can't wait inside a class initialiser or a native call (it holds its thread)");
  }

  /** Leaves the carrier; returns when the goroutine is resumed. */
  private void leave(G g) {
    int before = g.resumes;
    Thread.yield();
    if (g.resumes == before) {
      g.status = G.Status.RUNNING;
      throw cannotWait();
    }
  }

  @Override
  public void ready(G g) {
    event(TraceKind.GO_READY, (int) g.id, 0);
    enqueue(g);
  }

  @Override
  public void yieldProcessor(G g) {
    if (Steps.pinned > 0) {
      return;
    }
    if (steering != null) {
      steering.givesWay();
      return;
    }
    // It costs, or a goroutine that yields in a loop would hold back the clock that others wait
    // for.
    spend(Cost.SWITCH);
    int before = g.resumes;
    P p = processorOf(g);
    g.status = G.Status.RUNNABLE;
    g.readyAt = now();
    p.runs(null);
    p.status = P.Status.SEARCHING;
    event(TraceKind.GO_YIELD, 0, 0);
    queues.putGlobal(p, g);
    Thread.yield();
    if (g.resumes == before) {
      throw fatal("a goroutine can't yield inside a class initialiser or a native call");
    }
  }

  /** The running goroutine has used up its grant. */
  void budgetSpent() {
    G g = running;
    if (steering != null) {
      account(ps[0]);
      granted = Steering.MOST_STEPS_IN_ONE;
      Steps.budget = granted;
      steering.runsLong();
      return;
    }
    if (g == null || Thread.currentThread() != g.thread) {
      Steps.budget += PINNED_STEPS;
      granted += PINNED_STEPS;
      return;
    }
    P p = processorOf(g);
    if (Steps.pinned == 0) {
      if (staysFirst(p)) {
        account(p);
        grant(p);
        return;
      }
      int before = g.resumes;
      Thread.yield();
      if (g.resumes != before) {
        return;
      }
    }
    account(p);
    granted = PINNED_STEPS;
    Steps.budget = PINNED_STEPS;
  }

  /** Whether the goroutine on {@code p} would be picked again at once. */
  private boolean staysFirst(P p) {
    long now = now(p);
    if (now >= p.sliceEnd || nextTimer() <= now || !inbox.isEmpty() || end != null) {
      return false;
    }
    P other = runnerUp;
    if (other != null && other.clock <= now) {
      return false;
    }
    return !inAfterlife || steps < AFTERLIFE_STEPS;
  }

  @Override
  public void spend(int cost) {
    if (running != null) {
      Steps.spend(cost);
    }
  }

  @Override
  public void sleep(G g, long nanos) {
    spend(Cost.OPERATION);
    if (nanos > 0) {
      if (steering != null) {
        steering.operation(); // what was printed before comes before what happens after
      }
      sleep(g, nanos, WaitReason.SLEEP);
    }
  }

  /** Moves the clock of the caller's processor on: a sleep of one that holds its thread. */
  void pass(G g, long nanos) {
    P p = processorOf(g);
    account(p);
    p.clock = Math.min(END_OF_TIME, p.clock + Math.min(nanos, END_OF_TIME));
    grantTurn(p);
  }

  private void sleep(G g, long nanos, WaitReason reason) {
    if (Steps.initialising > 0) {
      pass(g, nanos);
      return;
    }
    RuntimeTimer timer = g.sleep;
    if (timer == null) {
      timer =
          new RuntimeTimer() {
            @Override
            protected void fire(long now) {
              ready(g);
            }
          };
      g.sleep = timer;
    }
    long now = now();
    start(timer, now + Math.min(nanos, NEVER - 1 - now));
    park(g, reason, null);
  }

  @Override
  public <T> T blocking(G g, Callable<T> call) throws Exception {
    if (steering != null) {
      return call.call();
    }
    event(TraceKind.HANDOFF, 0, 0);
    Steps.pinned++;
    try {
      return call.call();
    } finally {
      Steps.pinned--;
      sleep(g, (long) Cost.SYSCALL * Cost.STEP_NANOS, WaitReason.SYSCALL);
    }
  }

  @Override
  public int chooseCase(int n) {
    return decide(Choices.Kind.SELECT, n);
  }

  @Override
  public int choose(int n) {
    spend(Cost.OPERATION);
    if (steering != null) {
      steering.operation();
      return steering.choose(n);
    }
    return decide(Choices.Kind.CHOOSE, n);
  }

  @Override
  public int goroutines() {
    if (steering != null) {
      steering.countsGoroutines();
    }
    return live.size();
  }

  @Override
  public int processors() {
    if (steering != null) {
      return settings.procs();
    }
    return ps.length;
  }

  @Override
  public int processors(int wanted) {
    int before = ps.length;
    int n = Math.min(wanted, MOST_PROCESSORS);
    if (n < 1 || n == before || steering != null) {
      return before;
    }
    for (int i = n; i < before; i++) {
      retire(ps[i]);
    }
    long now = now();
    ps = Arrays.copyOf(ps, n);
    queues.processors(ps);
    for (int i = before; i < n; i++) {
      ps[i] = new P(i, takers);
      ps[i].clock = Math.max(now, lastRetired);
    }
    chooseLeader();
    G g = running;
    if (g != null && g.p == null) {
      if (ps[0].status == P.Status.IDLE) {
        ps[0].status = P.Status.SEARCHING;
        ps[0].clock = Math.max(ps[0].clock, now);
      }
      leave(g);
    }
    return before;
  }

  /**
   * Hands a processor's goroutines to the global queue; the caller's goes on where it is put next.
   */
  private void retire(P p) {
    G g = p.g();
    if (g != null) {
      if (g == running) {
        account(p);
      }
      preempt(g, p);
    }
    queues.drain(p);
    if (p.spinning) {
      spinning--;
    }
    p.status = P.Status.IDLE;
    lastRetired = Math.max(lastRetired, p.clock);
  }

  int nextObjectId() {
    if (steering != null) {
      return steering.objectId();
    }
    return ++lastObjectId;
  }

  // Used by the hooks of rewritten code and by the worker
  // -----------------------------------------------------

  /**
   * Parks as the JDK does, interruptibly and with wake-ups for no reason; reports give this reason.
   */
  void parkInterruptibly(G g, WaitReason reason, @Nullable SyncObject on) {
    g.parkReason = reason;
    g.parkOn = on;
    g.parkSite = Steps.site;
    try {
      LockSupport.park(on);
    } finally {
      g.parkReason = null;
      g.parkOn = null;
    }
  }

  Random64 programRandom() {
    if (steering != null) {
      steering.drawsRandomly();
    }
    return programRandom;
  }

  void uncontrolled(String call) {
    uncontrolled.add(call);
  }

  void wrote(int stream, int bytes) {
    if (running != null) {
      event(TraceKind.OUTPUT, stream, bytes);
      Steps.budget -= Cost.PRINT;
    }
  }

  /** Parks the caller until all others wait. */
  void awaitQuiet() {
    G g = running;
    if (g != null) {
      awaitingQuiet.add(g);
      park(g, WaitReason.IO_WAIT, null);
    }
  }

  // What the JDK tells
  // ------------------

  /** May be called by any thread. */
  @Override
  void submitted(G owner, Runnable task) {
    Thread thread = Thread.currentThread();
    G now = running;
    boolean ours =
        now != null && (now.thread == thread || (now.thread == null && thread.isVirtual()));
    if (thread == carrier || ours) {
      submit(owner, task);
    } else {
      inbox.add(new Arrival(owner, task));
      LockSupport.unpark(carrier);
    }
  }

  private void submit(G owner, Runnable task) {
    G g = owner;
    if (owner.continuation == null && running == owner) {
      owner.continuation = task;
    } else if (owner.continuation != task) {
      g = adopted(owner, task);
      if (g.continuation == null) {
        g.continuation = task;
        enqueue(g);
        return;
      }
    }
    g.submitted = true;
    if (g.status == G.Status.WAITING && g.parkedByJdk) {
      Strand strand = g.strand;
      Detector watching = detector;
      if (watching != null && strand != null) {
        watching.wakes(strand);
      }
      List<G> held = wokenOutOfOrder;
      if (held != null) {
        held.add(g);
      } else {
        ready(g);
      }
    }
  }

  /** Woken, and to be readied in order; null where each is at once. */
  private @Nullable List<G> wokenOutOfOrder;

  void wakingInOrder(Runnable waking) {
    if (wokenOutOfOrder != null) {
      waking.run();
      return;
    }
    wokenOutOfOrder = new ArrayList<>();
    try {
      waking.run();
    } finally {
      readyInOrder();
    }
  }

  private void readyInOrder() {
    List<G> woken = wokenOutOfOrder;
    if (woken != null) {
      wokenOutOfOrder = null;
      woken.sort((a, b) -> Long.compare(a.id, b.id));
      woken.forEach(this::ready);
    }
  }

  /** Virtual threads that inherited a goroutine's executor, by their continuation. */
  private final IdentityHashMap<Runnable, G> adopted = new IdentityHashMap<>();

  private G adopted(G owner, Runnable task) {
    G known = adopted.get(task);
    if (known == null) {
      known = create("", null, owner.id, Steps.site);
      adopted.put(task, known);
      event(TraceKind.GO_CREATE, (int) known.id, 0);
      if (tooMany()) {
        shorten(now()); // the JDK is at work here, and its caller at the next step
      }
    }
    return known;
  }

  @Override
  public boolean endsOnPanic() {
    return true;
  }

  @Override
  void ended(G g, @Nullable Throwable thrown) {
    Throwable panic = Unwinding.panic(thrown);
    String head = panic == null ? "" : Unwinding.head(panic); // may run code of the program's
    String value = panic == null ? "" : Unwinding.text(panic);
    if (steering != null && (panic != null || g.id == 1)) {
      steering.operation(); // others may yet print between what this one printed and its end
    }
    event(TraceKind.GO_END, 0, 0);
    bury(g);
    if (inAfterlife) {
      return;
    }
    if (panic != null && steering != null && steering.searches()) {
      finish("panic", 2, "panic: " + value);
    } else if (panic != null) {
      panicked(g, panic, value, head);
    } else if (g.id == 1) {
      mainGone = thrown != null;
      mainReturned = thrown == null;
      if (steering != null && stayed) {
        steering.endsThread();
      }
      finishIfNobodyStays();
    }
  }

  @Override
  void endedUntold(Throwable why) {
    if (!inAfterlife) {
      finish("panic", 2, why instanceof OutOfMemoryError ? OUT_OF_MEMORY : "panic: untold");
    }
  }

  /**
   * Threads made by Java's own API that aren't daemons keep the program alive after main's return.
   */
  private void finishIfNobodyStays() {
    if (mainReturned && staying == 0) {
      finish("ok", 0, "");
    }
  }

  void threadBegins() {
    stayed = true;
    staying++;
  }

  void threadEnds() {
    staying--;
    if (!inAfterlife) {
      finishIfNobodyStays();
    }
  }

  Thread.@Nullable State stateOf(Thread thread) {
    for (G g : live) {
      if (g.thread == thread && g.status == G.Status.WAITING && g.waitReason != null) {
        return switch (g.waitReason) {
          case SYNCHRONIZED -> Thread.State.BLOCKED;
          case SLEEP -> Thread.State.TIMED_WAITING;
          default -> Thread.State.WAITING;
        };
      }
    }
    return thread.isAlive() ? Thread.State.RUNNABLE : null;
  }

  // Endings
  // -------

  /** A literal: there is no memory to put together a message of. */
  private static final String OUT_OF_MEMORY = "panic: java.lang.OutOfMemoryError";

  private void finish(String status, int code, String message) {
    if (steering != null && !inAfterlife) {
      steering.ends(status, code, message);
      if (steering.searches()) {
        return; // who was not waiting for this may still come before it
      }
    }
    if (end == null) {
      end = new End(status, code, message);
    }
  }

  /** Ends the program with an exit code; does not return. */
  Error exit(int code) {
    if (steering != null) {
      steering.operation();
    }
    finish("exit", code, "the program exited with code " + code);
    return never();
  }

  private Error never() {
    G g = running;
    if (g != null && g.thread == Thread.currentThread()) {
      g.status = G.Status.WAITING;
      g.waitReason = null;
      if (steering != null) {
        steering.parks(g);
      }
      int before = g.resumes;
      Thread.yield();
      if (g.resumes == before) {
        g.status = G.Status.RUNNING;
      }
    }
    return new GoexitError();
  }

  private void panicked(G g, Throwable panic, String value, String head) {
    List<Frame> stack = Stacks.frames(panic);
    Frame created = createdAt(g);
    observer.panic(g.id, g.name, value, stack, created, Reports.died(head, g, stack, created));
    finish("panic", 2, "panic: " + value);
  }

  @Override
  public Error fatal(String message) {
    G g = running;
    if (g != null && (steering == null || !steering.searches())) {
      List<Frame> stack = Stacks.frames(new Throwable().getStackTrace());
      Frame created = createdAt(g);
      String head = "fatal error: " + message;
      if (!inAfterlife) {
        String text = Reports.died(head + "\n\n", g, stack, created);
        observer.panic(g.id, g.name, head, stack, created, text);
      }
    }
    finish("panic", 2, "fatal error: " + message);
    return never();
  }

  private void deadlock() {
    if (steering != null) {
      steering.explain(live);
      steering.quiet(inOrder(), mainGone);
      if (steering.searches()) {
        end = new End("ok", 0, "");
        return;
      }
    }
    String message =
        mainGone
            ? "no goroutines (main called runtime.Goexit) - deadlock!"
            : "all goroutines are asleep - deadlock!";
    if (steering == null || steering.looksBeyondEnd()) {
      List<GoroutineState> states = new ArrayList<>();
      for (G g : inOrder()) {
        states.add(state(g, null));
      }
      observer.deadlock(states, Reports.deadlock(message, states));
    }
    finish("deadlock", 2, "fatal error: " + message);
  }

  /**
   * Lets the goroutines that main left behind run on unseen, and reports those that nobody could
   * wake.
   */
  private void sortSurvivors() {
    if (live.isEmpty()) {
      return;
    }
    if (steering != null) {
      steering.explain(live);
    }
    List<G> survivors = inOrder();
    List<GoroutineState> before = new ArrayList<>();
    for (G g : survivors) {
      before.add(state(g, null));
    }
    end = null;
    inAfterlife = true;
    steps = 0;
    loop();
    // Whoever ends the program keeps the others from showing what they would have done.
    boolean endedAgain = end != null && !end.status().equals("deadlock");
    boolean settled =
        steps < AFTERLIFE_STEPS && !endedAgain && (steering == null || !steering.isCutOff());
    List<GoroutineState> states = new ArrayList<>();
    boolean stuck = false;
    for (int i = 0; i < survivors.size(); i++) {
      G g = survivors.get(i);
      boolean waits = g.status == G.Status.WAITING && g.waitReason != WaitReason.SLEEP;
      String verdict =
          waits && settled
              ? "stuck"
              : before.get(i).state().equals(WaitReason.SLEEP.text()) ? "sleeping" : "unfinished";
      stuck |= verdict.equals("stuck");
      // Where it is stuck for good may be further on than where main left it.
      states.add(
          verdict.equals("stuck") ? state(g, verdict) : Reports.judged(before.get(i), verdict));
    }
    if (stuck) {
      observer.leak(states, Reports.leak(states));
    }
  }

  // Steered
  // -------

  @Override
  public @Nullable Steering steering() {
    return steering;
  }

  String describe(SyncObject thing) {
    return thing.describe(sites);
  }

  private void runSteered(G g) {
    g.p = ps[0];
    g.status = G.Status.RUNNING;
    g.waitReason = null;
    g.waitingOn = null;
    g.parkedByJdk = false;
    switches++;
  }

  /** Leaves the carrier to whom the pilot chose. */
  void leaveSteered(G g) {
    g.status = G.Status.RUNNABLE;
    leave(g);
  }

  /** Sets off a timer that the pilot chose. */
  void fireSteered(RuntimeTimer timer, long now) {
    fire(timer, now);
  }

  private List<G> inOrder() {
    List<G> order = new ArrayList<>(live);
    order.sort((a, b) -> Long.compare(a.id, b.id));
    return order;
  }

  private @Nullable Frame createdAt(G g) {
    Sites.Site site = sites.at(g.createdSite);
    return site == null ? null : site.frame();
  }

  /**
   * The channels that a goroutine's select waits on; or what it waits on inside the JDK, by the
   * variable that it called it on.
   */
  private String waitsOn(G g) {
    if (g.waitReason == WaitReason.SELECT) {
      return Reports.channels(g.selectsOn(), sites);
    }
    Sites.Site site =
        g.parkedByJdk && g.waitReason == WaitReason.JAVA ? sites.at(g.waitSite) : null;
    String name = site == null ? "" : site.name();
    String held = g.waitReason == WaitReason.JAVA ? heldBy(g) : "";
    return held.isEmpty() ? name : (name.isEmpty() ? "a lock" : name) + ", held by " + held;
  }

  /** Who holds the lock of the JDK's that a goroutine waits for; empty where nobody does. */
  private String heldBy(G waiting) {
    Thread thread = waiting.thread;
    Thread holder = thread == null ? null : Internals.holderOfAwaited(thread);
    if (holder == null) {
      return "";
    }
    for (G g : live) {
      if (g.thread == holder) {
        return "goroutine " + g.id;
      }
    }
    return "a goroutine that has ended";
  }

  private String fate(long id) {
    for (G g : live) {
      if (g.id == id) {
        return Reports.fate(g);
      }
    }
    return Reports.ENDED;
  }

  private static String idleness(StackTraceElement[] stack) {
    return Arrays.stream(stack).anyMatch(Stacks::isIdlePoolThread)
        ? "idle thread of a pool that nobody has shut down: call its shutdown() or close()"
        : "";
  }

  private GoroutineState state(G g, @Nullable String verdict) {
    Thread thread = g.thread;
    StackTraceElement[] stack = thread == null ? new StackTraceElement[0] : thread.getStackTrace();
    WaitReason reason = g.waitReason;
    String state =
        g.status == G.Status.RUNNABLE
            ? "runnable"
            : reason == null
                ? "running"
                : reason == WaitReason.JAVA ? Stacks.javaWait(stack) : reason.text();
    SyncObject on = g.waitingOn;
    return new GoroutineState(
        g.id,
        g.name,
        state,
        on == null ? waitsOn(g) : on.describe(sites),
        on == null || reason == null ? idleness(stack) : on.waker(reason, sites, this::fate),
        g.waitSince,
        Stacks.frames(stack),
        createdAt(g),
        g.parentId,
        verdict);
  }
}
