package goloom.scheduler;

/**
 * Who goes on where nobody says otherwise: whoever did, as long as that is possible; but after a
 * while, or where it gives way, the next one by number.
 */
public final class Usual {
  /** After so many steps in a row it may be waiting for others. */
  private static final int MOST_IN_A_ROW = 100;

  private int current = -1;
  private int inARow;
  private boolean givesWay;

  /** The running thread would rather have others go first. */
  public void givesWay() {
    givesWay = true;
  }

  /** Whether the thread that made the last step could go on and may be expected to. */
  public boolean staysOn(int[] able, int count) {
    if (givesWay || inARow >= MOST_IN_A_ROW) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (able[i] == current) {
        return true;
      }
    }
    return false;
  }

  /** Who would go on, one of {@code able}. */
  public int of(int[] able, int count) {
    boolean others = givesWay || inARow >= MOST_IN_A_ROW;
    for (int i = 0; i < count; i++) {
      if (others ? able[i] > current : able[i] == current) {
        return able[i];
      }
    }
    return able[0];
  }

  /** That thread goes on. */
  public void went(int thread) {
    inARow = thread == current ? inARow + 1 : 0;
    current = thread;
    givesWay = false;
  }
}
