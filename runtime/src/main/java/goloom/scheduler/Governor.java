package goloom.scheduler;

import goloom.Block;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What the hooks of rewritten code need of the simulation that they are called in. */
public final class Governor {

  private Governor() {}

  /** The simulation that the caller is part of, to tell one run from the next; null outside any. */
  public static @Nullable Object run() {
    return Simulation.ofCaller();
  }

  /** A class file that the program made at run time, rewritten as its others were. */
  public static byte[] rewritten(byte[] classFile) {
    return Simulation.ofCaller() == null ? classFile : Engine.rewritten(classFile);
  }

  /** A random number that follows from the run's seed. */
  public static long randomLong() {
    Simulation simulation = Simulation.ofCaller();
    return simulation == null
        ? ThreadLocalRandom.current().nextLong()
        : simulation.programRandom().nextLong();
  }

  /** Notes a call that the scheduler has no hold on: the run is then not called deterministic. */
  public static void uncontrolled(String call) {
    Simulation simulation = Simulation.ofCaller();
    if (simulation != null) {
      simulation.uncontrolled(call);
    }
  }

  /**
   * Parks the caller as the JDK does, so that an unpark or an interrupt wakes it; also for no
   * reason. Reports say that it waits for {@code reason}.
   */
  public static void park(WaitReason reason, @Nullable SyncObject on) {
    Simulation simulation = Simulation.ofCaller();
    G g = simulation == null ? null : simulation.running;
    if (simulation == null || g == null) {
      LockSupport.park(on);
    } else {
      mayWait();
      simulation.parkInterruptibly(g, reason, on);
    }
  }

  /** Ends the program where the caller is about to wait inside a class initialiser. */
  public static void mayWait() {
    Simulation simulation = Simulation.ofCaller();
    if (simulation != null && Steps.initialising > 0) {
      throw simulation.cannotWait();
    }
  }

  /**
   * Lets time pass for a caller that can't be switched away from, as if it had been busy; false
   * where it can, and should sleep.
   */
  public static boolean passes(long nanos) {
    Simulation simulation = Simulation.ofCaller();
    G g = simulation == null ? null : simulation.running;
    if (simulation == null || g == null || Steps.initialising == 0) {
      return false;
    }
    simulation.pass(g, nanos);
    return true;
  }

  /** The number of a goroutine by its thread; 0 for a thread that isn't the body of one. */
  public static long goroutineOf(Thread thread) {
    Simulation simulation = Simulation.ofCaller();
    G g = simulation == null ? null : simulation.running;
    return g != null && g.thread == thread && g.isGoroutine() ? g.id : 0;
  }

  /** Makes the calling thread known to the scheduler that runs it. */
  public static void adopt() {
    G.current();
  }

  /**
   * The state of a thread as {@code Thread} names them; null where the scheduler doesn't know it.
   */
  public static Thread.@Nullable State stateOf(Thread thread) {
    Simulation simulation = Simulation.ofCaller();
    return simulation == null ? null : simulation.stateOf(thread);
  }

  /** Takes what main's goroutine is to do once main has returned; the latest counts. */
  public static void afterMain(Block last) {
    Simulation simulation = Simulation.ofCaller();
    if (simulation != null) {
      simulation.afterMain(last);
    }
  }

  /**
   * Runs what wakes goroutines in an order that the JVM makes up, not the program: they are readied
   * in the order of their numbers.
   */
  public static void wakingInOrder(Runnable waking) {
    Simulation simulation = Simulation.ofCaller();
    if (simulation == null) {
      waking.run();
    } else {
      simulation.wakingInOrder(waking);
    }
  }

  /** A thread begins that keeps the program alive after main's return. */
  public static void threadBegins() {
    Simulation simulation = Simulation.ofCaller();
    if (simulation != null) {
      simulation.threadBegins();
    }
  }

  /** A thread ends that kept the program alive. */
  public static void threadEnds() {
    Simulation simulation = Simulation.ofCaller();
    if (simulation != null) {
      simulation.threadEnds();
    }
  }

  /** Whether it is what {@code goexit()} throws. */
  public static boolean isGoexit(Throwable thrown) {
    return thrown instanceof GoexitError;
  }

  /** A call into the operating system begins: nothing is switched until {@link #callEnds}. */
  public static void callBegins() {
    if (Simulation.ofCaller() != null) {
      Steps.pinned++;
    }
  }

  /** It has ended: others had its processor for as long as such a call takes. */
  public static void callEnds() {
    Simulation simulation = Simulation.ofCaller();
    G g = simulation == null ? null : simulation.running;
    if (simulation != null && g != null) {
      Steps.pinned--;
      simulation.sleep(g, (long) Cost.SYSCALL * Cost.STEP_NANOS);
    }
  }
}
