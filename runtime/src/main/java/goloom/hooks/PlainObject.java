package goloom.hooks;

import goloom.scheduler.Steps;
import org.jspecify.annotations.Nullable;

/**
 * Stands for {@code new Object()}: looks like one when printed, and carries its identity hash code.
 */
public class PlainObject implements Identified {
  private final int site;
  private int identity;
  private @Nullable Monitor monitor;

  public PlainObject() {
    site = Steps.site;
  }

  /** Where it was made. */
  int site() {
    return site;
  }

  @Override
  public Monitor goloom$monitor() {
    var made = monitor;
    if (made == null) {
      made = Monitors.make(this);
      monitor = made;
    }
    return made;
  }

  @Override
  public int goloom$identity() {
    if (identity == 0) {
      identity = Identities.next();
    }
    return identity;
  }

  @Override
  public int hashCode() {
    return goloom$identity();
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public String toString() {
    return "java.lang.Object@" + Integer.toHexString(hashCode());
  }
}
