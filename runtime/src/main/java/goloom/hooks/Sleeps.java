package goloom.hooks;

import goloom.race.SharedCalls;
import goloom.scheduler.G;
import goloom.scheduler.Governor;
import goloom.scheduler.WaitReason;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sleeping, in the run's time, and giving way. */
public final class Sleeps {

  private static final int NANOS_PER_MILLI = 1_000_000;

  private Sleeps() {}

  public static void sleep(long millis) throws InterruptedException {
    if (millis < 0) {
      throw new IllegalArgumentException("timeout value is negative");
    }
    sleepNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  public static void sleep(long millis, int nanos) throws InterruptedException {
    if (millis < 0) {
      throw new IllegalArgumentException("timeout value is negative");
    }
    if (nanos < 0 || nanos >= NANOS_PER_MILLI) {
      throw new IllegalArgumentException("nanosecond timeout value out of range");
    }
    long whole = TimeUnit.MILLISECONDS.toNanos(millis);
    sleepNanos(whole > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : whole + nanos);
  }

  public static void sleep(Duration duration) throws InterruptedException {
    sleepNanos(TimeUnit.NANOSECONDS.convert(duration));
  }

  public static void sleep(TimeUnit unit, long timeout) throws InterruptedException {
    if (timeout > 0) {
      sleepNanos(unit.toNanos(timeout));
    }
  }

  @SuppressWarnings("NamedLikeContextualKeyword") // Named after what it replaces.
  public static void yield() {
    var g = G.current();
    g.scheduler().yieldProcessor(g);
  }

  /**
   * A spinning goroutine can only be waiting for another, and here there is no other core for that
   * to run on.
   */
  public static void onSpinWait() {
    Sleeps.yield();
  }

  private static final class Wake extends Alarm {
    private final Thread sleeper = Thread.currentThread();
    private boolean due;

    @Override
    protected void fire(long now) {
      due = true;
      LockSupport.unpark(sleeper);
    }
  }

  static void sleepNanos(long nanos) throws InterruptedException {
    if (!Run.simulated()) {
      Thread.sleep(Duration.ofNanos(nanos));
      return;
    }
    if (Thread.interrupted()) {
      SharedCalls.interrupted();
      throw new InterruptedException("sleep interrupted");
    }
    if (nanos <= 0) {
      Sleeps.yield();
      return;
    }
    if (Governor.passes(nanos)) {
      return;
    }
    var wake = new Wake();
    wake.start(nanos);
    boolean permit = false;
    while (!wake.due) {
      Run.park(WaitReason.SLEEP, null);
      if (Thread.interrupted()) {
        wake.stop();
        SharedCalls.interrupted();
        throw new InterruptedException("sleep interrupted");
      }
      permit |= !wake.due;
    }
    if (permit) {
      // Somebody unparked this thread meanwhile; that permit is for its next park.
      LockSupport.unpark(Thread.currentThread());
    }
  }
}
