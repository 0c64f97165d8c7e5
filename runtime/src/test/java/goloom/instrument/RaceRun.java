package goloom.instrument;

import goloom.report.RaceReport;
import goloom.scheduler.Ending;
import goloom.scheduler.Observer;
import goloom.scheduler.Settings;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that was run with the race detector on.
 *
 * @param races what was reported
 * @param ending how it ended
 * @param output what it printed
 */
record RaceRun(List<RaceReport> races, Ending ending, String output) {

  static RaceRun of(Ran.Program program, long seed) {
    var races = new ArrayList<RaceReport>();
    var bytes = new ByteArrayOutputStream();
    var out = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    var settings = new Settings(seed, null, 4, false, true, false, 200_000, 1_000_000);
    try {
      var ending =
          program.run(
              settings,
              new Observer() {
                @Override
                public void race(RaceReport race) {
                  races.add(race);
                }

                @Override
                public void outputEnds() {
                  System.setOut(new PrintStream(OutputStream.nullOutputStream()));
                }
              });
      return new RaceRun(races, ending, bytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
    }
  }

  static RaceRun of(String body) {
    return of(Ran.program(body), 0);
  }

  /** The variables that races were reported on. */
  List<String> locations() {
    return races.stream().map(RaceReport::location).toList();
  }
}
