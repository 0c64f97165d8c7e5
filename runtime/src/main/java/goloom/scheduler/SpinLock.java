package goloom.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock for a handful of instructions, to be extended by what it guards. Its holder may not park
 * or run user code. In {@code sim} it is never contended.
 */
class SpinLock {
  private static final VarHandle HELD;

  static {
    try {
      HELD = MethodHandles.lookup().findVarHandle(SpinLock.class, "held", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Spins before the thread gives way: the holder may have lost its processor. */
  private static final int SPINS = 64;

  /** Who takes it. */
  static final class Takers {
    /** Any thread. */
    static final Takers MANY = new Takers(true);

    /** Plain: whoever comes after a run has ended knows so by what ended it. */
    private boolean many;

    private Takers(boolean many) {
      this.many = many;
    }

    /**
     * The carrier of a simulation and what it runs, one at a time: nothing needs to be locked until
     * {@link #end}.
     */
    static Takers ofSimulation() {
      return new Takers(false);
    }

    /** The simulation has ended; what it made and left behind is anybody's. */
    void end() {
      many = true;
    }
  }

  private final Takers takers;
  private int held;

  SpinLock() {
    this(Takers.MANY);
  }

  SpinLock(Takers takers) {
    this.takers = takers;
  }

  public final void acquire() {
    if (takers.many && !HELD.compareAndSet(this, 0, 1)) {
      acquireContended();
    }
  }

  @SuppressWarnings(
      "ThreadPriorityCheck") // To give way is the point: the holder may have lost its processor.
  private void acquireContended() {
    for (int spins = 0; ; spins++) {
      if ((int) HELD.getOpaque(this) == 0 && HELD.compareAndSet(this, 0, 1)) {
        return;
      }
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  public final void release() {
    if (takers.many) {
      HELD.setRelease(this, 0);
    }
  }
}
