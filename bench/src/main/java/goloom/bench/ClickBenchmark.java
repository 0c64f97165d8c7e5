package goloom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** From the Run button to the first output, on a warm server, beside the ways to do without one. */
final class ClickBenchmark implements Benchmark {
  /** Between two clicks: a person is not faster, and the next worker is warm by then. */
  private static final int PAUSE_MILLIS = 1_000;

  /** By how many clicks the server is warmed before one counts. */
  private static final int WARM_UP = 10;

  @Override
  public String name() {
    return "click";
  }

  @Override
  public String about() {
    return "from the Run button to the first output, beside java Main.java and go run";
  }

  @Override
  public List<Table> run(Dose dose) throws IOException, InterruptedException {
    var figures = new Figures();
    Path folder = Files.createTempDirectory("goloom-click");
    Path goloom = copy("Goloom.java", folder);
    Path plain = copy("Plain.java", folder);
    Path main = copy("main.go", folder);
    folder.toFile().deleteOnExit();
    clicks(figures, dose, Files.readString(goloom));
    var go = GoProgram.command();
    for (int i = 0; i < dose.clicks(); i++) {
      figures.add("java", Processes.firstOutput(List.of(Processes.java(), plain.toString())));
      figures.add("library", Processes.firstOutput(withLibrary(goloom)));
      if (go.isPresent()) {
        var command = List.of(go.get(), "run", main.toString());
        if (i == 0) {
          Processes.firstOutput(command); // fills the cache
        }
        figures.add("go", Processes.firstOutput(command));
      }
    }
    return List.of(table(figures, dose));
  }

  private static void clicks(Figures figures, Dose dose, String source)
      throws IOException, InterruptedException {
    int warmUp = Math.min(WARM_UP, dose.clicks());
    try (var server = Server.start()) {
      for (int i = -warmUp; i < dose.clicks(); i++) {
        // Another text each time, or the last one's classes would do.
        String checked = source + "// checked, " + i + "\n";
        server.check(checked);
        Thread.sleep(PAUSE_MILLIS);
        double afterCheck = server.run(checked);
        Thread.sleep(PAUSE_MILLIS);
        double unchecked = server.run(source + "// not checked, " + i + "\n");
        if (i >= 0) {
          figures.add("checked", afterCheck);
          figures.add("unchecked", unchecked);
        }
      }
    }
  }

  private static List<String> withLibrary(Path program) {
    return List.of(
        Processes.java(),
        "-p",
        Processes.library().toString(),
        "--add-modules",
        "goloom",
        program.toString());
  }

  private static Path copy(String name, Path folder) throws IOException {
    Path to = folder.resolve(name);
    GoProgram.copy("hello/" + name, to);
    to.toFile().deleteOnExit();
    return to;
  }

  private static Table table(Figures figures, Dose dose) {
    var table =
        new Table(
            "click: to the first output of a channel program, " + dose.clicks() + " times",
            "way",
            "median",
            "95th percentile",
            "beside java Main.java");
    row(table, figures, "Run, the source just checked", "checked");
    row(table, figures, "Run, the source not checked", "unchecked");
    row(table, figures, "java Main.java, plain Java", "java");
    row(table, figures, "java -p LIB --add-modules goloom Main.java", "library");
    if (figures.has("go")) {
      row(table, figures, "go run main.go, cached", "go");
    }
    return table;
  }

  private static void row(Table table, Figures figures, String way, String name) {
    table.row(
        way,
        Cells.millis(figures.median(name)),
        Cells.millis(figures.percentile(name, 95)),
        Cells.times(figures.median(name) / figures.median("java")));
  }
}
