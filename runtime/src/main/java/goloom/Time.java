package goloom;

import goloom.scheduler.G;
import goloom.scheduler.RuntimeTimer;
import goloom.scheduler.Scheduler;
import goloom.scheduler.Steering;
import goloom.scheduler.SyncObject;
import goloom.scheduler.Touch;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sleeping, timers and the clock. Go: package {@code time}. In {@code sim} the clock is virtual: it
 * begins at 2009-11-10T23:00:00Z and jumps ahead when all goroutines wait. Thread-safe.
 *
 * <pre>{@code
 * select(onReceive(answer, v -> IO.println(v)), onReceive(Time.after(seconds(1)), () -> IO.println("too late")));
 * }</pre>
 */
public final class Time {
  private Time() {}

  /** Pauses the goroutine for at least {@code duration}; not at all where that is not positive. */
  public static void sleep(Duration duration) {
    G g = G.current();
    g.scheduler().sleep(g, nanosOf(duration));
  }

  /** A channel on which the time is sent once, after {@code duration}. Go: {@code time.After}. */
  public static ReceiveChan<Instant> after(Duration duration) {
    return new ChanTimer(Scheduler.current(), nanosOf(duration), 0).chan;
  }

  /**
   * A channel on which the time is sent every {@code period}; {@link Chan#nil} where that is not
   * positive. Go: {@code time.Tick}.
   */
  public static ReceiveChan<Instant> tick(Duration period) {
    long nanos = nanosOf(period);
    return nanos <= 0 ? Chan.nil() : new ChanTimer(Scheduler.current(), nanos, nanos).chan;
  }

  /**
   * Runs {@code body} in a goroutine of its own after {@code duration}. Go: {@code time.AfterFunc}.
   */
  public static Timer afterFunc(Duration duration, Block body) {
    FuncTimer timer = new FuncTimer(Scheduler.current(), body);
    timer.arm(nanosOf(duration));
    return new Timer(timer);
  }

  /** The same at a point of time, or as far as the clock goes. */
  static Timer at(Instant when, Block body) {
    Scheduler scheduler = Scheduler.current();
    long due = nanosOf(Duration.between(instant(scheduler, 0), when));
    FuncTimer timer = new FuncTimer(scheduler, body);
    timer.armAt(Math.min(due, Long.MAX_VALUE - 1));
    return new Timer(timer);
  }

  /** A timer that sends the time on its channel once. Go: {@code time.NewTimer}. */
  public static Timer newTimer(Duration duration) {
    return new Timer(new ChanTimer(Scheduler.current(), nanosOf(duration), 0));
  }

  /**
   * A ticker: it sends the time on its channel every {@code period}, dropping ticks for a slow
   * receiver. Go: {@code time.NewTicker}.
   *
   * @throws Panic {@code non-positive interval for NewTicker}
   */
  public static Ticker newTicker(Duration period) {
    long nanos = nanosOf(period);
    if (nanos <= 0) {
      throw new Panic("non-positive interval for NewTicker");
    }
    return new Ticker(new ChanTimer(Scheduler.current(), nanos, nanos));
  }

  /** The current time. Go: {@code time.Now}. */
  public static Instant now() {
    return wall(Scheduler.current().wallNanos());
  }

  /** The time passed since {@code start}. Go: {@code time.Since}. */
  public static Duration since(Instant start) {
    return Duration.between(start, now());
  }

  /** {@code n} nanoseconds. */
  public static Duration nanos(long n) {
    return Duration.ofNanos(n);
  }

  /** {@code n} microseconds. */
  public static Duration micros(long n) {
    return Duration.ofNanos(Math.multiplyExact(n, 1_000L));
  }

  /** {@code n} milliseconds. */
  public static Duration millis(long n) {
    return Duration.ofMillis(n);
  }

  /** {@code n} seconds. */
  public static Duration seconds(long n) {
    return Duration.ofSeconds(n);
  }

  /** {@code n} minutes. */
  public static Duration minutes(long n) {
    return Duration.ofMinutes(n);
  }

  /** {@code n} hours. */
  public static Duration hours(long n) {
    return Duration.ofHours(n);
  }

  private static Instant wall(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  /** The wall clock's time at {@code nanos} since the program began. */
  static Instant instant(Scheduler scheduler, long nanos) {
    return wall(scheduler.epochNanos()).plusNanos(nanos);
  }

  /** In nanoseconds, the largest long where it is longer. */
  static long nanosOf(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** A timer that starts a goroutine. */
  private static final class FuncTimer extends RuntimeTimer {
    /** Held while the timer is stopped and started, which several may do at once. */
    private final SyncObject sync = new SyncObject("timer");

    private final Scheduler scheduler;
    private final Block body;

    FuncTimer(Scheduler scheduler, Block body) {
      this.scheduler = scheduler;
      this.body = body;
    }

    boolean arm(long delay) {
      long now = scheduler.now();
      return armAt(delay <= 0 ? now : now + Math.min(delay, Long.MAX_VALUE - 1 - now));
    }

    /** Starts it for a time in nanoseconds since the program began; true where it was running. */
    boolean armAt(long due) {
      operation();
      sync.acquire();
      boolean was = scheduler.stop(this);
      scheduler.start(this, due);
      sync.release();
      return was;
    }

    /** In a search: to stop or to start it may come before it goes off, or after. */
    private void operation() {
      Steering steering = scheduler.steering();
      if (steering != null) {
        steering.operation(sync);
        steering.touch(sync, 0, Touch.WRITE);
      }
    }

    boolean stop() {
      operation();
      sync.acquire();
      boolean was = scheduler.stop(this);
      sync.release();
      return was;
    }

    @Override
    protected void fire(long now) {
      Steering steering = scheduler.steering();
      if (steering != null) {
        steering.touch(sync, 0, Touch.WRITE);
      }
      scheduler.go("", body);
    }
  }

  /** A timer. Go: {@code time.Timer}. Thread-safe. */
  public static final class Timer {
    private final @Nullable ChanTimer chan;
    private final @Nullable FuncTimer func;

    private Timer(ChanTimer timer) {
      chan = timer;
      func = null;
    }

    private Timer(FuncTimer timer) {
      chan = null;
      func = timer;
    }

    /** Its channel; the nil channel for one made by {@link Time#afterFunc}. */
    public ReceiveChan<Instant> c() {
      return chan == null ? Chan.nil() : chan.chan;
    }

    /**
     * Stops it: nothing is received from its channel after that, its goroutine is not started. True
     * where that came before it fired, or before its value was received.
     */
    public boolean stop() {
      return chan != null ? chan.stop() : func != null && func.stop();
    }

    /** Stops it and starts it anew; true where it was still running. */
    public boolean reset(Duration duration) {
      if (chan != null) {
        return chan.reset(nanosOf(duration), 0);
      }
      return func != null && func.arm(nanosOf(duration));
    }
  }

  /** A ticker. Go: {@code time.Ticker}. Thread-safe. */
  public static final class Ticker {
    private final ChanTimer timer;

    private Ticker(ChanTimer timer) {
      this.timer = timer;
    }

    /** Its channel, which is never closed. */
    public ReceiveChan<Instant> c() {
      return timer.chan;
    }

    /** Stops it: no tick is received after that. */
    public void stop() {
      timer.stop();
    }

    /**
     * Gives it a new period, the next tick being one period away.
     *
     * @throws Panic {@code non-positive interval for Ticker.Reset}
     */
    public void reset(Duration period) {
      long nanos = nanosOf(period);
      if (nanos <= 0) {
        throw new Panic("non-positive interval for Ticker.Reset");
      }
      timer.reset(nanos, nanos);
    }
  }
}
