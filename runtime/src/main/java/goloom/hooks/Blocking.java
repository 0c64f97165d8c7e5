package goloom.hooks;

import goloom.scheduler.Governor;
import org.jspecify.annotations.Nullable;

/**
 * Calls that go to the operating system: the processor is handed off, as in Go, for the time that
 * one takes.
 */
public final class Blocking {

  private Blocking() {}

  public static @Nullable Object enter(@Nullable Object receiver) {
    Governor.callBegins();
    return null;
  }

  public static void exit(@Nullable Object entered) {
    Governor.callEnds();
  }
}
