package goloom.conformance;

import goloom.Block;
import goloom.Program.Options;
import goloom.Program.Result;
import goloom.report.Frame;
import goloom.report.GoroutineState;
import goloom.scheduler.Ending;
import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import goloom.scheduler.Settings;
import goloom.trace.TraceEvent;
import goloom.trace.TraceValidator;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A simulated run with its trace. */
record Traced(Result result, byte[] trace) {
  private static final int MOST_EVENTS = 200_000;
  private static final int MOST_GOROUTINES = 200_000;

  static Traced run(Options options, Block body) {
    var recorder = new Recorder();
    Ending ending =
        Engine.run(
            new Settings(
                options.seed(),
                null,
                options.procs(),
                false,
                false,
                true,
                MOST_GOROUTINES,
                MOST_EVENTS),
            body,
            recorder);
    return new Traced(
        new Result(
            ending.status(),
            ending.code(),
            ending.message(),
            List.copyOf(recorder.reports),
            recorder.leaked,
            ending.virtualNanos()),
        recorder.trace.toByteArray());
  }

  /** Replays the trace against its laws. */
  void validate(String where) {
    try {
      new TraceValidator().check(TraceEvent.unpack(trace));
    } catch (IllegalStateException e) {
      throw new AssertionError(where + ": the trace breaks a law", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Traced that
        && result.equals(that.result)
        && Arrays.equals(trace, that.trace);
  }

  @Override
  public int hashCode() {
    return result.hashCode() + 31 * Arrays.hashCode(trace);
  }

  @Override
  public String toString() {
    return result + " with a trace of " + trace.length + " bytes";
  }

  private static final class Recorder implements Observer {
    final List<String> reports = new ArrayList<>();
    final ByteArrayOutputStream trace = new ByteArrayOutputStream();
    int leaked;

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

    @Override
    public void trace(byte[] packed) {
      trace.writeBytes(packed);
    }
  }
}
