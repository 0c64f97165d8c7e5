package goloom.scheduler;

import goloom.Block;
import goloom.race.Strand;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A goroutine: a virtual thread under a {@link Scheduler} of ours (Go: type g, {@code
 * src/runtime/runtime2.go}), or a foreign thread that uses a channel.
 *
 * <p>In {@code sim} it is the executor of its own virtual thread: the JDK hands it the thread's
 * continuation each time that could run, and so tells it when code of the JDK's own parks or wakes
 * it. All fields but {@link #claim} are then confined to the carrier.
 */
public final class G implements Runnable, Executor {
  private static final VarHandle CLAIM;

  static {
    try {
      CLAIM = MethodHandles.lookup().findVarHandle(G.class, "claim", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What it is doing (Go: _Grunnable, _Grunning, _Gwaiting, _Gdead). */
  enum Status {
    RUNNABLE,
    RUNNING,
    WAITING,
    DEAD
  }

  /** Its number; main is 1. */
  public final long id;

  /** Names are for reading, and each report repeats them. */
  private static final int MAX_NAME = 1_000;

  final String name;
  final Scheduler scheduler;
  private final @Nullable Block body;

  /** Who made it; 0 for main and foreign threads. */
  final long parentId;

  /** The {@code go} statement that made it, an index into {@link Sites}. */
  final int createdSite;

  /** What the race detector knows of it. */
  public @Nullable Strand strand;

  @Nullable Thread thread;

  /** The virtual thread's continuation, as the JDK submits it. */
  @Nullable Runnable continuation;

  /**
   * Whether the JDK has submitted the continuation since it was last run: false means parked by the
   * JDK.
   */
  boolean submitted;

  /** How often it was resumed; by this a goroutine that couldn't leave its carrier finds out. */
  int resumes;

  Status status = Status.RUNNABLE;
  @Nullable P p;

  /** Next in a run queue. */
  @Nullable G next;

  /** When it became runnable, in virtual nanoseconds: no processor runs it before that. */
  long readyAt;

  @Nullable WaitReason waitReason;
  @Nullable SyncObject waitingOn;
  long waitSince;
  int waitSite;

  /** Whether it waits in {@code LockSupport.park} and not in the scheduler's own. */
  boolean parkedByJdk;

  /** Why it is about to call {@code LockSupport.park}, where a hook does that; else null. */
  @Nullable WaitReason parkReason;

  @Nullable SyncObject parkOn;
  int parkSite;

  /** {@link Steps#pinned} while it isn't running. */
  int pinned;

  /** {@link Steps#site} while it isn't running: others have theirs in between. */
  int site;

  /** The sudog that woke it. */
  public @Nullable Sudog wokenBy;

  /** In {@code real}: it has been readied and need not park. */
  volatile boolean permit;

  /** 1 once somebody has claimed the select that this goroutine waits in. */
  private volatile int claim;

  private final Sudog own = new Sudog(this);
  private Sudog[] cases = NONE;
  private static final Sudog[] NONE = {};

  /** Its sleep, kept for reuse. */
  @Nullable RuntimeTimer sleep;

  /** What a steered execution keeps of it. */
  Steering.@Nullable Control control;

  /** In a live goroutine, its place in the list of all. */
  int listIndex;

  /** What its thread is called: in Java, main's is {@code main}. */
  String threadName() {
    return body != null && parentId == 0 ? "main" : name;
  }

  G(
      long id,
      String name,
      Scheduler scheduler,
      @Nullable Block body,
      long parentId,
      int createdSite) {
    this.id = id;
    this.name = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
    this.scheduler = scheduler;
    this.body = body;
    this.parentId = parentId;
    this.createdSite = createdSite;
  }

  /** The goroutine that runs the caller; a foreign thread gets one for its own use. */
  public static G current() {
    Simulation simulation = Simulation.active;
    if (simulation != null) {
      G g = simulation.running;
      if (g != null) {
        Thread thread = Thread.currentThread();
        if (g.thread == thread) {
          return g;
        }
        if (g.thread == null && thread.isVirtual()) {
          g.thread = thread;
          return g;
        }
      }
    }
    return RealScheduler.goroutine();
  }

  /** What it runs; null for a foreign thread's. */
  @Nullable Block body() {
    return body;
  }

  /** Whether it was made by {@code go}, and not a thread that inherited the scheduler. */
  boolean isGoroutine() {
    return body != null;
  }

  public Scheduler scheduler() {
    return scheduler;
  }

  /** Its sudog for an operation on one thing, fresh. */
  public Sudog sudog(@Nullable Object element) {
    own.element = element;
    own.success = false;
    own.select = false;
    own.ticket = 0;
    return own;
  }

  /** Its sudogs for a select of {@code n} cases, at least as many; the caller sets them up. */
  public Sudog[] sudogs(int n) {
    if (cases.length < n) {
      Sudog[] more = new Sudog[Math.max(4, Integer.highestOneBit(n) << 1)];
      for (int i = 0; i < more.length; i++) {
        more[i] = i < cases.length ? cases[i] : new Sudog(this);
      }
      cases = more;
    }
    return cases;
  }

  /** What the select that it waits in waits on; empty outside one. */
  List<SyncObject> selectsOn() {
    List<SyncObject> on = new ArrayList<>();
    for (Sudog sudog : cases) {
      if (sudog.on != null && !on.contains(sudog.on)) {
        on.add(sudog.on);
      }
    }
    return on;
  }

  /** Opens the select that it is about to wait in to claims. */
  public void unclaim() {
    claim = 0;
  }

  /** Claims the select that it waits in; true for the first. */
  boolean claim() {
    return CLAIM.compareAndSet(this, 0, 1);
  }

  boolean claimed() {
    return claim != 0;
  }

  /** The body of its thread. */
  @Override
  public void run() {
    Throwable thrown = null;
    try {
      if (body != null) {
        body.run();
      }
    } catch (GoexitError e) {
      // runtime.Goexit ends the goroutine; what it deferred has run.
      thrown = e;
    } catch (Throwable e) {
      thrown = e;
    }
    try {
      scheduler.ended(this, thrown);
    } catch (Throwable e) {
      // There was no room to tell how it ended: for want of memory, most likely.
      scheduler.endedUntold(e);
    }
  }

  /** Called by the JDK when the virtual thread can run, or one that inherited this executor. */
  @Override
  public void execute(Runnable task) {
    scheduler.submitted(this, task);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? "goroutine " + id : "goroutine " + id + " (" + name + ")";
  }
}
