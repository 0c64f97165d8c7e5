package goloom.hooks;

import goloom.race.SharedCalls;
import goloom.scheduler.Governor;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Threads as a program sees them: what of {@code Thread} can't be overridden, and factories. */
public final class Threads {

  private static final Pattern AUTOMATIC_NAME = Pattern.compile("Thread-\\d+");

  private Threads() {}

  /** The thread that runs for {@code thread}. */
  private static Thread running(Thread thread) {
    if (thread instanceof GoThread ours) {
      var companion = ours.companion();
      return companion == null ? thread : companion;
    }
    return thread;
  }

  public static Thread currentThread() {
    return Run.simulated() ? GoThread.self() : Thread.currentThread();
  }

  public static void join(Thread thread) throws InterruptedException {
    var runs = running(thread);
    SharedCalls.looks(runs);
    runs.join();
    SharedCalls.acquire(runs);
  }

  public static boolean interrupted() {
    SharedCalls.looks(Thread.currentThread());
    boolean interrupted = Thread.interrupted();
    if (interrupted) {
      SharedCalls.interrupted();
    }
    return interrupted;
  }

  public static boolean isAlive(Thread thread) {
    var runs = running(thread);
    SharedCalls.looks(runs);
    boolean alive = runs.isAlive();
    if (!alive) {
      SharedCalls.acquire(runs);
    }
    return alive;
  }

  public static boolean isVirtual(Thread thread) {
    return thread instanceof GoThread.Virtual || thread.isVirtual();
  }

  public static long threadId(Thread thread) {
    if (!Run.simulated()) {
      return thread.threadId();
    }
    return thread instanceof GoThread ours ? ours.number() : Run.state().threadNumber(thread);
  }

  /** {@code Thread.getId}. */
  public static long getId(Thread thread) {
    return threadId(thread);
  }

  /** {@code Thread.toString}. */
  public static String toString(Thread thread) {
    if (!Run.simulated() || !thread.isVirtual()) {
      return thread.toString();
    }
    var name = thread.getName();
    return "VirtualThread[#" + threadId(thread) + (name.isEmpty() ? "" : "," + name) + "]/runnable";
  }

  public static Thread.State getState(Thread thread) {
    var runs = running(thread);
    SharedCalls.looks(runs);
    var governed = Governor.stateOf(runs);
    return governed == null ? runs.getState() : governed;
  }

  public static void park() {
    SharedCalls.ends(Thread.currentThread());
    LockSupport.park();
  }

  public static void park(@Nullable Object blocker) {
    SharedCalls.ends(Thread.currentThread());
    LockSupport.park(blocker);
  }

  public static void unpark(@Nullable Thread thread) {
    if (thread != null) {
      SharedCalls.ends(thread);
    }
    LockSupport.unpark(thread == null ? null : running(thread));
  }

  // On real threads
  // ---------------

  /** Takes from a thread that a goroutine has made what it inherited as the child of a daemon. */
  public static void made(Thread thread) {
    if (Thread.currentThread().isVirtual()) {
      thread.setDaemon(false);
    }
  }

  /** {@code Thread.ofPlatform}, to the same end. */
  public static Thread.Builder.OfPlatform ofPlatform() {
    var builder = Thread.ofPlatform();
    if (Run.simulated()) {
      return builder.daemon(GoThread.inheritsDaemon());
    }
    return Thread.currentThread().isVirtual() ? builder.daemon(false) : builder;
  }

  // Builders
  // --------

  public static Thread start(Thread.Builder builder, Runnable task) {
    var thread = unstarted(builder, task);
    thread.start();
    return thread;
  }

  public static Thread unstarted(Thread.Builder builder, Runnable task) {
    if (!Run.simulated()) {
      return builder.unstarted(task);
    }
    var adopted = new Adopted(task);
    return ours(builder.unstarted(adopted), adopted);
  }

  public static Thread startVirtualThread(Runnable task) {
    return Run.simulated() ? start(Thread.ofVirtual(), task) : Thread.startVirtualThread(task);
  }

  /** A virtual thread makes itself known to the scheduler before it does anything else. */
  private static final class Adopted implements Runnable {
    private final Runnable task;
    private GoThread.@Nullable Virtual facade;

    Adopted(Runnable task) {
      this.task = java.util.Objects.requireNonNull(task);
    }

    @Override
    public void run() {
      Governor.adopt();
      var known = facade;
      if (known != null) {
        known.becomeSelf();
      }
      try {
        task.run();
      } finally {
        SharedCalls.ends(this);
      }
    }
  }

  public static ThreadFactory factory(Thread.Builder builder) {
    var factory = builder.factory();
    return Run.simulated()
        ? task -> {
          var adopted = new Adopted(task);
          return ours(factory.newThread(adopted), adopted);
        }
        : factory;
  }

  /** A thread of ours with what a builder gave to one of the JDK's. */
  @SuppressWarnings({"ReferenceEquality", "ThreadPriorityCheck"}) // Copies what the program chose.
  private static Thread ours(Thread made, Adopted adopted) {
    if (made.isVirtual()) {
      var facade = new GoThread.Virtual(made);
      adopted.facade = facade;
      return facade;
    }
    var task = adopted.task;
    var name = made.getName();
    boolean automatic = AUTOMATIC_NAME.matcher(name).matches();
    var thread = automatic ? new GoThread(task) : new GoThread(task, name);
    thread.setDaemon(made.isDaemon());
    thread.setPriority(made.getPriority());
    if (made.getUncaughtExceptionHandler() != made.getThreadGroup()) {
      thread.setUncaughtExceptionHandler(made.getUncaughtExceptionHandler());
    }
    return thread;
  }

  // Pools
  // -----

  /** {@code Executors.defaultThreadFactory}. */
  public static ThreadFactory defaultThreadFactory() {
    if (!Run.simulated()) {
      return java.util.concurrent.Executors.defaultThreadFactory();
    }
    var prefix = "pool-" + Run.state().nextPool() + "-thread-";
    int[] threads = {0};
    return task -> new GoThread(task, prefix + ++threads[0]);
  }

  /** The factory of a pool that was given none. */
  public static ThreadFactory poolFactory() {
    return required(defaultThreadFactory());
  }

  /**
   * What a pool of the JDK's may be given for a factory: pools start threads by a method that can't
   * be overridden, so they get the companion itself.
   */
  public static @Nullable ThreadFactory wrap(@Nullable ThreadFactory factory) {
    return factory == null ? null : required(factory);
  }

  /** The same for a factory that there is. */
  static ThreadFactory required(ThreadFactory factory) {
    if (!Run.simulated()) {
      return factory;
    }
    return task -> {
      var thread = factory.newThread(new Adopted(task));
      return thread instanceof GoThread ours ? ours.makeCompanion() : thread;
    };
  }

  /** Where {@code CompletableFuture} and the common pool run tasks: each on a thread of its own. */
  public static Executor async() {
    return Run.simulated() ? Threads::startDaemon : java.util.concurrent.ForkJoinPool.commonPool();
  }

  static void startDaemon(Runnable task) {
    var thread = new GoThread(task, "ForkJoinPool.commonPool-worker-" + Run.state().nextWorker());
    thread.setDaemon(true);
    thread.start();
  }
}
