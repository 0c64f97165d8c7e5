package goloom.explore;

import java.util.List;

/**
 * A state on the way that is being looked at: which branch was taken, and which others are left.
 */
final class State {
  Branch taken;

  /** Branches to take later, in order. */
  final List<Branch> pending;

  /**
   * Branches that need not be taken here: all that follows them was seen. Their steps are known.
   */
  final List<Branch> asleep;

  State(Branch taken, List<Branch> pending, List<Branch> asleep) {
    this.taken = taken;
    this.pending = pending;
    this.asleep = asleep;
  }
}
