package goloom.conformance;

import goloom.Chan;
import goloom.ReceiveChan;
import goloom.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** A timer that sends the time: one of several makes with the same promises. */
final class AnyTimer {
  final ReceiveChan<Instant> c;
  private final Predicate<Duration> reset;
  private final java.util.function.BooleanSupplier stop;

  private AnyTimer(
      ReceiveChan<Instant> c, java.util.function.BooleanSupplier stop, Predicate<Duration> reset) {
    this.c = c;
    this.stop = stop;
    this.reset = reset;
  }

  /** With a channel that the library sends on. */
  static AnyTimer ofChannel(Duration duration) {
    Time.Timer timer = Time.newTimer(duration);
    return new AnyTimer(timer.c(), timer::stop, timer::reset);
  }

  /** With a goroutine that sends on an ordinary channel. */
  static AnyTimer ofFunc(Duration duration) {
    Chan<Instant> c = Chan.make(1);
    Time.Timer timer = Time.afterFunc(duration, () -> c.send(Time.now()));
    return new AnyTimer(c, timer::stop, timer::reset);
  }

  /** A ticker, which has no results to tell: they are what a timer's would be. */
  static AnyTimer ofTicker(Duration period) {
    Time.Ticker ticker = Time.newTicker(period);
    boolean[] stopped = {false};
    return new AnyTimer(
        ticker.c(),
        () -> {
          boolean pending = !stopped[0];
          stopped[0] = true;
          ticker.stop();
          return pending;
        },
        duration -> {
          boolean pending = !stopped[0];
          stopped[0] = false;
          ticker.reset(duration);
          return pending;
        });
  }

  /** The two that fire once. */
  static final List<Function<Duration, AnyTimer>> ONCE =
      List.of(AnyTimer::ofChannel, AnyTimer::ofFunc);

  boolean stop() {
    return stop.getAsBoolean();
  }

  boolean reset(Duration duration) {
    return reset.test(duration);
  }
}
