package goloom.scheduler;

/**
 * What things cost in virtual time, in steps of {@link #STEP_NANOS}. The figures are of the size
 * that Go shows on a common machine; what matters is that they are the same on every machine.
 */
public final class Cost {
  private Cost() {}

  /** Virtual nanoseconds a step. */
  public static final int STEP_NANOS = 10;

  /** A channel operation, a lock operation, a look at a wait group. */
  public static final int OPERATION = 8;

  /** A {@code go} statement. */
  public static final int SPAWN = 25;

  /** A read of the clock, so that a loop that waits for the time to pass ends. */
  public static final int CLOCK_READ = 5;

  /** A write to stdout or stderr. */
  public static final int PRINT = 150;

  /** A system call that doesn't wait for anything. */
  static final int SYSCALL = 2_000;

  /** A processor's switch from one goroutine to another. */
  static final int SWITCH = 20;

  /** From a processor's wake-up to its first look for work. */
  static final int WAKE = 500;

  /**
   * How long a thief waits before it takes a goroutine that its victim is about to run (Go: 3 µs).
   */
  static final int STEAL_NEXT = 300;

  /** After this much running a goroutine makes way for another: 10 ms. */
  static final int TIME_SLICE = 1_000_000;

  /** How far a processor runs ahead of another that is also busy, where seed 0 orders them. */
  static final int SLACK = 200;
}
