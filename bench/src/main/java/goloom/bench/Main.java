package goloom.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** {@code ./goloom bench [NAME…]}: lists and runs the benchmarks. */
final class Main {
  private Main() {}

  private static final int USAGE = 125;

  static final List<Benchmark> ALL =
      List.of(
          new SimBenchmark(),
          new RewriteBenchmark(),
          new RaceBenchmark(),
          new ExploreBenchmark(),
          new RealBenchmark(),
          new ClickBenchmark(),
          new LoadBenchmark());

  public static void main(String[] names) throws IOException, InterruptedException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<Benchmark> chosen = new ArrayList<>();
    for (String name : names) {
      var found = ALL.stream().filter(each -> each.name().equals(name)).findFirst();
      if (found.isEmpty()) {
        System.err.println("goloom: no benchmark is called " + name);
        list(System.err);
        System.exit(USAGE);
      }
      found.ifPresent(chosen::add);
    }
    if (chosen.isEmpty()) {
      out.println("All benchmarks, in a small dose; a larger one where they are named:");
      list(out);
    }
    var dose = chosen.isEmpty() ? Dose.QUICK : Dose.FULL;
    out.println();
    out.println("goloom bench" + (names.length == 0 ? "" : " " + String.join(" ", names)));
    out.println(machine());
    for (Benchmark benchmark : chosen.isEmpty() ? ALL : chosen) {
      for (Table table : benchmark.run(dose)) {
        table.print(out);
      }
    }
  }

  private static void list(PrintStream out) {
    for (Benchmark each : ALL) {
      out.printf("  %-8s %s%n", each.name(), each.about());
    }
  }

  /** What the figures were taken on. */
  private static String machine() throws IOException, InterruptedException {
    var go = GoProgram.command();
    return "%s; %s, %d processors, load %.1f; JDK %s; %s"
        .formatted(
            LocalDate.now(ZoneId.systemDefault()),
            processor(),
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            Runtime.version(),
            go.isPresent()
                ? String.join(" ", Processes.lines(List.of(go.get(), "version")))
                : "no Go on the path");
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
