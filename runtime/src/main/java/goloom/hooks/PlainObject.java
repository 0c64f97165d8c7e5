package goloom.hooks;

/**
 * Stands for {@code new Object()}: looks like one when printed, and carries its identity hash code.
 */
public class PlainObject implements Identified {
  private int identity;

  public PlainObject() {}

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
