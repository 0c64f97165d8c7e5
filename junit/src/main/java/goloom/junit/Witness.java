package goloom.junit;

import goloom.explore.Prints;
import goloom.report.Frame;
import goloom.report.GoroutineState;
import goloom.report.RaceReport;
import goloom.scheduler.Ending;
import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import goloom.scheduler.Settings;
import goloom.scheduler.TraceView;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One execution along a schedule, and all that there is to say of it. */
final class Witness {
  private static final int TRACE_EVENTS = 10_000;

  /** Frames of a panic in which an assertion is checked. */
  private static final Pattern ASSERTING =
      Pattern.compile("(?m)^org\\.(?:junit|opentest4j|assertj|hamcrest)\\..*\\n\\t.*\\n");

  private static final Pattern EXIT_STATUS = Pattern.compile("\\nexit status 2\\s*$");

  private final Ending ending;
  private final @Nullable Throwable thrown;
  private final Recorder recorder;
  private final String output;

  private Witness(
      Ending ending, @Nullable Throwable thrown, Recorder recorder, CharSequence output) {
    this.ending = ending;
    this.thrown = thrown;
    this.recorder = recorder;
    this.output = output.toString();
  }

  /** What the test itself threw; null for nothing. */
  @Nullable Throwable thrown() {
    return ending.status().equals("panic") ? thrown : null;
  }

  /** The reports, in Go's form, without an end of line. */
  List<String> reports() {
    return recorder.reports.stream().map(String::stripTrailing).toList();
  }

  String output() {
    return output;
  }

  /** Who did what, in the order of the schedule. */
  List<String> steps() {
    return recorder.steps.lines();
  }

  /** Why the test fails; null where it doesn't. */
  @Nullable Finding finding(Explore limits, String schedule) {
    if (!ending.status().equals("ok")) {
      return new Finding(
          Findings.describe(ending.status(), ending.code(), ending.message()), schedule);
    }
    if (!limits.allowRaces() && recorder.race != null) {
      return new Finding("data race: " + recorder.race, schedule);
    }
    return !limits.allowLeaks() && recorder.leaks ? new Finding("leak", schedule) : null;
  }

  /** Runs a test along schedules. */
  record Tester(
      TestClasses classes, Supplier<TestProgram> programs, int procs, int goroutineLimit) {

    /** Unseen. */
    Witness replay(String schedule) {
      return run(schedule, null, null);
    }

    /** With its output where it belongs, for somebody who looks. */
    Witness show(String schedule) {
      return run(schedule, System.out, System.err);
    }

    private Witness run(String schedule, @Nullable PrintStream toOut, @Nullable PrintStream toErr) {
      TestProgram program = programs.get();
      Recorder recorder = new Recorder(classes.sites());
      StringBuilder output = new StringBuilder();
      Settings settings =
          new Settings(null, schedule, procs, false, true, true, goroutineLimit, TRACE_EVENTS);
      PrintStream out = System.out;
      PrintStream err = System.err;
      System.setOut(new Output(1, recorder, output, toOut));
      System.setErr(new Output(2, recorder, output, toErr));
      try {
        Ending ending = Engine.run(settings, program, recorder);
        return new Witness(ending, program.thrown(), recorder, output);
      } finally {
        System.setOut(out);
        System.setErr(err);
      }
    }
  }

  private static final class Output extends Prints {
    private final int stream;
    private final Recorder recorder;
    private final StringBuilder output;
    private final @Nullable PrintStream to;

    Output(int stream, Recorder recorder, StringBuilder output, @Nullable PrintStream to) {
      this.stream = stream;
      this.recorder = recorder;
      this.output = output;
      this.to = to;
    }

    @Override
    protected void printed(String text) {
      if (recorder.outputEnded) {
        return;
      }
      output.append(text);
      Engine.wrote(stream, text.length());
      if (to != null) {
        to.print(text);
      }
    }
  }

  private static final class Recorder implements Observer {
    final List<String> reports = new ArrayList<>();
    final Steps steps;
    @Nullable String race;
    boolean leaks;
    boolean outputEnded;

    Recorder(String sites) {
      steps = new Steps(new TraceView(sites));
    }

    @Override
    public void outputEnds() {
      outputEnded = true;
    }

    @Override
    public void panic(
        long goroutine,
        String name,
        String value,
        List<Frame> stack,
        @Nullable Frame createdAt,
        String text) {
      String users = ASSERTING.matcher(text).replaceAll("");
      reports.add(EXIT_STATUS.matcher(users).replaceFirst(""));
    }

    @Override
    public void deadlock(List<GoroutineState> goroutines, String text) {
      reports.add(text);
    }

    @Override
    public void leak(List<GoroutineState> goroutines, String text) {
      leaks |= goroutines.stream().anyMatch(g -> "stuck".equals(g.verdict()));
      reports.add(text);
    }

    @Override
    public void race(RaceReport found) {
      if (race == null) {
        race = found.location();
      }
      reports.add(found.text());
    }

    @Override
    public void named(long goroutine, String name) {
      steps.name(goroutine, name);
    }

    @Override
    public void trace(byte[] packed) {
      if (!outputEnded) {
        steps.add(packed);
      }
    }
  }
}
