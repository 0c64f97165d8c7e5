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
      // A goroutine is a virtual thread and so a daemon, which is nothing that a program would want
      // to inherit.
      setDaemon(SELF.get() instanceof GoThread parent && parent.isDaemon());
    }
  }

  /** Stands for a goroutine where a program asks for its thread. */
  private GoThread(Thread goroutine, long number) {
    super(GROUP, null, goroutine.getName());
    companion = goroutine;
    this.number = number;
    setDaemon(true);
  }

  private static String nextName() {
    return "Thread-" + Run.state().nextThreadName();
  }

  /** The caller's thread as a program sees it. */
  static Thread self() {
    var self = SELF.get();
    if (self == null) {
      self = Thread.currentThread();
      long goroutine = Governor.goroutineOf(self);
      if (goroutine > 0) {
        self = new Goroutine(self, goroutine);
      }
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
        getUncaughtExceptionHandler().uncaughtException(this, e);
      }
    } finally {
      if (staying) {
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

  /** The facade of a goroutine. */
  static final class Goroutine extends GoThread {
    Goroutine(Thread thread, long number) {
      super(thread, number);
    }

    @Override
    public String toString() {
      var name = getName();
      return "VirtualThread[#" + number() + (name.isEmpty() ? "" : "," + name) + "]/runnable";
    }
  }
}
