package goloom.worker;

import goloom.Block;
import goloom.explore.ExploreObserver;
import goloom.explore.ExploreSettings;
import goloom.explore.Explorer;
import goloom.report.ExploredReport;
import goloom.report.OutcomeReport;
import goloom.report.Shown;
import goloom.scheduler.Pilot.Timing;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.ExploreOptions;
import goloom.worker.protocol.ToWorker;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A search for all that a program can do, in the place of one run; what it finds becomes events.
 */
final class ExploreRun implements ExploreObserver {
  /** Steps of one execution: what goes on for longer is cut off there, and the answer says so. */
  private static final int MOST_STEPS = 5_000;

  /** Races, leaks and the like of one outcome. */
  private static final int MOST_SHOWN = 20;

  private final Outbox outbox;
  private boolean outOfMemory;

  private ExploreRun(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Searches; returns when the search has ended and everything has been said.
   *
   * @return whether memory sufficed
   */
  static boolean of(
      ToWorker.Job job, ExploreOptions explore, Supplier<Block> program, Outbox outbox) {
    var settings =
        new ExploreSettings(
            explore.maxExecutions(),
            explore.timeMillis(),
            MOST_STEPS,
            Timing.LOOSE,
            job.options().race(),
            job.limits().goroutines(),
            job.options().procs());
    var run = new ExploreRun(outbox);
    var _ = Explorer.explore(settings, program, run);
    return !run.outOfMemory;
  }

  @Override
  public void outcome(OutcomeReport outcome) {
    outbox.send(
        new Event.Outcome(
            outcome.id(),
            Bounds.value(outcome.output()),
            Event.Status.valueOf(outcome.status().toUpperCase(Locale.ROOT)),
            outcome.code(),
            Bounds.value(outcome.message()),
            outcome.executions(),
            outcome.schedule(),
            bounded(outcome.races()),
            bounded(outcome.leaks()),
            bounded(outcome.blocked())));
  }

  private static List<Shown> bounded(List<Shown> all) {
    return all.stream()
        .limit(MOST_SHOWN)
        .map(one -> new Shown(Bounds.name(one.text()), one.schedule()))
        .toList();
  }

  @Override
  public void outOfMemory() {
    outOfMemory = true;
  }

  @Override
  public void explored(ExploredReport explored) {
    outbox.send(
        new Event.Explored(
            explored.executions(),
            explored.outcomes(),
            explored.exhaustive(),
            explored.completeness(),
            explored.why(),
            explored.races(),
            explored.deadlocks(),
            explored.leaks(),
            explored.millis()));
  }
}
