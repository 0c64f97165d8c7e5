package goloom.explore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All orders in which the world outside may see what happened in one execution: the linear
 * extensions of its prints, each cut off at the first end of the program.
 */
final class Orders {
  /** More of one execution are not looked at; the answer then says so. */
  static final int MOST = 20_000;

  private static final Happening[] NOTHING = {};
  private static final int NOBODY = -1;

  /** Who is told of each order. */
  interface Listener {
    /**
     * One order.
     *
     * @param seen what was written
     * @param end how the program ended; null where nothing ended it
     */
    void order(Seen seen, @Nullable End end, List<Happening> order);
  }

  /** By thread, what happened in its order. */
  private final Happening[][] byThread;

  /** For each thing that happened, by thread, how many of that thread's come before it. */
  private final int[][][] before;

  private final int[] done;
  private final Listener listener;
  private final ArrayList<Happening> order = new ArrayList<>();
  private final StringBuilder output = new StringBuilder();
  private final StringBuilder errors = new StringBuilder();
  private final HashSet<String> known = new HashSet<>();
  private final boolean mustEnd;
  private int looked;

  private Orders(Execution execution, Listener listener) {
    this.listener = listener;
    int threads = execution.threadCount();
    mustEnd = !execution.ends().isEmpty();
    List<List<Happening>> lists = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      lists.add(new ArrayList<>());
    }
    for (Printed print : execution.printed()) {
      lists.get(print.step().thread).add(new Happening(print.step(), print, null));
    }
    for (End end : execution.ends()) {
      lists.get(end.step().thread).add(new Happening(end.step(), null, end));
    }
    byThread = new Happening[threads][];
    before = new int[threads][][];
    done = new int[threads];
    for (int t = 0; t < threads; t++) {
      byThread[t] = lists.get(t).toArray(NOTHING);
    }
    for (int t = 0; t < threads; t++) {
      before[t] = new int[byThread[t].length][];
      for (int i = 0; i < byThread[t].length; i++) {
        before[t][i] = counts(t, byThread[t][i]);
      }
    }
  }

  private int[] counts(int thread, Happening happening) {
    int[] counts = new int[byThread.length];
    for (int t = 0; t < byThread.length; t++) {
      if (t != thread) {
        for (Happening other : byThread[t]) {
          if (comesBefore(other, happening)) {
            counts[t]++;
          }
        }
      }
    }
    return counts;
  }

  /**
   * Whether it must come before what another thread does: a print is somewhere between its step's
   * operation and the thread's next; an end is its step's operation.
   */
  private static boolean comesBefore(Happening earlier, Happening later) {
    Step from = earlier.end() == null ? earlier.step().next : earlier.step();
    return earlier.moves() < later.moves() || (from != null && later.step().follows(from));
  }

  /** Tells of each order; false where there were too many to look at. */
  static boolean of(Execution execution, Listener listener) {
    Orders orders = new Orders(execution, listener);
    orders.goOn();
    return orders.looked < MOST;
  }

  /** Goes on in each way, one after the other, and leaves everything as it was. */
  private void goOn() {
    if (looked >= MOST) {
      return;
    }
    int[] doneBefore = done.clone();
    int ordered = order.size();
    int written = output.length();
    int complained = errors.length();
    takeWhileNobodyElseCan();
    branch();
    errors.setLength(complained);
    output.setLength(written);
    order.subList(ordered, order.size()).clear();
    System.arraycopy(doneBefore, 0, done, 0, done.length);
  }

  /** A program prints much and seldom has a choice in it: no way of its own for each print. */
  private void takeWhileNobodyElseCan() {
    for (; ; ) {
      int only = NOBODY;
      for (int t = 0; t < byThread.length; t++) {
        if (done[t] < byThread[t].length && isPossible(before[t][done[t]])) {
          if (only != NOBODY) {
            return;
          }
          only = t;
        }
      }
      if (only == NOBODY || byThread[only][done[only]].end() != null) {
        return;
      }
      Happening happening = byThread[only][done[only]++];
      order.add(happening);
      stream(happening).append(text(happening));
    }
  }

  private void branch() {
    boolean any = false;
    for (int t = 0; t < byThread.length; t++) {
      if (done[t] < byThread[t].length && isPossible(before[t][done[t]])) {
        any = true;
        take(t);
      }
    }
    if (!any && !mustEnd) {
      looked++;
      listener.order(seen(), null, order);
    }
  }

  private boolean isPossible(int[] counts) {
    for (int t = 0; t < counts.length; t++) {
      if (done[t] < counts[t]) {
        return false;
      }
    }
    return true;
  }

  private void take(int thread) {
    Happening happening = byThread[thread][done[thread]];
    order.add(happening);
    End end = happening.end();
    if (end != null) {
      looked++;
      listener.order(seen(), end, order);
    } else {
      StringBuilder stream = stream(happening);
      int length = stream.length();
      stream.append(text(happening));
      done[thread]++;
      if (isNew()) {
        goOn();
      }
      done[thread]--;
      stream.setLength(length);
    }
    order.removeLast();
  }

  private StringBuilder stream(Happening happening) {
    Printed print = happening.print();
    return print != null && print.stream() == 2 ? errors : output;
  }

  private static String text(Happening happening) {
    Printed print = happening.print();
    return print == null ? "" : print.text();
  }

  /** Whether what follows was not looked at, after the same output. */
  private boolean isNew() {
    StringBuilder key = new StringBuilder();
    for (int t = 0; t < done.length; t++) {
      if (byThread[t].length > 0) {
        key.append((char) done[t]);
      }
    }
    return known.add(key.append('|').append(output).append('|').append(errors).toString());
  }

  private Seen seen() {
    return new Seen(output.toString(), errors.toString());
  }
}
