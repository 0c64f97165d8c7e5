package goloom.hooks;

import goloom.scheduler.RuntimeTimer;
import goloom.scheduler.Scheduler;

/** A timer of the run's that does something quick when it is due. */
abstract class Alarm extends RuntimeTimer {

  private final Scheduler scheduler = Scheduler.current();

  /** Sets it off in {@code nanos} from now. */
  final void start(long nanos) {
    long now = scheduler.now();
    scheduler.start(this, now + Math.clamp(nanos, 0, Long.MAX_VALUE - 1 - now));
  }

  /** Stops it; false where it has gone off. */
  final boolean stop() {
    return scheduler.stop(this);
  }
}
