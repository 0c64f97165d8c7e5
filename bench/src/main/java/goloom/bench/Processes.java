package goloom.bench;

import goloom.Chan;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Processes that measure, or are measured. */
final class Processes {
  private Processes() {}

  /** As the playground starts a program's JVM, as far as it matters here. */
  private static final List<String> WORKER =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xms16m",
          "-Xmx256m",
          "-Xss512k",
          "-XX:ReservedCodeCacheSize=48m",
          "-XX:MaxMetaspaceSize=64m",
          "-XX:ActiveProcessorCount=4",
          "-Djdk.trackAllThreads=false");

  /** Whether goroutines can be put on carriers of ours. */
  enum Carriers {
    OURS,
    THE_JDKS
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The library, as a module: a jar or a folder of classes. */
  static Path library() {
    return origin(Chan.class);
  }

  private static Path origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A class of this module's, run in a JVM laid out as a program's. */
  static List<String> worker(Carriers carriers, Class<?> main, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(WORKER);
    command.addAll(List.of("-p", library().toString(), "--add-modules", "goloom"));
    for (var inner : List.of("explore", "instrument", "race", "scheduler", "report", "trace")) {
      command.addAll(List.of("--add-exports", "goloom/goloom." + inner + "=ALL-UNNAMED"));
    }
    if (carriers == Carriers.OURS) {
      command.addAll(List.of("--add-opens", "java.base/java.lang=goloom"));
    }
    command.addAll(List.of("-cp", origin(Processes.class).toString(), main.getName()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    return lines(command);
  }

  /** Measures a sample in some variants by turns. */
  static List<String> runner(
      Carriers carriers, Dose dose, Class<? extends Sample> sample, Variant... variants)
      throws IOException, InterruptedException {
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of(sample.getName(), dose.rounds(), dose.millis()));
    arguments.addAll(List.of(variants));
    return worker(carriers, Runner.class, arguments.toArray());
  }

  /** Lincheck's model checker on a program in plain Java, in a JVM as it likes it. */
  static List<String> lincheck(PlainInterleavings program, Object... arguments)
      throws IOException, InterruptedException {
    Path classes = origin(Processes.class);
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            java(),
            "-XX:+UseSerialGC",
            "-Xmx1g",
            "-XX:ActiveProcessorCount=1",
            "-XX:+EnableDynamicAgentLoading",
            "-Xshare:off",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            classes + ":" + classes.resolveSibling("lincheck") + "/*",
            LincheckRun.class.getName(),
            program.name()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    // It warns of each lambda that it can't see into.
    return lines(command, ProcessBuilder.Redirect.DISCARD);
  }

  static List<String> lines(List<String> command) throws IOException, InterruptedException {
    return lines(command, ProcessBuilder.Redirect.INHERIT);
  }

  private static List<String> lines(List<String> command, ProcessBuilder.Redirect errors)
      throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectError(errors).start();
    process.getOutputStream().close();
    try (var out = process.inputReader()) {
      List<String> lines = out.lines().toList();
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("exit code " + code + " of " + String.join(" ", command));
      }
      return lines;
    }
  }

  /** Milliseconds from a command's start to the first line of its output. */
  static double firstOutput(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    try (var out = process.inputReader()) {
      String line = out.readLine();
      double millis = (System.nanoTime() - start) / 1e6;
      while (line != null && out.readLine() != null) {
        // to its end
      }
      if (line == null || process.waitFor() != 0) {
        throw new IOException("no output of " + String.join(" ", command));
      }
      return millis;
    }
  }
}
