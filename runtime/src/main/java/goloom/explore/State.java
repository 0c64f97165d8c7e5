package goloom.explore;

import java.util.ArrayList;

/**
 * A state on the way that is being looked at: which branch was taken, and which others are left.
 */
final class State {
  Branch taken;

  /** Branches to take later, in order. */
  final ArrayList<Branch> pending;

  /**
   * Branches that need not be taken here: all that follows them was seen. Their steps are known.
   */
  final ArrayList<Branch> asleep;

  State(Branch taken, ArrayList<Branch> pending, ArrayList<Branch> asleep) {
    this.taken = taken;
    this.pending = pending;
    this.asleep = asleep;
  }
}
