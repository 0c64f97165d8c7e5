package goloom;

import goloom.scheduler.Ordering;
import goloom.scheduler.RuntimeTimer;
import goloom.scheduler.Scheduler;
import goloom.scheduler.Steering;
import goloom.scheduler.Sudog;
import goloom.scheduler.Touch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The timer behind a channel (Go 1.23: {@code src/time/sleep.go}, {@code src/runtime/time.go}). It
 * is handed to the scheduler only while some goroutine waits on the channel; else a look at the
 * channel finds out whether it is due. So a timer that nobody waits for costs nothing, moves no
 * clock, hides no deadlock and can be collected.
 *
 * <p>Every field is guarded by the channel's lock.
 */
final class ChanTimer extends RuntimeTimer {
  final Chan<Instant> chan = Chan.forTimer(this);
  private final Scheduler scheduler;

  /** What orders who receives after who set it. */
  private final Ordering set = new Ordering();

  /** Nanoseconds between ticks; 0 for a timer that fires once. */
  private long period;

  /** When it is next due, in nanoseconds since the program began; meaningless unless armed. */
  private long due;

  private boolean armed;

  /** Goroutines that wait on the channel. */
  private int waiting;

  ChanTimer(Scheduler scheduler, long delay, long period) {
    this.scheduler = scheduler;
    this.period = period;
    arm(delay);
  }

  private void arm(long delay) {
    long now = scheduler.now();
    set.release(scheduler);
    due = delay <= 0 ? now : now + Math.min(delay, Long.MAX_VALUE - 1 - now);
    armed = true;
  }

  /** Go's {@code Stop}: true where it was still to fire or its value had not been received. */
  boolean stop() {
    operation();
    chan.sync.acquire();
    try {
      refresh(scheduler);
      boolean was = armed;
      scheduler.stop(this);
      armed = false;
      return chan.drainLocked() || was;
    } finally {
      chan.sync.release();
    }
  }

  /** Go's {@code Reset}: stops it, then starts it anew. */
  boolean reset(long delay, long newPeriod) {
    operation();
    chan.sync.acquire();
    try {
      refresh(scheduler);
      boolean was = armed;
      scheduler.stop(this);
      boolean pending = chan.drainLocked() || was;
      period = newPeriod;
      arm(delay);
      if (waiting > 0) {
        scheduler.start(this, due);
      }
      return pending;
    } finally {
      chan.sync.release();
    }
  }

  /** In a search: to stop a timer or to start it anew is an operation on its channel. */
  private void operation() {
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.operation(chan.sync);
      chan.looksAt(steering);
      sends(steering);
      steering.touch(chan.sync, Chan.RECEIVE, Touch.WRITE);
    }
  }

  private void sends(Steering steering) {
    steering.touch(chan.sync, Chan.SEND, Touch.WRITE);
    steering.touch(chan.sync, Chan.SELECT_RECEIVES, Touch.READ);
  }

  /** Under the lock: if it is due though nobody waited, its value is there. */
  void refresh(Scheduler unused) {
    if (armed && waiting == 0) {
      long now = scheduler.now();
      if (due <= now) {
        deliver(due, now);
      }
    }
  }

  void blocked(Scheduler unused) {
    if (waiting++ == 0 && armed) {
      scheduler.start(this, due);
    }
  }

  void unblocked(Scheduler unused) {
    if (--waiting == 0) {
      scheduler.stop(this);
    }
  }

  @Override
  protected void fire(long now) {
    Steering steering = scheduler.steering();
    if (steering != null) {
      sends(steering);
    }
    chan.sync.acquire();
    Sudog woken = null;
    if (armed && due <= now) {
      woken = deliver(due, now);
      if (armed && waiting > 0) {
        scheduler.start(this, due);
      }
    }
    chan.sync.release();
    if (woken != null) {
      woken.g.scheduler().ready(woken.g);
    }
  }

  private @Nullable Sudog deliver(long when, long now) {
    if (period > 0) {
      long last = now - (now - due) % period; // of the ticks that are due
      due = last > Long.MAX_VALUE - 1 - period ? Long.MAX_VALUE - 1 : last + period;
    } else {
      armed = false;
    }
    return chan.offerLocked(scheduler, Time.instant(scheduler, when), set, scheduler.steering());
  }
}
