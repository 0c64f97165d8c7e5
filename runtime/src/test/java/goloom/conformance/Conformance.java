package goloom.conformance;

import goloom.Block;
import goloom.Program;
import goloom.Program.Options;
import goloom.Program.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/**
 * Runs a program under many schedules and holds every run to what Go promises.
 *
 * <p>A body is run again and again: what it needs, it makes anew each time. An {@link
 * AssertionError} thrown in any of its goroutines ends its program as a panic does, and fails the
 * test with the seed in the message. Each body is also run repeatedly on one seed, which must give
 * the same record each time: its notes, how it ended, the clock to the nanosecond, and the trace,
 * which is replayed against its laws.
 */
public final class Conformance {
  private Conformance() {}

  private static final boolean THOROUGH = Boolean.getBoolean("goloom.thorough");

  /** Seeds that a body is run on. */
  public static final int SEEDS = THOROUGH ? 1_000 : 25;

  /** Seeds for a body that takes long. */
  public static final int FEW_SEEDS = THOROUGH ? 50 : 6;

  /** Runs of one seed that must be alike. */
  public static final int REPEATS = THOROUGH ? 1_000 : 5;

  private static final int FEW_REPEATS = THOROUGH ? 50 : 3;
  private static final int[] PROCS = {1, 2, 4};

  /** One seed in so many is traced as well, and the trace held to its laws. */
  private static final int TRACED = 5;

  private static final int REAL_RUNS = THOROUGH ? 20 : 1;

  /** What is said about a run where it disappoints. */
  private record Run(String where, Result result, List<String> notes) {}

  /** What two runs of one seed must have in common. */
  private record Imprint(Result result, List<String> notes) {}

  private static volatile List<String> notes = new ArrayList<>();

  /** Who looks for data races meanwhile: nobody but in {@link FalseAlarmTest}. */
  private static volatile @Nullable RaceWatch watch;

  /** Runs a test, its simulated programs under the eyes of {@code watching}. */
  static void watched(RaceWatch watching, Executable test) throws Throwable {
    watch = watching;
    try {
      test.execute();
    } finally {
      watch = null;
    }
  }

  /** Notes something that the run must do again where it is repeated on the same seed. */
  public static void note(Object something) {
    List<String> taken = notes;
    synchronized (taken) {
      taken.add(String.valueOf(something));
    }
  }

  // Programs that end well
  // ----------------------

  /** Simulates the body on every seed, on 1, 2 and 4 processors in turn; each run must end ok. */
  public static void everySeed(Block body) {
    everySeed(body, Conformance::endsOk);
  }

  /** The same on fewer seeds, for a body that takes long. */
  public static void fewSeeds(Block body) {
    seeds(FEW_SEEDS, FEW_REPEATS, body, Conformance::endsOk);
  }

  /** Simulates the body on every seed, and runs it on the real scheduler too. */
  public static void everywhere(Block body) {
    everySeed(body);
    onReal(body);
  }

  /** The same on fewer seeds, for a body that takes long. */
  public static void fewSeedsAndReal(Block body) {
    fewSeeds(body);
    onReal(body);
  }

  /** Runs the body on the real scheduler; it must end ok. */
  public static void onReal(Block body) {
    onReal(body, Conformance::endsOk);
  }

  // Programs that don't
  // -------------------

  /** Every run, on both schedulers, must end in that panic: {@code panic: } and the text. */
  public static void panicsEverywhere(String text, Block body) {
    endsEverywhere("panic", "panic: " + text, body);
  }

  /** Every run, on both schedulers, must end in that fatal error. */
  public static void fatalEverywhere(String text, Block body) {
    endsEverywhere("panic", "fatal error: " + text, body);
  }

  /** Every run, on both schedulers, must end with all goroutines asleep. */
  public static void deadlocksEverywhere(Block body) {
    endsEverywhere("deadlock", "fatal error: all goroutines are asleep - deadlock!", body);
  }

  /** Every run, on both schedulers, must end with that status and message. */
  public static void endsEverywhere(String status, String message, Block body) {
    Consumer<Run> expected =
        run -> {
          if (!run.result.status().equals(status) || !run.result.message().equals(message)) {
            throw disappointed(run, "wanted status " + status + ", message " + message);
          }
        };
    everySeed(body, expected);
    onReal(body, expected);
  }

  // One run, or many to be looked at by the caller
  // ----------------------------------------------

  /** Simulates the body once. */
  public static Result run(long seed, int procs, Block body) {
    return recorded(Options.sim(seed).withProcs(procs), body).result;
  }

  /** Simulates the body once and gives what it noted, joined by spaces; it must end ok. */
  public static String noted(long seed, int procs, Block body) {
    Run run = run(Options.sim(seed).withProcs(procs), body);
    endsOk(run);
    return String.join(" ", run.notes);
  }

  /** Simulates the body on every seed and hands each result to {@code check}. */
  public static void everySeedEnds(Block body, Consumer<Result> check) {
    everySeed(
        body,
        run -> {
          try {
            check.accept(run.result);
          } catch (AssertionError e) {
            AssertionError more = disappointed(run, e.getMessage());
            more.initCause(e);
            throw more;
          }
        });
  }

  private static void everySeed(Block body, Consumer<Run> check) {
    seeds(SEEDS, REPEATS, body, check);
  }

  private static void seeds(int seeds, int repeats, Block body, Consumer<Run> check) {
    RaceWatch watching = watch;
    if (watching != null) {
      for (int seed = 0; seed < watching.seeds(seeds); seed++) {
        check.accept(run(Options.sim(seed).withProcs(PROCS[(seed + 2) % PROCS.length]), body));
      }
      return;
    }
    for (int procs : PROCS) {
      check.accept(run(Options.sim(0).withProcs(procs), body));
    }
    for (int seed = 1; seed < seeds; seed++) {
      Options options = Options.sim(seed).withProcs(PROCS[seed % PROCS.length]);
      check.accept(run(options, body));
      if (seed % TRACED == 0) {
        Traced.run(options, body).validate(where(options));
      }
    }
    sameAgain(repeats, Options.sim(seeds).withProcs(4), body);
  }

  private static void onReal(Block body, Consumer<Run> check) {
    if (watch != null) {
      return;
    }
    for (int i = 0; i < REAL_RUNS; i++) {
      check.accept(run(Options.real(), body));
    }
  }

  /** One seed gives one record and one trace, and tracing changes nothing. */
  private static void sameAgain(int repeats, Options options, Block body) {
    String where = where(options);
    Imprint untraced = recorded(options, body);
    Traced first = null;
    for (int i = 1; i < repeats; i++) {
      notes = new ArrayList<>();
      Traced again = Traced.run(options, body);
      Imprint traced = new Imprint(again.result(), List.copyOf(notes));
      if (!traced.equals(untraced)) {
        throw new AssertionError(
            where + ": run " + (i + 1) + " gave " + traced + " where the first gave " + untraced);
      }
      if (first == null) {
        again.validate(where);
        first = again;
      } else if (!again.equals(first)) {
        throw new AssertionError(where + ": run " + (i + 1) + " gave another trace");
      }
    }
  }

  private static Run run(Options options, Block body) {
    Imprint record = recorded(options, body);
    return new Run(where(options), record.result, record.notes);
  }

  private static Imprint recorded(Options options, Block body) {
    List<String> taken = new ArrayList<>();
    notes = taken;
    RaceWatch watching = watch;
    Result result = watching == null ? Program.run(options, body) : watching.run(options, body);
    synchronized (taken) {
      return new Imprint(result, List.copyOf(taken));
    }
  }

  private static String where(Options options) {
    return switch (options.scheduler()) {
      case SIM -> "seed " + options.seed() + ", procs " + options.procs();
      case REAL -> "the real scheduler";
    };
  }

  private static void endsOk(Run run) {
    if (!run.result.status().equals("ok")) {
      throw disappointed(run, "wanted status ok");
    }
  }

  private static AssertionError disappointed(Run run, String wanted) {
    return new AssertionError(
        run.where
            + ": "
            + wanted
            + ", got "
            + run.result.status()
            + ", message "
            + run.result.message()
            + (run.notes.isEmpty() ? "" : "\nnotes: " + run.notes)
            + "\n"
            + String.join("\n", run.result.reports()));
  }
}
