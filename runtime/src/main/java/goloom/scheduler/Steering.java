package goloom.scheduler;

import goloom.race.Accesses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution that is steered step by step: instead of processors and queues, a {@link Pilot}
 * says who goes on at each visible operation. What the primitives and the simulation tell it here
 * becomes the pilot's picture of the execution.
 *
 * <p>A visible operation is two steps where it may have to wait for somebody: it <em>arrives</em>,
 * and it <em>goes on</em>, at once or when it was woken. So the steps of an execution are the same
 * whoever of two partners comes first. Where nobody could see who arrived first, as at a lock, it
 * is one step, behind a {@link Gate}.
 *
 * <p>Confined to the carrier and the goroutines that it runs, one at a time.
 */
public final class Steering implements Accesses {

  /** A channel's own parts are below. */
  private static final int FIRST_OF_BUFFER = 16;

  /** The clock, for steps that read or move it, is a place of no object's. */
  private static final long CLOCK = 1;

  private static final long GOROUTINES = 2;

  /** All that is shared within classes of the JDK's, which nobody here can tell apart. */
  private static final long JDK = place(0, Accesses.NONE);

  private static long place(int location, int index) {
    return Long.MIN_VALUE | ((long) location << 32) | (index + 1);
  }

  /** A wait that nobody can see into ends after so many steps of the program's code. */
  static final int MOST_STEPS_IN_ONE = 20_000_000;

  /** A thread of control: a goroutine or a timer. */
  static final class Control {
    final int number;
    final @Nullable G g;
    final @Nullable RuntimeTimer timer;

    /** Whether it can go on as far as it is concerned; its gate may say otherwise. */
    boolean ready;

    @Nullable Gate gate;
    WaitReason reason = WaitReason.JAVA;
    @Nullable SyncObject on;
    int part;
    @Nullable Touch touch;

    /** Whether it waits inside a class of the JDK's. */
    boolean inJdk;

    /** Its last step that is known to change what is shared there, or −1. */
    int jdkStep = -1;

    /** The step that woke it, or −1. */
    int wokenBy = -1;

    /** The last step in which it came to something where it waited. */
    int arrival;

    /** Things and threads that it made. */
    int made;

    /** What it waits on in a select, to be told when somebody claims it. */
    long @Nullable [] select;

    /** Nanoseconds that its looks at the clock took since that last moved. */
    long looked;

    long lookedAt;

    Control(int number, @Nullable G g, @Nullable RuntimeTimer timer) {
      this.number = number;
      this.g = g;
      this.timer = timer;
    }
  }

  private final Simulation simulation;
  private final Pilot pilot;
  private final boolean loose;
  private final boolean searches;

  /** All that were made, by number; null once ended. */
  private final ArrayList<@Nullable Control> controls = new ArrayList<>();

  /** Those that have not ended, by number. */
  private final ArrayList<Control> alive = new ArrayList<>();

  private int[] able = new int[16];

  /** The thread whose step it is; the last one while the simulation decides. */
  private @Nullable Control current;

  /** Who was chosen to make the next step; null where nobody was asked yet. */
  private @Nullable Control chosen;

  private long clock;

  /** Decisions since a replay's end, while those that are left are sorted. */
  private int afterEnd;

  private boolean stopped;
  private boolean ended;

  /** Timers that went off; the steps of those that did last, due then, and at the moment before. */
  private int fired;

  private long firedAt = -1;
  private final ArrayList<Integer> firedLast = new ArrayList<>();
  private final ArrayList<Integer> firedBefore = new ArrayList<>();

  private int pending;

  /** What goes on beside main's end can be without end itself: timers that are looked at. */
  private static final int MOST_TIMERS_AFTER_END = 30;

  private int firedBeforeEnd;

  /** By lock and thread, how often it holds that for reading. */
  private final HashMap<Long, Integer> reading = new HashMap<>(0);

  Steering(Simulation simulation, Pilot pilot) {
    this.simulation = simulation;
    this.pilot = pilot;
    loose = pilot.timing() == Pilot.Timing.LOOSE;
    searches = pilot.manner() == Pilot.Manner.SEARCH;
  }

  // What primitives tell
  // --------------------

  /** The place of a part of a thing. */
  public static long place(SyncObject thing, int part) {
    return ((long) thing.id << 32) | part;
  }

  /** The part of a channel that stands for the {@code n}th value in its buffer; from 0. */
  public static int value(int n) {
    return FIRST_OF_BUFFER + 2 * n;
  }

  /** The part that stands for the room that the {@code n}th value left; none below 0. */
  public static int room(int n) {
    return n < 0 ? NOTHING : FIRST_OF_BUFFER + 2 * n + 1;
  }

  /** Stands for no part. */
  private static final int NOTHING = -1;

  /** A step of the caller's begins, which need not wait, and uses nothing that others use. */
  public void operation() {
    operation(Pilot.NOTHING);
  }

  /** A step of the caller's begins, which need not wait. */
  public void operation(SyncObject on) {
    operation(place(on, 0));
  }

  /** A step of the caller's begins, which need not wait, and may use anything. */
  public void operationOnSeveral() {
    operation(Pilot.ANYTHING);
  }

  private void operation(long thing) {
    G g = simulation.running;
    if (g != null) {
      Control c = control(g);
      pilot.comesTo(c.number, thing);
      point(c, null);
    }
  }

  /**
   * A step of the caller's begins, once the gate is open.
   *
   * @param touch what it will do to a part of the thing, so that it could have come before others;
   *     null where it could not
   */
  public void operation(
      SyncObject on, WaitReason reason, Gate gate, int part, @Nullable Touch touch) {
    G g = simulation.running;
    if (g == null) {
      throw new IllegalStateException("a timer can't wait");
    }
    Control c = control(g);
    c.reason = reason;
    c.on = on;
    c.part = part;
    c.touch = touch;
    pilot.comesTo(c.number, place(on, 0));
    point(c, gate);
  }

  public void touch(SyncObject thing, int part, Touch touch) {
    pilot.touches(place(thing, part), touch);
  }

  /** As {@link Pilot#strictWaits}. */
  public boolean strictWaits() {
    return pilot.strictWaits();
  }

  /** As {@link Pilot#strictUnlocks}. */
  public boolean strictUnlocks() {
    return pilot.strictUnlocks();
  }

  /** As {@link Pilot#unlocksForOthers}. */
  public void unlocksForOthers() {
    pilot.unlocksForOthers();
  }

  /**
   * The running thread locks for reading, or unlocks. As long as everybody gives back what they
   * took, nobody can see in which order they do; if not, somebody may find nothing to give back.
   *
   * @param change 1 or −1
   */
  public void reads(SyncObject lock, int change) {
    Control c = current;
    long key = place(lock, c == null ? 0 : c.number);
    if (reading.merge(key, change, Integer::sum) < 0) {
      pilot.unlocksForOthers();
    }
  }

  /** Adds to a count, or takes from it. */
  public void count(SyncObject thing, int part, int amount, int before) {
    pilot.counts(place(thing, part), amount, before);
  }

  public void release(SyncObject thing, int part) {
    pilot.releases(place(thing, part));
  }

  /** The step needed the release. */
  public void acquire(SyncObject thing, int part) {
    pilot.acquires(place(thing, part), true);
  }

  /** The step takes what the release gave back. */
  public void takeBack(SyncObject thing, int part) {
    pilot.acquires(place(thing, part), false);
  }

  // Channels
  // --------

  /** The {@code n}th value came into the buffer, from the running step or from one that waited. */
  public void filled(SyncObject channel, int n, @Nullable G waiter) {
    releases(place(channel, value(n)), waiter);
  }

  /** The {@code n}th value left the buffer, to the running step or to one that waited. */
  public void emptied(SyncObject channel, int n, @Nullable G waiter) {
    releases(place(channel, room(n)), waiter);
  }

  private void releases(long place, @Nullable G waiter) {
    if (waiter == null) {
      pilot.releases(place);
    } else {
      pilot.releases(place, control(waiter).arrival);
    }
  }

  /**
   * The caller's operation is done; its going on is a step, which comes after what it met or took.
   *
   * @param partner who waited for it, where the two meet
   * @param channel whose buffer it used
   * @param part of the channel: a {@link #value} or {@link #room}
   */
  public void goesOn(@Nullable G partner, @Nullable SyncObject channel, int part) {
    G g = simulation.running;
    if (g == null) {
      return;
    }
    int partnerStep = partner == null ? -1 : control(partner).arrival;
    operation();
    if (partnerStep >= 0) {
      pilot.follows(partnerStep, true);
    }
    if (channel != null && part != NOTHING) {
      pilot.acquires(place(channel, part), true);
    }
  }

  /** The caller's operation is done, for what happened to the thing before. */
  public void goesOnAfter(SyncObject thing, int part) {
    operation();
    acquire(thing, part);
  }

  /** The caller is about to wait in a select, with the queues it stands in. */
  public void waitsInSelect(G g, long[] queues) {
    control(g).select = queues;
  }

  /** The running step takes a goroutine out of its wait: a select leaves all its queues. */
  public void claims(G waiter) {
    Control c = control(waiter);
    long[] queues = c.select;
    if (queues != null) {
      c.select = null;
      for (long queue : queues) {
        pilot.touches(queue, Touch.WRITE);
      }
    }
  }

  /** A choice of the running step's. */
  public int choose(int n) {
    return n < 2 ? 0 : pilot.choose(n);
  }

  // What the simulation tells
  // -------------------------

  void created(G g) {
    Control c = add(g, null);
    c.ready = true;
    c.wokenBy = controls.size() == 1 ? -1 : pilot.step();
    g.control = c;
    pilot.touches(GOROUTINES, Touch.ADD);
  }

  private Control add(@Nullable G g, @Nullable RuntimeTimer timer) {
    Control parent = current;
    Control c = new Control(controls.size(), g, timer);
    int nth = parent == null ? 0 : parent.made++;
    controls.add(c);
    alive.add(c);
    pilot.made(c.number, parent == null ? -1 : parent.number, nth);
    return c;
  }

  private void gone(Control c) {
    controls.set(c.number, null);
    alive.remove(c);
  }

  private static Control control(G g) {
    Control c = g.control;
    if (c == null) {
      throw new IllegalStateException(g + " is not steered");
    }
    return c;
  }

  /** A number for a thing made by the running thread. */
  int objectId() {
    Control c = current;
    return c == null ? 0 : pilot.named(c.number, c.made++);
  }

  /** A goroutine waits inside a class of the JDK's, which nobody here can see into. */
  void parksInJdk(G g) {
    WaitReason reason = g.parkReason;
    Control c = control(g);
    if (reason != WaitReason.SLEEP) {
      if (c.jdkStep != pilot.step()) {
        pilot.waitsInJdk();
      }
      c.inJdk = true;
    }
    parks(g);
  }

  /** A goroutine is about to leave the carrier to wait for somebody to ready it. */
  void parks(G g) {
    Control c = control(g);
    c.ready = false;
    c.arrival = pilot.step();
    c.gate = null;
  }

  void ready(G g) {
    Control c = control(g);
    if (!c.ready) {
      c.ready = true;
      c.wokenBy = pilot.step();
      if (c.inJdk) {
        pilot.touches(JDK, Touch.WRITE);
      }
    }
  }

  void buried(G g) {
    gone(control(g));
    pilot.touches(GOROUTINES, Touch.ADD);
  }

  void countsGoroutines() {
    operation();
    pilot.touches(GOROUTINES, Touch.READ);
  }

  /** A timer was started. */
  void started(RuntimeTimer timer) {
    if (timer.place == 0) {
      timer.place = (long) objectId() << 32;
    }
    Control c = add(null, timer);
    c.ready = true;
    c.wokenBy = Math.max(pilot.step(), 0);
    timer.control = c;
    pending++;
    pilot.startsTimer();
    if (loose) {
      pilot.touches(CLOCK, Touch.READ);
    }
  }

  /** A timer is to be stopped; false where it was not pending. */
  boolean stopped(RuntimeTimer timer) {
    if (timer.place != 0) {
      pilot.touches(timer.place, Touch.WRITE);
    }
    Control c = timer.control;
    if (c == null) {
      return false;
    }
    if (loose ? timer.when <= Simulation.END_OF_TIME : timer.when <= clock) {
      pilot.stopsInTime(c.number, timer.place, c.wokenBy);
    }
    gone(c);
    timer.control = null;
    pending--;
    return true;
  }

  long now() {
    Control c = current;
    return c == null || c.lookedAt != clock ? clock : clock + c.looked;
  }

  /** The running thread looks at the clock, which takes it some time. */
  void looksAtClock() {
    if (loose) {
      operation();
      pilot.touches(CLOCK, Touch.READ);
    }
    Control c = current;
    if (c != null) {
      if (c.lookedAt != clock) {
        c.lookedAt = clock;
        c.looked = 0;
      }
      c.looked += (long) Cost.CLOCK_READ * Cost.STEP_NANOS;
    }
  }

  /** Memory: which variable an access is to is told by its location, and its index in an array. */
  @Override
  public void before(
      @Nullable Object holder, int index, int location, int site, Accesses.Kind kind) {
    boolean orders = kind != Accesses.Kind.READ && kind != Accesses.Kind.WRITE;
    if (orders || pilot.branchesAt(location)) {
      long place = place(location, index);
      operation(place);
      Control c = current;
      if (place == JDK && c != null) {
        c.jdkStep = pilot.step();
      }
      pilot.accesses(place, kind.onlyReads() ? Touch.READ : Touch.WRITE, location, site);
    }
  }

  /** The running thread changes what decides whether the program goes on without main. */
  void endsThread() {
    pilot.touches(JDK, Touch.WRITE);
  }

  boolean searches() {
    return searches;
  }

  /** Whether somebody will be told where goroutines are when the program ends. */
  boolean looksBeyondEnd() {
    return !searches && pilot.mostAfterEnd() > 0;
  }

  boolean loose() {
    return loose;
  }

  void drawsRandomly() {
    pilot.drawsRandomly();
  }

  /** The running thread lets others go first. */
  void givesWay() {
    pilot.givesWay();
    operation();
  }

  /** The running thread has run long without a visible operation. */
  void runsLong() {
    if (ended && !searches) {
      afterEnd = pilot.mostAfterEnd(); // what might go on for ever is not waited for
    }
    pilot.runsLong();
    givesWay();
  }

  /** A print follows. */
  void beforePrint() {
    if (!searches) {
      operation();
    }
  }

  /** The running thread has ended the program. */
  void ends(String status, int code, String message) {
    if (!ended) {
      ended = true;
      firedBeforeEnd = fired;
    }
    pilot.ends(status, code, message);
  }

  /** Whether somebody could have gone on when it stopped. */
  boolean isCutOff() {
    return stopped;
  }

  // Who goes on
  // -----------

  /** A place where another may go on; returns when it is this one's turn. */
  private void point(Control c, @Nullable Gate gate) {
    G g = c.g;
    if (g == null || (Steps.pinned > 0 && (gate == null || gate.open()))) {
      return; // part of the step before
    }
    c.gate = gate;
    c.ready = true;
    Control next = stopped ? null : decide();
    if (next != c) {
      chosen = next;
      simulation.leaveSteered(g);
    } else {
      c.gate = null;
    }
  }

  /** The goroutine that makes the next step; null when nothing can or need. Fires timers. */
  @Nullable G pick() {
    for (; ; ) {
      Control next = chosen;
      chosen = null;
      if (next == null) {
        next = stopped ? null : decide();
      }
      if (next == null) {
        return null;
      }
      G g = next.g;
      if (g != null) {
        next.gate = null;
        return g;
      }
      fire(next);
    }
  }

  /** Asks the pilot who is next; null where nobody can, or the execution is to end. */
  private @Nullable Control decide() {
    int count = findAble();
    while (count == 0) {
      if (loose && ended && searches && pending > 0 && nextTimer() > clock) {
        pilot.leavesTimers();
        return null;
      }
      if ((ended && searches) || !moveClock()) {
        return null;
      }
      count = findAble();
    }
    int number =
        ended && !searches && ++afterEnd > pilot.mostAfterEnd() ? -1 : pilot.next(able, count);
    if (number < 0) {
      stopped = true;
      return null;
    }
    Control next = controls.get(number);
    if (next == null) {
      throw new IllegalStateException("thread " + number + " has ended and can't go on");
    }
    current = next;
    if (next.timer != null && !loose) {
      pilot.followsMove();
    }
    if (next.wokenBy >= 0) {
      pilot.follows(next.wokenBy, true);
      next.wokenBy = -1;
    }
    if (next.inJdk) {
      next.inJdk = false;
      next.jdkStep = pilot.step();
      pilot.touches(JDK, Touch.WRITE); // it looks again at what it waited for
    }
    return next;
  }

  private int findAble() {
    int size = alive.size();
    if (able.length < size) {
      able = new int[2 * size];
    }
    int count = 0;
    long due = pending == 0 ? 0 : loose ? dueAtAnyTime() : clock;
    for (int i = 0; i < size; i++) {
      Control c = alive.get(i);
      if (c.ready && (c.timer == null ? isOpen(c) : isDue(c.timer, due))) {
        able[count++] = c.number;
      }
    }
    return count;
  }

  private static boolean isOpen(Control c) {
    Gate gate = c.gate;
    return gate == null || gate.open();
  }

  private static boolean isDue(RuntimeTimer timer, long due) {
    return timer.when <= due && timer.when != Long.MAX_VALUE;
  }

  /** Running may have taken so long that the next timer is due; after an end not for ever. */
  private long dueAtAnyTime() {
    return ended && searches && fired - firedBeforeEnd >= MOST_TIMERS_AFTER_END
        ? clock
        : nextTimer();
  }

  private long nextTimer() {
    long first = Long.MAX_VALUE;
    for (Control c : alive) {
      if (c.timer != null) {
        first = Math.min(first, c.timer.when);
      }
    }
    return first > Simulation.END_OF_TIME ? -1 : first;
  }

  /** Lets the time come at which the next timer goes off; false where there is none. */
  private boolean moveClock() {
    if (pending == 0) {
      return false;
    }
    long first = nextTimer();
    if (first < 0 || first <= clock) {
      return false;
    }
    clock = first;
    pilot.clockMoves();
    return true;
  }

  private void fire(Control c) {
    RuntimeTimer timer = c.timer;
    if (timer == null) {
      throw new IllegalStateException("thread " + c.number + " is neither goroutine nor timer");
    }
    pilot.touches(timer.place, Touch.WRITE);
    if (loose) {
      pilot.touches(CLOCK, Touch.ADD);
      firedAfterOthers(timer.when);
    }
    clock = Math.max(clock, timer.when);
    gone(c);
    timer.control = null;
    pending--;
    simulation.fireSteered(timer, clock);
  }

  /**
   * A timer comes after all that were due before it: they never go off later, so after those of the
   * moment before, which come after the rest.
   */
  private void firedAfterOthers(long when) {
    if (when > firedAt) {
      firedBefore.clear();
      firedBefore.addAll(firedLast);
      firedLast.clear();
      firedAt = when;
    }
    for (int step : firedBefore) {
      pilot.follows(step, false);
    }
    firedLast.add(pilot.step());
    fired++;
  }

  // For reports
  // -----------

  /** Nothing more can happen. */
  void quiet(List<G> goroutines, boolean mainGone) {
    List<Pilot.Waiting> waiting = new ArrayList<>();
    for (G g : goroutines) {
      WaitReason reason = g.waitReason;
      if (g.status == G.Status.WAITING && reason != null) {
        SyncObject on = g.waitingOn;
        waiting.add(
            new Pilot.Waiting(
                control(g).number,
                reason.text(),
                g.waitSite,
                g.createdSite,
                on == null ? "" : simulation.describe(on)));
      }
    }
    for (Control c : alive) {
      SyncObject on = c.on;
      if (c.gate != null && on != null && c.touch != null) {
        pilot.waits(c.number, place(on, c.part), c.touch);
      }
    }
    pilot.quiet(waiting, mainGone);
  }

  /** Makes goroutines that stand before a gate look to reports like ones that wait. */
  void explain(List<G> goroutines) {
    for (G g : goroutines) {
      Control c = g.control;
      if (c != null && c.gate != null && !c.gate.open()) {
        g.status = G.Status.WAITING;
        g.waitReason = c.reason;
        g.waitingOn = c.on;
        g.waitSite = g.site;
      }
    }
  }
}
