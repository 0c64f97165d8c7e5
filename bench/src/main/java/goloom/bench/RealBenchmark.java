package goloom.bench;

import goloom.bench.Processes.Carriers;
import java.io.IOException;
import java.util.List;

/** The same programs on real threads, with our carriers and on the JDK's, beside Go. */
final class RealBenchmark implements Benchmark {
  @Override
  public String name() {
    return "real";
  }

  @Override
  public String about() {
    return "the same on real threads, with our carriers and with the JDK's, beside Go";
  }

  @Override
  public List<Table> run(Dose dose) throws IOException, InterruptedException {
    var table =
        new Table(
            "real: one operation, by the real scheduler",
            "operation",
            "our carriers",
            "the JDK's",
            "Go",
            "ours : the JDK's",
            "ours : Go");
    var go = GoProgram.build();
    for (Program program : Programs.ALL) {
      var ours = new Figures();
      var theirs = new Figures();
      for (int process = 0; process < dose.processes(); process++) {
        ours.read(Processes.runner(Carriers.OURS, dose, program.type(), Variant.REAL));
        theirs.read(Processes.runner(Carriers.THE_JDKS, dose, program.type(), Variant.REAL));
        if (go.isPresent()) {
          ours.read(go.get().measure(program.goName(), dose));
        }
      }
      double nanos = ours.median("REAL");
      double jdk = theirs.median("REAL");
      table.row(
          program.title(),
          Cells.nanos(nanos),
          Cells.nanos(jdk),
          ours.has("go") ? Cells.nanos(ours.median("go")) : Cells.NOTHING,
          Cells.times(nanos / jdk),
          ours.has("go") ? Cells.times(nanos / ours.median("go")) : Cells.NOTHING);
    }
    return List.of(table);
  }
}
