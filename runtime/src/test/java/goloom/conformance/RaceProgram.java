package goloom.conformance;

import goloom.instrument.Rewriter;
import goloom.instrument.Source;
import goloom.report.Frame;
import goloom.report.GoroutineState;
import goloom.report.RaceReport;
import goloom.scheduler.Ending;
import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import goloom.scheduler.Settings;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.classfile.ClassFile;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A program that is compiled and rewritten once, and run with races looked for. */
final class RaceProgram {
  private static final String IMPORTS =
      "import static goloom.Go.*; import goloom.*; import module java.base; ";

  private final String main;
  private final Rewriter.Result rewritten;

  /** The classes, loaded, where one run leaves nothing in them for the next. */
  private final @Nullable Fresh shared;

  /** What a run showed. */
  record Seen(
      Ending ending, String output, List<RaceReport> races, List<String> reports, int trace) {}

  private RaceProgram(String main, List<Rewriter.Input> classes) {
    this.main = main;
    this.rewritten = Rewriter.rewrite(classes, Rewriter.Mode.SIM);
    boolean stateful = classes.stream().anyMatch(RaceProgram::hasStatics);
    this.shared = stateful ? null : new Fresh(rewritten);
  }

  private static boolean hasStatics(Rewriter.Input type) {
    return ClassFile.of().parse(type.bytes()).fields().stream()
        .anyMatch(field -> field.flags().has(AccessFlag.STATIC));
  }

  static RaceProgram of(String main, String source) {
    return all(Map.of(main, source)).get(main);
  }

  /** Compiles programs together, for that is much faster; each is one file. */
  static Map<String, RaceProgram> all(Map<String, String> sources) {
    var files = new LinkedHashMap<String, String>();
    // In one line with the program's first, so that lines are numbered as in its text.
    sources.forEach((name, source) -> files.put(name, IMPORTS + source));
    var classes = new HashMap<String, List<Rewriter.Input>>();
    for (Rewriter.Input type : Source.compile(files)) {
      int nested = type.name().indexOf('$');
      String of = nested < 0 ? type.name() : type.name().substring(0, nested);
      classes.computeIfAbsent(of, _ -> new ArrayList<>()).add(type);
    }
    var programs = new LinkedHashMap<String, RaceProgram>();
    sources.keySet().forEach(name -> programs.put(name, new RaceProgram(name, classes.get(name))));
    return programs;
  }

  /** Runs it, with fresh state, and with races looked for. */
  Seen run(long seed, int procs) {
    return run(new Settings(seed, null, procs, false, true, false, 200_000, 1_000));
  }

  /** Runs it as {@code settings} say; {@code trace} is a hash of the trace, where there is one. */
  Seen run(Settings settings) {
    var bytes = new ByteArrayOutputStream();
    var observer = new Ears();
    PrintStream out = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      Engine.sites(rewritten.sites());
      var loader = shared == null ? new Fresh(rewritten) : shared;
      Ending ending = Engine.run(settings, () -> main(loader), observer);
      return new Seen(
          ending,
          bytes.toString(StandardCharsets.UTF_8),
          observer.races,
          observer.reports,
          observer.trace);
    } finally {
      System.setOut(out);
    }
  }

  private void main(ClassLoader loader) throws Exception {
    try {
      var type = Class.forName(main, true, loader);
      var method = type.getDeclaredMethod("main");
      var constructor = type.getDeclaredConstructor();
      method.setAccessible(true);
      constructor.setAccessible(true);
      method.invoke(constructor.newInstance());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static final class Fresh extends ClassLoader {
    private final Map<String, byte[]> classes = new HashMap<>();

    Fresh(Rewriter.Result result) {
      super(Fresh.class.getClassLoader());
      result.classes().forEach(type -> classes.put(type.name(), type.bytes()));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private static final class Ears implements Observer {
    final List<RaceReport> races = new ArrayList<>();
    final List<String> reports = new ArrayList<>();
    int trace;

    @Override
    public void trace(byte[] packed) {
      trace = 31 * trace + Arrays.hashCode(packed);
    }

    @Override
    public void outputEnds() {
      System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    }

    @Override
    public void race(RaceReport report) {
      races.add(report);
    }

    @Override
    public void panic(
        long goroutine,
        String name,
        String value,
        List<Frame> stack,
        @Nullable Frame createdAt,
        String text) {
      reports.add(text);
    }

    @Override
    public void deadlock(List<GoroutineState> goroutines, String text) {
      reports.add(text);
    }

    @Override
    public void leak(List<GoroutineState> goroutines, String text) {
      reports.add(text);
    }
  }
}
