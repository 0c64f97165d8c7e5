package goloom.explore;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds threads that go round in circles: the same few steps over and over, nothing printed. Such a
 * thread waits for others, who are let go first; how often it turns meanwhile would be a branch
 * each, without end.
 */
final class Spins {
  /** So many turns are followed. */
  static final int MOST_TURNS = 12;

  /** Steps of the longest turn that is recognised. */
  private static final int LONGEST_TURN = 6;

  private static final int REMEMBERED = MOST_TURNS * LONGEST_TURN;

  /** By thread, what its last steps did, in a ring, since somebody else made one. */
  private final List<long[]> marks = new ArrayList<>();

  private int last = -1;
  private int count;
  private int printed;
  private boolean found;
  private boolean spinning;

  void clear() {
    last = -1;
    count = 0;
    printed = 0;
    found = false;
    spinning = false;
  }

  boolean found() {
    return found;
  }

  /** A step was made, and so much has been printed since the beginning. */
  void made(Step step, int prints) {
    if (step.thread != last || prints != printed) {
      last = step.thread;
      printed = prints;
      count = 0;
      spinning = false;
    }
    while (marks.size() <= step.thread) {
      marks.add(new long[REMEMBERED]);
    }
    long[] ring = marks.get(step.thread);
    ring[count++ % REMEMBERED] = mark(step);
    spinning = count >= MOST_TURNS && goesRound(ring);
  }

  @SuppressWarnings("EnumOrdinal") // of one build
  private static long mark(Step step) {
    long mark = step.touched;
    for (int i = 0; i < step.touched; i++) {
      mark = 31 * (31 * mark + step.places[i]) + step.touches[i].ordinal();
    }
    return mark;
  }

  private boolean goesRound(long[] ring) {
    for (int turn = 1; turn <= LONGEST_TURN && turn * MOST_TURNS <= count; turn++) {
      boolean same = true;
      for (int i = 1; same && i <= turn * (MOST_TURNS - 1); i++) {
        same = ring[(count - i) % REMEMBERED] == ring[(count - i - turn) % REMEMBERED];
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  /** Takes out of those that can go on one that goes round in circles, if others can. */
  int withoutSpinning(int[] able, int all, Threads threads) {
    if (!spinning || all < 2) {
      return all;
    }
    int left = 0;
    for (int i = 0; i < all; i++) {
      if (threads.of(able[i]) != last) {
        able[left++] = able[i];
      }
    }
    found |= left < all;
    return left;
  }
}
