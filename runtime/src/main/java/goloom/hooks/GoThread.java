package goloom.hooks;

import goloom.race.SharedCalls;
import goloom.scheduler.Governor;
import org.jspecify.annotations.Nullable;

/**
 * Stands for {@code Thread} where a program makes or extends one: the thread that runs is a virtual
 * one of the scheduler's, its companion. Final methods of Thread that would miss it are answered by
 * {@link Threads}.
 */
public class GoThread extends Thread {

  /** The thread that a program sees as its own, where that isn't the one that runs. */
  private static final ThreadLocal<Thread> SELF = new ThreadLocal<>();

  /** Where threads are that name no group: a goroutine's own is that of all virtual threads. */
  private static final ThreadGroup GROUP = new ThreadGroup("main");

  private static final long MAIN = 1;

  private static final int HASH_SPREAD = 0x9e37_79b9;

  private @Nullable Thread companion;
  private final long number;

  /** Whether it keeps the program alive. */
  private boolean staying;

  public GoThread() {
    this(null, null, nextName());
  }

  public GoThread(@Nullable Runnable task) {
    this(null, task, nextName());
  }

  public GoThread(@Nullable ThreadGroup group, @Nullable Runnable task) {
    this(group, task, nextName());
  }

  public GoThread(String name) {
    this(null, null, name);
  }

  public GoThread(@Nullable ThreadGroup group, String name) {
    this(group, null, name);
  }

  public GoThread(@Nullable Runnable task, String name) {
    this(null, task, name);
  }

  public GoThread(
      @Nullable ThreadGroup group, @Nullable Runnable task, String name, long stackSize) {
    this(group, task, name);
  }

  public GoThread(
      @Nullable ThreadGroup group,
      @Nullable Runnable task,
      String name,
      long stackSize,
      boolean inherit) {
    this(group, task, name);
  }

  @SuppressWarnings("this-escape") // Thread's own setter.
  public GoThread(@Nullable ThreadGroup group, @Nullable Runnable task, String name) {
    super(group == null ? GROUP : group, task, name);
    number = Run.state().nextThread();
    if (Run.simulated()) {
      setDaemon(inheritsDaemon());
    }
  }

  /** Stands for a virtual thread where a program asks for it. */
  private GoThread(Thread runs, long number) {
    super(GROUP, null, runs.getName());
    companion = runs;
    this.number = number;
    setDaemon(number != MAIN);
  }

  /**
   * Whether a thread that the caller makes is a daemon. A virtual thread is one itself, which is
   * nothing that a program would want to inherit.
   */
  static boolean inheritsDaemon() {
    return SELF.get() instanceof GoThread parent
        && !(parent instanceof Virtual)
        && parent.isDaemon();
  }

  private static String nextName() {
    return "Thread-" + Run.state().nextThreadName();
  }

  /** The caller's thread as a program sees it. */
  static Thread self() {
    var self = SELF.get();
    if (self == null) {
      var runs = Thread.currentThread();
      long goroutine = Governor.goroutineOf(runs);
      self = new Virtual(runs, goroutine > 0 ? goroutine : Run.state().nextThread());
      SELF.set(self);
    }
    return self;
  }

  /** The thread that runs for it; null before its start. */
  @Nullable Thread companion() {
    return companion;
  }

  /** The companion, not yet started, for a pool that will start it. */
  Thread makeCompanion() {
    if (companion != null) {
      throw new IllegalThreadStateException();
    }
    var made = Thread.ofVirtual().name(getName()).unstarted(this::carry);
    companion = made;
    if (!isDaemon()) {
      Governor.threadBegins();
      ShutdownHooks.ofRun().begins(this);
      staying = true;
    }
    return made;
  }

  @SuppressWarnings("DoNotCall") // This is where it runs.
  private void carry() {
    Governor.adopt();
    SELF.set(this);
    try {
      run();
    } catch (Throwable e) {
      if (!Governor.isGoexit(e)) {
        StackTraces.trim(e);
        getUncaughtExceptionHandler().uncaughtException(this, e);
      }
    } finally {
      SharedCalls.ends(this);
      if (staying) {
        ShutdownHooks.ofRun().ends(this);
        Governor.threadEnds();
      }
    }
  }

  long number() {
    return number;
  }

  @Override
  public void start() {
    if (Run.simulated()) {
      makeCompanion().start();
    } else {
      super.start();
    }
  }

  @Override
  public void interrupt() {
    var runs = companion;
    if (runs == null) {
      super.interrupt();
    } else {
      SharedCalls.release(runs);
      runs.interrupt();
    }
  }

  @Override
  public boolean isInterrupted() {
    var runs = companion;
    if (runs == null) {
      return super.isInterrupted();
    }
    boolean interrupted = runs.isInterrupted();
    if (interrupted) {
      SharedCalls.acquire(runs);
    }
    return interrupted;
  }

  @Override
  public State getState() {
    var runs = companion;
    return runs == null ? super.getState() : Threads.getState(runs);
  }

  @Override
  public StackTraceElement[] getStackTrace() {
    var runs = companion;
    return runs == null ? super.getStackTrace() : runs.getStackTrace();
  }

  @Override
  @Deprecated
  public long getId() {
    return number;
  }

  /** Follows from the run: threads are keys of maps. */
  @Override
  public int hashCode() {
    return ((int) number * HASH_SPREAD) >>> 1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public String toString() {
    var group = getThreadGroup();
    return "Thread[#"
        + number
        + ","
        + getName()
        + ","
        + getPriority()
        + ","
        + (group == null ? "" : group.getName())
        + "]";
  }

  /**
   * The facade of a virtual thread, a goroutine's or one that the program has made: the JDK's own
   * words for it hold a number of the JVM's.
   */
  static final class Virtual extends GoThread {

    private final Thread runs;

    Virtual(Thread runs, long number) {
      super(runs, number);
      this.runs = runs;
    }

    /** The same for one that is yet to be started. */
    Virtual(Thread runs) {
      this(runs, Run.state().nextThread());
    }

    @Override
    Thread makeCompanion() {
      return runs;
    }

    /** Lets the caller, whom this stands for, be seen as this. */
    void becomeSelf() {
      SELF.set(this);
    }

    @Override
    public UncaughtExceptionHandler getUncaughtExceptionHandler() {
      return runs.getUncaughtExceptionHandler();
    }

    @Override
    public void setUncaughtExceptionHandler(@Nullable UncaughtExceptionHandler handler) {
      runs.setUncaughtExceptionHandler(handler);
    }

    @Override
    public String toString() {
      var name = getName();
      return "VirtualThread[#" + number() + (name.isEmpty() ? "" : "," + name) + "]/runnable";
    }
  }
}
