package goloom.explore;

import goloom.report.ExploredReport;
import goloom.report.OutcomeReport;

/** Who is told what a search finds. Called on the thread that explores. */
public interface ExploreObserver {
  /** An outcome was found, or more of one that was told before under the same id. */
  default void outcome(OutcomeReport outcome) {}

  /** The search has ended. */
  default void explored(ExploredReport explored) {}

  /** The search has ended because memory did not suffice; told after its answer. */
  default void outOfMemory() {}

  /** Whether the search is to end here. */
  default boolean cancelled() {
    return false;
  }
}
