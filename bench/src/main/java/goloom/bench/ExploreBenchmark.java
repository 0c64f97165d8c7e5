package goloom.bench;

import goloom.bench.Processes.Carriers;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search for all interleavings costs, beside Lincheck's model checker. */
final class ExploreBenchmark implements Benchmark {
  private static final int RATE_TARGET = 20_000;
  private static final int RATIO_TARGET = 50;
  private static final double MILLIS_TARGET = 300;

  /** Of Lincheck's, which take long. */
  private static final int ROUNDS = 2;

  /**
   * A program to look for all interleavings of.
   *
   * @param plain the same with the JDK's threads and locks; null where Lincheck can't: it takes the
   *     JDK's lock for readers and writers for a livelock
   */
  private record Pair(
      String title, Class<? extends Sample> type, @Nullable PlainInterleavings plain) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair(
              "three goroutines, three turns each at a lock",
              Interleavings.ThreeTurns.class,
              PlainInterleavings.THREE_TURNS),
          new Pair(
              "two senders and two receivers, three messages each",
              Interleavings.Exchange.class,
              PlainInterleavings.EXCHANGE),
          new Pair(
              "three philosophers, two meals each",
              Interleavings.Philosophers.class,
              PlainInterleavings.PHILOSOPHERS),
          new Pair(
              "three writers and two readers, two turns each", Interleavings.Readers.class, null));

  @Override
  public String name() {
    return "explore";
  }

  @Override
  public String about() {
    return "executions a second of a search for all interleavings, beside Lincheck";
  }

  @Override
  public List<Table> run(Dose dose) throws IOException, InterruptedException {
    var rates =
        new Table(
            "explore: executions a second of one processor, races looked for",
            "program",
            "Goloom",
            "target",
            "met",
            "Lincheck",
            "Goloom : Lincheck",
            "target",
            "met");
    var whole =
        new Table(
            "explore: a whole search",
            "program",
            "executions",
            "complete",
            "in a warm JVM",
            "target",
            "met",
            "the first in a JVM");
    for (Pair pair : PAIRS) {
      var ours = new Figures();
      var theirs = new Figures();
      for (int process = 0; process < dose.processes(); process++) {
        ours.read(search(pair.type(), dose));
        if (pair.plain() != null) {
          theirs.read(Processes.lincheck(pair.plain(), ROUNDS, Math.max(20, 2 * dose.millis())));
        }
      }
      double rate = ours.median("rate");
      boolean compared = theirs.has("rate");
      double ratio = compared ? rate / theirs.median("rate") : 0;
      rates.row(
          pair.title(),
          perSecond(rate),
          "≥ " + perSecond(RATE_TARGET),
          Cells.atLeast(RATE_TARGET, rate),
          compared ? perSecond(theirs.median("rate")) : Cells.NOTHING,
          compared ? Cells.times(ratio) : Cells.NOTHING,
          compared ? "≥ " + RATIO_TARGET + "×" : Cells.NOTHING,
          compared ? Cells.atLeast(RATIO_TARGET, ratio) : Cells.NOTHING);
      whole(whole, pair.title(), ours);
    }
    var once = new Figures();
    for (int process = 0; process < dose.processes(); process++) {
      once.read(search(Interleavings.SixOnce.class, dose));
    }
    whole(whole, "six goroutines, one turn each at a lock", once);
    return List.of(rates, whole);
  }

  private static List<String> search(Class<? extends Sample> type, Dose dose)
      throws IOException, InterruptedException {
    return Processes.worker(
        Carriers.OURS, Exploring.class, type.getName(), dose.rounds(), dose.millis());
  }

  /** Only of those with a thousand executions at most something is promised. */
  private static void whole(Table table, String title, Figures figures) {
    long executions = (long) figures.median("executions");
    double millis = figures.median("millis");
    boolean promised = executions <= 1_000;
    table.row(
        title,
        Cells.count(executions),
        figures.median("all") == 1 ? "yes" : "no",
        Cells.millis(millis),
        promised ? "< " + Cells.millis(MILLIS_TARGET) : Cells.NOTHING,
        promised ? Cells.atMost(MILLIS_TARGET, millis) : Cells.NOTHING,
        Cells.millis(figures.median("first")));
  }

  private static String perSecond(double rate) {
    return Cells.count(Math.round(rate)) + "/s";
  }
}
