package goloom.hooks;

import goloom.scheduler.Engine;
import goloom.scheduler.Governor;
import goloom.scheduler.Scheduler;
import goloom.scheduler.SyncObject;
import goloom.scheduler.WaitReason;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** The run that the caller is part of, as the hooks see it. */
final class Run {

  /** What the hooks keep for one run. Confined to the simulation's carrier. */
  static final class State {
    private final @Nullable Object run;
    private final IdentityTable<Integer> identities = new IdentityTable<>(_ -> Identities.next());
    private final IdentityTable<Monitor> monitors = new IdentityTable<>(Monitors::make);
    private int lastIdentity;
    private int lastThreadName = -1;
    private int lastPool;
    private int lastWorker;
    private int lastTimer;
    private long lastThread = 1;
    private final IdentityTable<Long> threadNumbers = new IdentityTable<>(_ -> nextThread());
    private @Nullable ForkJoinPool commonPool;
    private final ShutdownHooks shutdownHooks = new ShutdownHooks();

    State(@Nullable Object run) {
      this.run = run;
    }

    int nextIdentity() {
      return ++lastIdentity;
    }

    int nextThreadName() {
      return ++lastThreadName;
    }

    int nextPool() {
      return ++lastPool;
    }

    int nextTimer() {
      return lastTimer++;
    }

    int nextWorker() {
      return ++lastWorker;
    }

    /** Numbers of threads of Java's; main's is 1. */
    long nextThread() {
      return ++lastThread;
    }

    long threadNumber(Thread thread) {
      return threadNumbers.of(thread);
    }

    ForkJoinPool commonPool() {
      var pool = commonPool;
      if (pool == null) {
        pool = new GoForkJoinPool();
        commonPool = pool;
      }
      return pool;
    }

    ShutdownHooks shutdownHooks() {
      return shutdownHooks;
    }

    /** Monitors of objects that can't keep their own. */
    IdentityTable<Monitor> monitors() {
      return monitors;
    }

    IdentityTable<Integer> identities() {
      return identities;
    }
  }

  private static State state = new State(null);

  private Run() {}

  /** Whether the caller is part of a simulation; if not, the JDK's own ways are the right ones. */
  static boolean simulated() {
    return Governor.run() != null;
  }

  @SuppressWarnings("ReferenceEquality") // Whether it is still the same run.
  static State state() {
    var run = Governor.run();
    var known = state;
    if (known.run != run) {
      known = new State(run);
      state = known;
    }
    return known;
  }

  static long wallNanos() {
    return Scheduler.current().wallNanos();
  }

  static long randomLong() {
    return Governor.randomLong();
  }

  static int processors() {
    return Scheduler.current().processors();
  }

  static void uncontrolled(String call) {
    Governor.uncontrolled(call);
  }

  /** Parks the caller until it is unparked or interrupted, or for no reason. */
  static void park(WaitReason reason, @Nullable SyncObject on) {
    Governor.park(reason, on);
  }

  /** Ends the program; returns where the caller is in none. */
  static void exit(int code) {
    var ended = Engine.exit(code);
    if (ended != null) {
      throw ended;
    }
  }
}
