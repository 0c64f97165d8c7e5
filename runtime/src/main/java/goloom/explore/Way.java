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

  /** The same, when the end was reached. */
  private final int[] reachedAtEnd;

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
    reachedAtEnd = new int[threads];
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
    way.follow(order, way.neededFor(order));
    way.goOn();
    return way;
  }

  /** One on which all is made before the end that can be, with nothing else to be seen. */
  static Way widest(Execution execution, List<Happening> order) {
    Way way = new Way(execution);
    way.follow(order, way.possibleWith(order, execution.ends()));
    way.goOn();
    return way;
  }

  private void goOn() {
    System.arraycopy(reached, 0, reachedAtEnd, 0, threads);
    seen = length;
    finish();
  }

  /** Whether it is made before the end. */
  boolean has(Step step) {
    return reachedAtEnd[step.thread] > step.index;
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

  /** By thread, one more than the index of the last step that must be made for these. */
  private int[] neededFor(List<Happening> order) {
    int[] wanted = new int[threads];
    for (Happening happening : order) {
      int[] clock = happening.step().clock;
      for (int t = 0; t < clock.length; t++) {
        wanted[t] = Math.max(wanted[t], clock[t]);
      }
    }
    return wanted;
  }

  /**
   * By thread, one more than the index of the last step that can be made before the end, where
   * these are to be all that is seen.
   */
  private int[] possibleWith(List<Happening> order, List<End> ends) {
    int[] wanted = neededFor(order);
    End end = order.isEmpty() ? null : order.getLast().end();
    if (end == null) {
      Arrays.fill(wanted, steps.size());
      return wanted;
    }
    int[] possible = new int[threads];
    boolean[] over = new boolean[threads];
    for (Step step : steps) {
      int t = step.thread;
      if (step.index < wanted[t] || (!over[t] && isPossible(step, end, ends, possible))) {
        possible[t] = step.index + 1;
      } else {
        over[t] = true;
      }
      over[t] |= printsUnseen(step, order);
    }
    return possible;
  }

  @SuppressWarnings("ReferenceEquality") // steps of one execution
  private boolean isPossible(Step step, End end, List<End> ends, int[] possible) {
    for (End other : ends) {
      if (other.step() == step) {
        return false;
      }
    }
    if (step.moves > end.moves() || step.follows(end.step())) {
      return false;
    }
    for (int t = 0; t < step.clock.length; t++) {
      if (t != step.thread && step.clock[t] > possible[t]) {
        return false;
      }
    }
    return true;
  }

  /** Whether it prints what is not to be seen: then nothing after it can be made. */
  private boolean printsUnseen(Step step, List<Happening> order) {
    for (Move move : moves.get(step.thread)) {
      Happening print = move.print();
      if (print != null && move.step().index == step.index && !isIn(order, print)) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("ReferenceEquality") // two prints of the same text are two
  private static boolean isIn(List<Happening> order, Happening print) {
    for (Happening happening : order) {
      if (happening.print() == print.print()) {
        return true;
      }
    }
    return false;
  }

  /** Makes the steps that are wanted, and these in this order. */
  private void follow(List<Happening> order, int[] wanted) {
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
    return isBehind(wanted, -1);
  }

  /** Whether a thread other than that one has steps to make that are wanted. */
  private boolean isBehind(int[] wanted, int but) {
    for (int t = 0; t < threads; t++) {
      if (t != but && reached[t] < wanted[t]) {
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
          && !(endsHere(move.step(), order) && (printed < prints || isBehind(wanted, thread)))) {
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
