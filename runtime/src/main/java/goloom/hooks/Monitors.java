package goloom.hooks;

import goloom.scheduler.Steps;
import goloom.scheduler.SyncObject;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code synchronized}, {@code wait} and {@code notify}, on monitors of the scheduler's. */
public final class Monitors {

  private static final int NANOS_PER_MILLI = 1_000_000;

  private Monitors() {}

  /** A new monitor for an object, which keeps it. */
  public static Monitor make(Object object) {
    int here = Steps.site;
    try {
      Steps.site = object instanceof PlainObject plain ? plain.site() : 0;
      return new Monitor(new SyncObject(name(object)));
    } finally {
      Steps.site = here;
    }
  }

  private static String name(Object object) {
    if (object instanceof PlainObject) {
      return "monitor";
    }
    return object instanceof Class<?> type
        ? "monitor of class " + type.getSimpleName()
        : "monitor of " + object.getClass().getSimpleName();
  }

  private static Monitor of(@Nullable Object object) {
    return Objects.requireNonNull(object) instanceof Identified own
        ? own.goloom$monitor()
        : Run.state().monitors().of(object);
  }

  public static void enter(@Nullable Object object) {
    of(object).enter();
  }

  public static void exit(@Nullable Object object) {
    of(object).exit();
  }

  public static boolean holdsLock(@Nullable Object object) {
    return of(object).isHeld();
  }

  public static void wait(Object object) throws InterruptedException {
    of(object).await(0);
  }

  public static void wait(Object object, long millis) throws InterruptedException {
    if (millis < 0) {
      throw new IllegalArgumentException("timeout value is negative");
    }
    of(object).await(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  public static void wait(Object object, long millis, int nanos) throws InterruptedException {
    if (millis < 0) {
      throw new IllegalArgumentException("timeout value is negative");
    }
    if (nanos < 0 || nanos >= NANOS_PER_MILLI) {
      throw new IllegalArgumentException("nanosecond timeout value out of range");
    }
    of(object).await(TimeUnit.MILLISECONDS.toNanos(millis) + nanos);
  }

  public static void notify(Object object) {
    of(object).wakeOne();
  }

  public static void notifyAll(Object object) {
    of(object).wakeAll();
  }
}
