package goloom.scheduler;

import goloom.Block;
import goloom.race.Detector;
import goloom.trace.TraceKind;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the primitives need of a scheduler. There are two: {@link Simulation}, deterministic on one
 * carrier, and {@link RealScheduler}, on real threads. Each goroutine belongs to one for life.
 *
 * <p>Parking and waking: a goroutine that has put itself into a wait queue, under that queue's
 * lock, parks; whoever takes it out readies it, exactly once. In the real scheduler the two may
 * come in either order.
 */
public abstract sealed class Scheduler permits Simulation, RealScheduler {
  private static final AtomicInteger FOREIGN_IDS = new AtomicInteger();

  /** What looks for data races; null where nothing does. */
  public @Nullable Detector detector() {
    return null;
  }

  /** A number for a channel or lock made outside any simulation. */
  static int nextForeignId() {
    return FOREIGN_IDS.incrementAndGet();
  }

  /** The scheduler of the caller's goroutine. */
  public static Scheduler current() {
    Simulation simulation = Simulation.ofCaller();
    return simulation != null ? simulation : G.current().scheduler;
  }

  /** What the primitives tell where a search or a witness decides who goes on; else null. */
  public @Nullable Steering steering() {
    return null;
  }

  /** Starts a goroutine; the caller need not be one. */
  public abstract void go(String name, Block body);

  /** Parks the caller's goroutine until somebody readies it. */
  public abstract void park(G g, WaitReason reason, @Nullable SyncObject on);

  /** Makes a parked goroutine, or one that is about to park, runnable. */
  public abstract void ready(G g);

  /** Lets others run: {@code runtime.Gosched}. */
  public abstract void yieldProcessor(G g);

  /**
   * Sleeps for {@code nanos} of this scheduler's time; returns at once where it is not positive.
   */
  public abstract void sleep(G g, long nanos);

  /** Runs a call that may block outside the scheduler's reach, with the processor handed off. */
  public abstract <T> T blocking(G g, java.util.concurrent.Callable<T> call) throws Exception;

  /** Nanoseconds since the program began. */
  public abstract long now();

  /** The wall clock, in nanoseconds since 1970. */
  public abstract long wallNanos();

  /** The wall clock's time when the program began, in nanoseconds since 1970. */
  public abstract long epochNanos();

  /** Starts a timer, not now started, for a time in nanoseconds since the program began. */
  public abstract void start(RuntimeTimer timer, long when);

  /** Stops a timer; false where it was not started or has fired. */
  public abstract boolean stop(RuntimeTimer timer);

  /** A scheduling point that costs {@code steps}. */
  public abstract void spend(int steps);

  /** A random order for select, a number from 0 to {@code n} − 1. */
  public abstract int chooseCase(int n);

  /** The program's own choice, 0 to {@code n} − 1. */
  public abstract int choose(int n);

  /** The number of the caller's goroutine; 0 where it is none. */
  abstract long currentId();

  /** Records an event of the caller's goroutine where the program is traced. */
  public abstract void event(TraceKind kind, int first, int second);

  /** Goroutines alive. */
  public abstract int goroutines();

  public abstract int processors();

  /** Sets the number of processors where the scheduler can; returns the number before. */
  public abstract int processors(int n);

  /**
   * What Go calls a fatal error: ends the program here and doesn't return; outside a program it
   * throws {@link goloom.FatalError}.
   */
  public abstract Error fatal(String message);

  /** Whether an uncaught exception in a goroutine ends the program, as in Go. */
  public abstract boolean endsOnPanic();

  abstract void ended(G g, @Nullable Throwable thrown);

  /** The end of a goroutine that {@link #ended} failed on: the program ends, in few words. */
  abstract void endedUntold(Throwable why);

  abstract void submitted(G g, Runnable task);
}
