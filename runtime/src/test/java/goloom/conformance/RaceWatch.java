package goloom.conformance;

import goloom.Block;
import goloom.Program.Options;
import goloom.Program.Result;
import goloom.report.Frame;
import goloom.report.GoroutineState;
import goloom.report.RaceReport;
import goloom.scheduler.Ending;
import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import goloom.scheduler.Settings;
import java.util.ArrayList;
import java.util.List;

/** Simulates programs with races looked for, and remembers what was reported. */
final class RaceWatch {
  private static final int MOST_GOROUTINES = 200_000;

  private final int seeds;
  private final List<String> races = new ArrayList<>();

  /** Runs each program on {@code seeds} seeds, and one that takes long on a part of them. */
  RaceWatch(int seeds) {
    this.seeds = seeds;
  }

  /** Seeds for a program that is elsewhere run on {@code usual}. */
  int seeds(int usual) {
    return Math.max(1, seeds * usual / Conformance.SEEDS);
  }

  /** The texts of the reports, each with its seed. */
  List<String> races() {
    return List.copyOf(races);
  }

  Result run(Options options, Block body) {
    var observer = new Ears();
    Ending ending =
        Engine.run(
            new Settings(
                options.seed(), null, options.procs(), false, true, false, MOST_GOROUTINES, 0),
            body,
            observer);
    for (String race : observer.races) {
      races.add("seed %d, procs %d:\n%s".formatted(options.seed(), options.procs(), race));
    }
    return new Result(
        ending.status(),
        // A race makes it 66.
        ending.status().equals("ok") ? 0 : ending.code(),
        ending.message(),
        List.copyOf(observer.reports),
        observer.leaked,
        ending.virtualNanos());
  }

  private static final class Ears implements Observer {
    final List<String> reports = new ArrayList<>();
    final List<String> races = new ArrayList<>();
    int leaked;

    @Override
    public void race(RaceReport race) {
      races.add(race.text());
    }

    @Override
    public void panic(
        long goroutine,
        String name,
        String value,
        List<Frame> stack,
        Frame createdAt,
        String text) {
      reports.add(text);
    }

    @Override
    public void deadlock(List<GoroutineState> goroutines, String text) {
      reports.add(text);
    }

    @Override
    public void leak(List<GoroutineState> goroutines, String text) {
      leaked = (int) goroutines.stream().filter(g -> "stuck".equals(g.verdict())).count();
      reports.add(text);
    }
  }
}
