package goloom.explore;

import goloom.Block;
import goloom.report.GoroutineState;
import goloom.report.OutcomeReport;
import goloom.report.RaceReport;
import goloom.scheduler.Ending;
import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import goloom.scheduler.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A program run once more by a schedule string alone, as a run of the playground is. */
record Replayed(String output, Ending ending, int races, int leaks) {

  static Replayed of(Supplier<Block> program, String schedule) {
    var output = new StringBuilder();
    var ended = new boolean[1];
    var races = new ArrayList<RaceReport>();
    var leaks = new ArrayList<String>();
    var observer =
        new Observer() {
          @Override
          public void outputEnds() {
            ended[0] = true;
          }

          @Override
          public void race(RaceReport race) {
            races.add(race);
          }

          @Override
          public void leak(List<GoroutineState> goroutines, String text) {
            leaks.add(text);
          }
        };
    var settings = new Settings(null, schedule, 4, false, true, false, 10_000, 0);
    var out = System.out;
    System.setOut(
        new Prints() {
          @Override
          protected void printed(String text) {
            if (!ended[0]) {
              output.append(text);
            }
          }
        });
    try {
      var ending = Engine.run(settings, program.get(), observer);
      return new Replayed(output.toString(), ending, races.size(), leaks.size());
    } finally {
      System.setOut(out);
    }
  }

  /** Whether that is what the search said of it. */
  boolean shows(OutcomeReport outcome) {
    return output.equals(outcome.output()) && ending.status().equals(outcome.status());
  }
}
