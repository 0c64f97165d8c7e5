package goloom.bench;

import goloom.bench.Processes.Carriers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What concurrency costs in the simulation, beside Go. */
final class SimBenchmark implements Benchmark {
  private static final double TRACING_TARGET = 1.25;

  @Override
  public String name() {
    return "sim";
  }

  @Override
  public String about() {
    return "messages, goroutines, locks and selects in the simulation, beside Go";
  }

  @Override
  public List<Table> run(Dose dose) throws IOException, InterruptedException {
    var costs =
        new Table(
            "sim: one operation, in a rewritten program; no race detection, no trace",
            "operation",
            "Goloom",
            "Go",
            "Goloom : Go",
            "target",
            "met");
    var tracing =
        new Table(
            "sim: the same with every event recorded",
            "operation",
            "not traced",
            "traced",
            "ratio",
            "target",
            "met");
    var go = GoProgram.build();
    for (Program program : Programs.ALL) {
      var figures = measure(program, dose, go);
      double nanos = figures.median("REWRITTEN");
      boolean promised = program.targetNanos() > 0;
      costs.row(
          program.title(),
          Cells.nanos(nanos),
          figures.has("go") ? Cells.nanos(figures.median("go")) : Cells.NOTHING,
          figures.has("go") ? Cells.times(nanos / figures.median("go")) : Cells.NOTHING,
          promised ? "≤ " + program.targetNanos() + " ns" : Cells.NOTHING,
          promised ? Cells.atMost(program.targetNanos(), nanos) : Cells.NOTHING);
      double traced = figures.median("TRACED");
      tracing.row(
          program.title(),
          Cells.nanos(nanos),
          Cells.nanos(traced),
          Cells.times(traced / nanos),
          "≤ " + Cells.times(TRACING_TARGET),
          Cells.atMost(TRACING_TARGET, traced / nanos));
    }
    return List.of(costs, tracing, parked(dose.goroutines(), go));
  }

  private static Figures measure(Program program, Dose dose, Optional<GoProgram> go)
      throws IOException, InterruptedException {
    var figures = new Figures();
    for (int process = 0; process < dose.processes(); process++) {
      figures.read(
          Processes.runner(Carriers.OURS, dose, program.type(), Variant.REWRITTEN, Variant.TRACED));
      if (go.isPresent()) {
        figures.read(go.get().measure(program.goName(), dose));
      }
    }
    return figures;
  }

  private static Table parked(int goroutines, Optional<GoProgram> go)
      throws IOException, InterruptedException {
    var table =
        new Table(
            "sim: " + Cells.count(goroutines) + " goroutines parked at once, heap of 256 MiB",
            "language",
            "bytes each",
            "start, wake and end all");
    var ours = new Figures();
    ours.read(Processes.worker(Carriers.OURS, Parked.class, goroutines));
    parked(table, "Goloom", ours);
    if (go.isPresent()) {
      var theirs = new Figures();
      theirs.read(go.get().park(goroutines));
      parked(table, "Go", theirs);
    }
    return table;
  }

  private static void parked(Table table, String language, Figures figures) {
    table.row(
        language,
        Cells.count((long) figures.median("bytes")),
        Cells.count((long) figures.median("millis")) + " ms");
  }
}
