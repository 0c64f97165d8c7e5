package goloom.bench;

import goloom.bench.Processes.Carriers;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What rewriting costs programs that compute, and what it costs itself. */
final class RewriteBenchmark implements Benchmark {
  private static final double LOOP_TARGET = 3;
  private static final double MEDIAN_TARGET = 1.6;
  private static final String TIGHT = "10,000 turns of a tight loop";
  private static final String VECTORISED = "10,000 turns, vectorised as compiled";
  private static final int TIMES = 400;

  private static Map<String, Class<? extends Sample>> samples() {
    Map<String, Class<? extends Sample>> samples = new LinkedHashMap<>();
    samples.put(TIGHT, Loops.Counted.class);
    samples.put(VECTORISED, Loops.Vectorised.class);
    samples.put("1,000 turns on three fields", Loops.Fields.class);
    samples.put("sieve to 10,000", Loops.Sieve.class);
    samples.put("1,000 turns of small calls", Loops.Calls.class);
    samples.put("matrix product, 60 by 60", Loops.Matrix.class);
    samples.put("text of 100 numbers", Loops.Text.class);
    samples.put("Collatz below 1,000", Loops.Collatz.class);
    samples.put("Fibonacci 20, recursive", Loops.Fibonacci.class);
    samples.put("eight queens", Loops.Queens.class);
    samples.put("sort of 1,000 numbers", Loops.Sorting.class);
    samples.put("count of 1,000 words", Loops.Words.class);
    return samples;
  }

  @Override
  public String name() {
    return "rewrite";
  }

  @Override
  public String about() {
    return "what scheduling points cost programs that compute, and what rewriting takes";
  }

  @Override
  public List<Table> run(Dose dose) throws IOException, InterruptedException {
    var table =
        new Table(
            "rewrite: the same program in the simulation, rewritten (no race detection) and not",
            "program",
            "as compiled",
            "rewritten",
            "ratio");
    var ratios = new Figures();
    for (var sample : samples().entrySet()) {
      var figures = new Figures();
      for (int process = 0; process < dose.processes(); process++) {
        figures.read(
            Processes.runner(
                Carriers.OURS, dose, sample.getValue(), Variant.PLAIN, Variant.REWRITTEN));
      }
      double plain = figures.median("PLAIN");
      double rewritten = figures.median("REWRITTEN");
      ratios.add("all", rewritten / plain);
      ratios.add(sample.getKey(), rewritten / plain);
      table.row(
          sample.getKey(),
          Cells.nanos(plain),
          Cells.nanos(rewritten),
          Cells.times(rewritten / plain));
    }
    var targets = new Table("rewrite: ratios", "what", "ratio", "target", "met");
    target(targets, "tight loop", ratios.median(TIGHT), LOOP_TARGET);
    target(targets, "tight loop, vectorised as compiled", ratios.median(VECTORISED), LOOP_TARGET);
    target(targets, "median of all", ratios.median("all"), MEDIAN_TARGET);
    targets.row(
        "worst of all", Cells.times(ratios.percentile("all", 100)), Cells.NOTHING, Cells.NOTHING);
    return List.of(table, targets, rewriting());
  }

  private static void target(Table table, String what, double ratio, double target) {
    table.row(what, Cells.times(ratio), "≤ " + Cells.times(target), Cells.atMost(target, ratio));
  }

  private static Table rewriting() throws IOException, InterruptedException {
    var table = new Table("rewrite: the rewriter's own time", "classes", "bytes", "first", "warm");
    for (Class<?> program : List.of(Messages.class, Loops.class)) {
      var inputs = Rewritten.inputs(program);
      var figures = new Figures();
      figures.read(Processes.worker(Carriers.OURS, Rewriting.class, program.getName(), TIMES));
      table.row(
          Cells.count(inputs.size()),
          Cells.count(inputs.stream().mapToLong(input -> input.bytes().length).sum()),
          Cells.nanos(figures.median("cold")),
          Cells.nanos(figures.median("warm")));
    }
    return table;
  }
}
