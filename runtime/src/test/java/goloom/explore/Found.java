package goloom.explore;

import goloom.Block;
import goloom.report.ExploredReport;
import goloom.report.OutcomeReport;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What a search found, for tests. */
record Found(ExploredReport report, List<OutcomeReport> outcomes, long wasted, int givenUp) {

  static Found of(Block main) {
    return of(ExploreSettings.standard(), () -> main);
  }

  static Found of(ExploreSettings settings, Supplier<Block> program) {
    return of(settings, program, Tree.Reduction.OPTIMAL);
  }

  static Found of(ExploreSettings settings, Supplier<Block> program, Tree.Reduction reduction) {
    var told = new TreeMap<Integer, OutcomeReport>();
    var observer =
        new ExploreObserver() {
          @Override
          public void outcome(OutcomeReport outcome) {
            told.put(outcome.id(), outcome);
          }
        };
    var search = new Search(settings, program, observer, reduction);
    var report = search.run();
    return new Found(report, List.copyOf(told.values()), search.wasted(), search.givenUp());
  }

  /** Each outcome in a line: what it printed, and how it ended where that was not well. */
  TreeSet<String> lines() {
    var lines = new TreeSet<String>();
    for (var outcome : outcomes) {
      var line = outcome.output().strip().replace("\n", " ");
      lines.add(outcome.status().equals("ok") ? line : (line + " " + outcome.status()).strip());
    }
    return lines;
  }
}
