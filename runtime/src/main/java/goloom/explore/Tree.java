package goloom.explore;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of the tree of schedules that is still to be looked at: the states on the current way,
 * each with the branches that are left.
 */
final class Tree {
  /*
   * Abdulla, Aronis, Jonsson, Sagonas: Optimal Dynamic Partial Order Reduction (POPL 2014). Two steps of an execution
   * race when their order makes a difference and nothing between them fixes it; then a sequence in which they come
   * the other way round must be looked at, unless one that is equal but for order was or will be. Different here:
   *  - a step may also make choices (which case of a select); whoever takes a thread's step at a state looks at all;
   *  - a lock is taken in one step, which its being free allows: what freed it is no obstacle to coming before who
   *    had it (Step.needed);
   *  - a sequence that turns out not to be possible is given up where it is not.
   */

  /** How much of a sequence is kept. */
  enum Reduction {
    /** Its first step: some executions turn out to have been seen, but for order. */
    SOURCE,
    /** All of it. */
    OPTIMAL
  }

  private final Reduction reduction;
  private final ArrayList<State> way = new ArrayList<>();

  /** How many states of the way the next execution has in common with the last. */
  private int fixed;

  /** Sequences that could not be followed to their end. */
  private int givenUp;

  Tree(Reduction reduction) {
    this.reduction = reduction;
  }

  int givenUp() {
    return givenUp;
  }

  /** Whether the step of that index is one that the last execution made too. */
  boolean isKnown(int index) {
    return index < fixed - 1;
  }

  /** Whether the branch at a state is settled before the execution comes to it. */
  @Nullable Branch settled(int depth) {
    return depth < Math.min(fixed, way.size()) ? way.get(depth).taken : null;
  }

  // Going on
  // --------

  /** What may be done at a new state: the branches below the one taken to it. */
  List<Branch> below(@Nullable State before) {
    return before == null ? new ArrayList<>() : before.taken.below;
  }

  /**
   * What need not be done at a new state: what need not be before, if the step didn't touch it. A
   * thread's choices sleep and wake together.
   */
  List<Branch> asleepAfter(@Nullable State before, @Nullable Step step) {
    ArrayList<Branch> asleep = new ArrayList<>();
    if (before != null && step != null) {
      for (Branch branch : before.asleep) {
        if (branch.thread != step.thread && !isWoken(before, branch.thread, step)) {
          asleep.add(branch);
        }
      }
    }
    return asleep;
  }

  private static boolean isWoken(State state, int thread, Step step) {
    for (Branch branch : state.asleep) {
      Step known = branch.step;
      if (branch.thread == thread
          && (known == null || known.conflicts(step) || known.failsAfter(step))) {
        return true;
      }
    }
    return false;
  }

  @Nullable State last() {
    return way.isEmpty() ? null : way.getLast();
  }

  State at(int depth) {
    return way.get(depth);
  }

  void add(State state) {
    way.add(state);
  }

  void givesUp() {
    givenUp++;
  }

  /** A step has been made as a new branch says: its choices could have been others. */
  void made(Step step) {
    State state = way.get(step.index);
    state.taken.step = step;
    for (int i = step.chosen - 1; i >= 0; i--) {
      for (int value = step.ways[i] - 1; value >= 0; value--) {
        if (value != step.values[i]) {
          other(state, step, i, value);
        }
      }
    }
  }

  /**
   * Another choice comes next: a thread's choices are all looked at before other threads' steps.
   */
  private static void other(State state, Step step, int at, int value) {
    int[] values = java.util.Arrays.copyOf(step.values, at + 1);
    values[at] = value;
    for (int i = 0; i < state.pending.size(); i++) {
      Branch branch = state.pending.get(i);
      if (branch.thread == step.thread && branch.agrees(values, values.length)) {
        state.pending.addFirst(state.pending.remove(i));
        return;
      }
    }
    for (Branch branch : state.asleep) {
      if (branch.thread == step.thread && branch.agrees(values, values.length)) {
        return;
      }
    }
    state.pending.addFirst(new Branch(step.thread, values, null));
  }

  // After an execution
  // ------------------

  /** Sees to it that the races of an execution will be looked at the other way round. */
  void reverse(List<Step> steps, List<Step> wanted) {
    for (int i = Math.max(0, fixed - 1); i < steps.size(); i++) {
      reverse(steps, steps.get(i));
    }
    for (Step step : wanted) {
      reverse(steps, step);
    }
  }

  private void reverse(List<Step> steps, Step later) {
    for (int r = later.raceCount - 1; r >= 0; r--) {
      Step earlier = later.races[r];
      if (earlier != null) {
        reverse(steps, earlier, later);
      }
    }
  }

  private void reverse(List<Step> steps, Step earlier, Step later) {
    ArrayList<Step> sequence = new ArrayList<>();
    for (int i = earlier.index + 1; i < Math.min(later.index, steps.size()); i++) {
      Step between = steps.get(i);
      if (!between.follows(earlier)) {
        sequence.add(between);
      }
    }
    sequence.add(later);
    State state = way.get(earlier.index);
    if (reduction == Reduction.SOURCE) {
      insertFirst(state, sequence, later);
      return;
    }
    for (Branch branch : state.asleep) {
      if (wasSeen(state, branch, sequence, later)) {
        return;
      }
    }
    insert(state.pending, sequence, later);
  }

  /** Whether the sequence has the same effect with the branch's step at its beginning. */
  private static boolean mayComeFirst(Branch branch, List<Step> sequence, Step later) {
    int at = find(branch.thread, sequence);
    if (at >= 0) {
      return isFirst(sequence, at, later) && isLike(branch, sequence.get(at), later);
    }
    Step step = branch.step;
    // A step that chooses could choose otherwise after the sequence.
    return step != null && step.chosen == 0 && isIndependent(step, sequence);
  }

  /** Whether all that begins with the sequence was seen, with what is asleep at its beginning. */
  private static boolean wasSeen(State state, Branch branch, List<Step> sequence, Step later) {
    if (find(branch.thread, sequence) >= 0) {
      return mayComeFirst(branch, sequence, later);
    }
    if (state.taken.thread == branch.thread) {
      return false; // it is this thread's other choices that are being looked at
    }
    for (Branch choice : state.asleep) {
      Step step = choice.step;
      if (choice.thread == branch.thread && (step == null || !isIndependent(step, sequence))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIndependent(Step step, List<Step> sequence) {
    for (Step other : sequence) {
      if (step.conflicts(other) || step.countsFor(other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLike(Branch branch, Step step, Step later) {
    return step == later || branch.agrees(step.values, step.chosen);
  }

  private static int find(int thread, List<Step> sequence) {
    for (int i = 0; i < sequence.size(); i++) {
      if (sequence.get(i).thread == thread) {
        return i;
      }
    }
    return -1;
  }

  /** Whether nothing in the sequence must come before that step. */
  private static boolean isFirst(List<Step> sequence, int at, Step later) {
    Step step = sequence.get(at);
    int[] clock = step == later ? step.needed : step.clock;
    for (int i = 0; i < at; i++) {
      Step before = sequence.get(i);
      if (Clocks.includes(clock, before.thread, before.index)) {
        return false;
      }
    }
    return true;
  }

  private static void insert(List<Branch> tree, List<Step> sequence, Step later) {
    List<Branch> branches = tree;
    for (Branch branch; (branch = find(branches, sequence, later)) != null; ) {
      int at = find(branch.thread, sequence);
      if (at >= 0) {
        sequence.remove(at);
      }
      if (sequence.isEmpty() || branch.below.isEmpty()) {
        return;
      }
      branches = branch.below;
    }
    for (Step step : sequence) {
      Branch branch = step == later ? Branch.open(step.thread, step) : Branch.like(step);
      branches.add(branch);
      branches = branch.below;
    }
  }

  private static @Nullable Branch find(List<Branch> branches, List<Step> sequence, Step later) {
    for (Branch branch : branches) {
      if (mayComeFirst(branch, sequence, later)) {
        return branch;
      }
    }
    return null;
  }

  /**
   * Adds the sequence's first step, unless one of those that could be its first is looked at
   * anyway. One that is merely independent of it doesn't do: nothing leads from there to the rest.
   */
  private static void insertFirst(State state, List<Step> sequence, Step later) {
    if (!isBegun(state.pending, sequence, later) && !isBegun(state.asleep, sequence, later)) {
      Step first = sequence.getFirst();
      state.pending.add(Branch.open(first.thread, first));
    }
  }

  private static boolean isBegun(List<Branch> branches, List<Step> sequence, Step later) {
    for (Branch branch : branches) {
      if (find(branch.thread, sequence) >= 0 && mayComeFirst(branch, sequence, later)) {
        return true;
      }
    }
    return false;
  }

  /** Makes the next execution the same as the last. */
  void again() {
    fixed = way.size() + 1;
  }

  /** Turns to the next branch that is left; false where there is none. */
  boolean advance() {
    while (!way.isEmpty()) {
      State state = way.getLast();
      state.asleep.add(state.taken);
      if (!state.pending.isEmpty()) {
        state.taken = state.pending.removeFirst();
        fixed = way.size();
        return true;
      }
      way.removeLast();
    }
    return false;
  }
}
