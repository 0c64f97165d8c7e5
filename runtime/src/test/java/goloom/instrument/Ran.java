package goloom.instrument;

import goloom.instrument.Rewriter.Mode;
import goloom.scheduler.Ending;
import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import goloom.scheduler.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A source text compiled, rewritten and run as a program.
 *
 * @param output what it printed
 * @param ending how it ended
 * @param reports the texts of panic, deadlock and leak reports
 */
record Ran(String output, Ending ending, List<String> reports) {

  /** A program ready to be run many times, with fresh classes each time. */
  static final class Program {
    private final List<Rewriter.Input> classes;

    Program(List<Rewriter.Input> classes) {
      this.classes = classes;
    }

    Ran run(long seed) {
      var bytes = new ByteArrayOutputStream();
      var out = System.out;
      var reports = new ArrayList<String>();
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      try {
        var ending = run(Settings.seeded(seed), new Reports(reports));
        return new Ran(bytes.toString(StandardCharsets.UTF_8), ending, reports);
      } finally {
        System.setOut(out);
      }
    }

    /** Runs it once; the caller sees to its output. */
    Ending run(Settings settings, Observer observer) {
      return run(settings, Mode.SIM, observer);
    }

    /** The same, rewritten so. */
    Ending run(Settings settings, Mode mode, Observer observer) {
      var loaded = Loaded.of(classes, mode);
      Engine.sites(loaded.result.sites());
      Engine.definitions(Rewriter::rewriteDefined);
      return Engine.run(settings, () -> main(loaded), observer);
    }

    static void main(Loaded loaded) throws Exception {
      try {
        var main = Class.forName("Main", true, loaded);
        var method = main.getDeclaredMethod("main");
        var constructor = main.getDeclaredConstructor();
        method.setAccessible(true);
        constructor.setAccessible(true);
        method.invoke(constructor.newInstance());
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        if (e.getCause() instanceof Error cause) {
          throw cause;
        }
        throw e;
      }
    }
  }

  /** Runs a compact source file's text, with the usual imports in front, on seed 0. */
  static Ran of(String body) {
    return program(body).run(0);
  }

  static Program program(String body) {
    return new Program(compile(body));
  }

  /** The classes of a compact source file's text, with the usual imports in front. */
  static List<Rewriter.Input> compile(String body) {
    return Source.compile(
        """
        import static goloom.Go.*;
        import goloom.*;
        import module java.base;
        """
            + body);
  }

  private record Reports(List<String> texts) implements Observer {
    @Override
    public void outputEnds() {
      System.setOut(new PrintStream(java.io.OutputStream.nullOutputStream()));
    }

    @Override
    public void panic(
        long goroutine,
        String name,
        String value,
        List<goloom.report.Frame> stack,
        goloom.report.Frame createdAt,
        String text) {
      texts.add(text);
    }

    @Override
    public void deadlock(List<goloom.report.GoroutineState> goroutines, String text) {
      texts.add(text);
    }

    @Override
    public void leak(List<goloom.report.GoroutineState> goroutines, String text) {
      texts.add(text);
    }
  }
}
