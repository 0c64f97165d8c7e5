package goloom.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order of all that one execution did, in which the world outside sees what it is to see: which
 * thread goes on at each decision. Threads stay on as long as they can.
 */
final class Way {
  /** What is made of it: a step, or a print within one. */
  private record Move(Step step, @Nullable Happening print) {
    int moves() {
      return print == null ? step.moves : print.moves();
    }
  }

  private final List<Step> steps;
  private final int threads;

  /** By thread, its steps and prints in order, and how many of them have been made. */
  private final List<List<Move>> moves = new ArrayList<>();

  private final int[] made;

  /** By thread, one more than the index of its last step that was made. */
  private final int[] reached;

  /** What is left to be made before the clock moves for the first time, the second time, … */
  private final ArrayList<Integer> left = new ArrayList<>();

  private final int[] way;
  private int length;

  /** How much of the way it takes until all is seen. */
  private int seen;

  private final List<Integer> values = new ArrayList<>();
  private int current;

  private Way(Execution execution) {
    steps = execution.steps();
    threads = execution.threadCount();
    made = new int[threads];
    reached = new int[threads];
    for (int t = 0; t < threads; t++) {
      moves.add(new ArrayList<>());
    }
    for (Step step : steps) {
      moves.get(step.thread).add(new Move(step, null));
    }
    way = new int[steps.size() + execution.printed().size()];
    for (Printed print : execution.printed()) {
      List<Move> own = moves.get(print.step().thread);
      int at = own.size();
      while (own.get(at - 1).step().index > print.step().index) {
        at--;
      }
      own.add(at, new Move(print.step(), new Happening(print.step(), print, null)));
    }
    for (List<Move> own : moves) {
      for (Move move : own) {
        while (left.size() <= move.moves()) {
          left.add(0);
        }
        left.set(move.moves(), left.get(move.moves()) + 1);
      }
    }
  }

  static Way of(Execution execution, List<Happening> order) {
    Way way = new Way(execution);
    way.follow(order);
    way.seen = way.length;
    way.finish();
    return way;
  }

  /** The threads that go on, one decision after the other. */
  int[] threads() {
    return Arrays.copyOf(way, length);
  }

  /** How often another thread goes on, up to what was to be seen. */
  int switches() {
    int switches = 0;
    for (int i = 1; i < seen; i++) {
      switches += way[i] == way[i - 1] ? 0 : 1;
    }
    return switches;
  }

  /** What is chosen on the way, choice after choice. */
  int[] values() {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Makes what must come before each of these, and then it. */
  private void follow(List<Happening> order) {
    int[] wanted = new int[threads]; // by thread, one more than the index of the last step to make
    for (Happening happening : order) {
      int[] clock = happening.step().clock;
      for (int t = 0; t < clock.length; t++) {
        wanted[t] = Math.max(wanted[t], clock[t]);
      }
    }
    int prints = 0;
    for (Happening happening : order) {
      prints += happening.end() == null ? 1 : 0;
    }
    int printed = 0;
    while (printed < prints || isBehind(wanted)) {
      int thread = choose(order, printed, prints, wanted);
      if (thread < 0) {
        return; // no such order: whoever asked will see that
      }
      if (make(thread).print() != null) {
        printed++;
      }
    }
  }

  private boolean isBehind(int[] wanted) {
    for (int t = 0; t < threads; t++) {
      if (reached[t] < wanted[t]) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("ReferenceEquality") // two prints of the same text are two
  private int choose(List<Happening> order, int printed, int prints, int[] wanted) {
    for (int i = 0; i < threads; i++) {
      int thread = (current + i) % threads;
      Move move = peek(thread);
      if (move == null) {
        continue;
      }
      if (move.print() != null) {
        if (printed < prints && order.get(printed).print() == move.print().print()) {
          return thread;
        }
      } else if (move.step().index < wanted[thread]
          && isReady(move.step())
          && !(endsHere(move.step(), order) && printed < prints)) {
        return thread;
      }
    }
    return -1;
  }

  private static boolean endsHere(Step step, List<Happening> order) {
    return !order.isEmpty() && order.getLast().end() != null && order.getLast().step() == step;
  }

  /** Makes all that is left, so that who waits at the end waits there too. */
  private void finish() {
    for (; ; ) {
      int thread = -1;
      for (int i = 0; i < threads && thread < 0; i++) {
        int candidate = (current + i) % threads;
        Move move = peek(candidate);
        if (move != null && (move.print() != null || isReady(move.step()))) {
          thread = candidate;
        }
      }
      if (thread < 0) {
        return;
      }
      make(thread);
    }
  }

  private @Nullable Move peek(int thread) {
    List<Move> own = moves.get(thread);
    return made[thread] < own.size() ? own.get(made[thread]) : null;
  }

  private boolean isReady(Step step) {
    for (int i = 0; i < step.moves; i++) {
      if (left.get(i) > 0) {
        return false; // the clock moves only when nothing else can go on
      }
    }
    int[] clock = step.clock;
    for (int t = 0; t < clock.length; t++) {
      if (t != step.thread && reached[t] < clock[t]) {
        return false;
      }
    }
    return true;
  }

  private Move make(int thread) {
    Move move = moves.get(thread).get(made[thread]++);
    left.set(move.moves(), left.get(move.moves()) - 1);
    if (move.print() == null) {
      reached[thread] = move.step().index + 1;
      for (int i = 0; i < move.step().chosen; i++) {
        values.add(move.step().values[i]);
      }
    }
    way[length++] = thread;
    current = thread;
    return move;
  }
}
