package goloom.bench;

import goloom.Block;
import goloom.explore.ExploreObserver;
import goloom.explore.ExploreSettings;
import goloom.explore.Explorer;
import goloom.instrument.Rewriter;
import goloom.instrument.Rewriter.Mode;
import goloom.report.ExploredReport;
import goloom.scheduler.Engine;
import goloom.scheduler.Pilot.Timing;
import java.lang.management.ManagementFactory;

/**
 * In a JVM of its own: looks for all that one program can do, again and again, and prints how many
 * executions a second of processor time that made, and how long one whole search took.
 */
final class Exploring {
  private Exploring() {}

  /** Each search has so many executions at most: one that is longer goes on to be measured. */
  private static final long MOST = 20_000;

  /**
   * Rounds that are not told, at most: they end once the compilers have next to nothing to do. What
   * C2 makes of a search takes seconds to come, and its own work counts as ours.
   */
  private static final int WARMING = 100;

  private static final double QUIET = 0.2;
  private static final int QUIET_ROUNDS = 3;

  private static final ExploreSettings SETTINGS =
      new ExploreSettings(MOST, Long.MAX_VALUE / 2_000_000, 5_000, Timing.STRICT, true, 10_000, 4);

  /** {@code SAMPLE ROUNDS MILLIS}. */
  public static void main(String[] arguments) throws ClassNotFoundException {
    var type = Class.forName(arguments[0]).asSubclass(Sample.class);
    int rounds = Integer.parseInt(arguments[1]);
    long wanted = Long.parseLong(arguments[2]) * 1_000_000;
    Engine.sites(Rewriter.rewrite(Rewritten.inputs(type), Mode.SIM).sites());
    var sample = Rewritten.fresh(type, Mode.SIM);
    Block program = () -> sample.get().run(1);
    System.out.println("first " + first(program));
    warm(program, wanted);
    for (int round = 0; round < rounds; round++) {
      measure(program, wanted).print();
    }
    System.out.flush();
    System.exit(0);
  }

  /** How long the first search of all takes, in milliseconds of its own thread. */
  private static double first(Block program) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    Explorer.explore(SETTINGS, () -> program, new ExploreObserver() {});
    return (threads.getCurrentThreadCpuTime() - start) / 1e6;
  }

  /** What the process uses beside its own thread is the compilers', but for a little. */
  private static void warm(Block program, long wanted) {
    var threads = ManagementFactory.getThreadMXBean();
    int quiet = 0;
    for (int round = 0; round < WARMING && quiet < QUIET_ROUNDS; round++) {
      long cpu = ProcessorTime.nanos();
      long own = threads.getCurrentThreadCpuTime();
      measure(program, wanted);
      double all = ProcessorTime.nanos() - cpu;
      double others = all - (threads.getCurrentThreadCpuTime() - own);
      quiet = others <= QUIET * all ? quiet + 1 : 0;
    }
  }

  private record Measured(double perSecond, double millis, long executions, boolean all) {
    void print() {
      System.out.println("rate " + perSecond);
      System.out.println("millis " + millis);
      System.out.println("executions " + executions);
      System.out.println("all " + (all ? 1 : 0));
    }
  }

  private static Measured measure(Block program, long wantedNanos) {
    long cpu = ProcessorTime.nanos();
    long[] executions = {0};
    int searches = 0;
    ExploredReport report;
    long used;
    do {
      report =
          Explorer.explore(
              SETTINGS,
              () -> {
                executions[0]++; // those too that only look for a shorter way to an outcome
                return program;
              },
              new ExploreObserver() {});
      if (report.outcomes() == 0) {
        throw new IllegalStateException("nothing was found: " + report);
      }
      searches++;
      used = ProcessorTime.nanos() - cpu;
    } while (used < wantedNanos);
    double millis = used / 1e6;
    return new Measured(
        executions[0] / millis * 1e3, millis / searches, report.executions(), report.exhaustive());
  }
}
