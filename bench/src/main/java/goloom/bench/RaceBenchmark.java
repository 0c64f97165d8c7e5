package goloom.bench;

import goloom.bench.Processes.Carriers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What looking for races costs, beside what it costs Go. */
final class RaceBenchmark implements Benchmark {
  private static final double FIELDS = 3;
  private static final double CHANNELS = 2.8;
  private static final double ARRAYS = 10;
  private static final double MEMORY = 5;
  private static final int ITEMS = 100_000;
  private static final int CROWD = 50_000;

  private record Case(String title, Class<? extends Sample> type, String goName, double target) {}

  private static final List<Case> CASES =
      List.of(
          new Case("fields: 1,000 turns on three", Loops.Fields.class, "fields", FIELDS),
          new Case("fields: walk of 1,000 nodes", Memory.Nodes.class, "nodes", FIELDS),
          new Case(
              "channels: message, unbuffered", Messages.Unbuffered.class, "unbuffered", CHANNELS),
          new Case(
              "channels: message, buffered (16)", Messages.Buffered.class, "buffered", CHANNELS),
          new Case("channels: job and result", Messages.Workers.class, "workers", CHANNELS),
          new Case("arrays: matrix product, 60 by 60", Loops.Matrix.class, "matrix", ARRAYS),
          new Case("arrays: sieve to 10,000", Loops.Sieve.class, "sieve", ARRAYS),
          new Case("mutex, lock, count, unlock", Messages.Locking.class, "mutex", 0),
          new Case("goroutine, start to end", Messages.Spawn.class, "spawn", 0));

  @Override
  public String name() {
    return "race";
  }

  @Override
  public String about() {
    return "race detection on and off, beside go build -race";
  }

  @Override
  public List<Table> run(Dose dose) throws IOException, InterruptedException {
    var table =
        new Table(
            "race: one operation with races looked for and not; off is rewritten without hooks",
            "program",
            "off",
            "on",
            "on : off",
            "Go's on : off",
            "target",
            "met");
    var go = GoProgram.build();
    var watched = go.isPresent() ? GoProgram.build("-race") : Optional.<GoProgram>empty();
    for (Case each : CASES) {
      var figures = new Figures();
      var plain = new Figures();
      var raced = new Figures();
      for (int process = 0; process < dose.processes(); process++) {
        figures.read(
            Processes.runner(Carriers.OURS, dose, each.type, Variant.REWRITTEN, Variant.RACE));
        if (go.isPresent() && watched.isPresent()) {
          plain.read(go.get().measure(each.goName, dose));
          raced.read(watched.get().measure(each.goName, dose));
        }
      }
      double off = figures.median("REWRITTEN");
      double on = figures.median("RACE");
      table.row(
          each.title,
          Cells.nanos(off),
          Cells.nanos(on),
          Cells.times(on / off),
          plain.has("go") ? Cells.times(raced.median("go") / plain.median("go")) : Cells.NOTHING,
          each.target > 0 ? "≤ " + Cells.times(each.target) : Cells.NOTHING,
          each.target > 0 ? Cells.atMost(each.target, on / off) : Cells.NOTHING);
    }
    return List.of(table, memory());
  }

  private static Table memory() throws IOException, InterruptedException {
    var table =
        new Table(
            "race: heap, of 256 MiB at most", "what", "off", "on", "on : off", "target", "met");
    double off = bytes(Variant.REWRITTEN, "kept", ITEMS);
    double on = bytes(Variant.RACE, "kept", ITEMS);
    table.row(
        Cells.count(ITEMS) + " objects with an array each",
        Cells.count((long) off),
        Cells.count((long) on),
        Cells.times(on / off),
        "≤ " + Cells.times(MEMORY),
        Cells.atMost(MEMORY, on / off));
    double few = bytes(Variant.REWRITTEN, "park", CROWD);
    double many = bytes(Variant.RACE, "park", CROWD);
    table.row(
        "each of " + Cells.count(CROWD) + " goroutines parked at once",
        Cells.count((long) few),
        Cells.count((long) many),
        Cells.times(many / few),
        "≤ " + Cells.times(MEMORY),
        Cells.atMost(MEMORY, many / few));
    return table;
  }

  private static double bytes(Variant variant, String what, int n)
      throws IOException, InterruptedException {
    var figures = new Figures();
    figures.read(Processes.worker(Carriers.OURS, RaceMemory.class, variant, what, n));
    return figures.median("bytes");
  }
}
