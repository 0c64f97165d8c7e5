package goloom.conformance;

import goloom.conformance.RaceCase.Expected;
import goloom.report.RaceReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Holds race cases to what they expect, each on many seeds and on 1, 2 and 4 processors. */
final class RaceChecks {
  private RaceChecks() {}

  private static final int[] PROCS = {4, 2, 1};

  private static final int MOST_SHOWN = 3;

  /** A test a case. */
  static Stream<DynamicTest> tests(RaceCase.Table table, int seeds) {
    var sources = new LinkedHashMap<String, String>();
    table.cases().forEach(of -> sources.put(of.name(), of.source()));
    Map<String, RaceProgram> programs = RaceProgram.all(sources);
    return table.cases().stream()
        .map(of ->
            DynamicTest.dynamicTest(of.name(), () -> check(of, programs.get(of.name()), seeds)));
  }

  /** Fails with the seeds that disagree. */
  static void check(RaceCase of, RaceProgram program, int seeds) {
    // With a race anything may happen, an end before it included.
    check(
        of, program, seeds, of.expected() == Expected.NEVER ? Set.of("ok") : Set.of("ok", "panic"));
  }

  /** The same, with the ways in which it may end. */
  static void check(RaceCase of, RaceProgram program, int seeds, Set<String> endings) {
    var wrong = new ArrayList<String>();
    int found = 0;
    for (int seed = 0; seed < seeds; seed++) {
      var seen = program.run(seed, procs(seed));
      String where = "seed %d, procs %d: ".formatted(seed, procs(seed));
      boolean endedWell = seen.ending().status().equals("ok");
      if (!endings.contains(seen.ending().status())) {
        wrong.add(where + seen.ending() + seen.reports());
      }
      if (seen.races().stream().anyMatch(race -> race.location().contains(of.on()))) {
        found++;
      } else if (of.expected() == Expected.ALWAYS && endedWell) {
        wrong.add(where + "races on " + locations(seen.races()));
      }
      if (seen.races().stream().anyMatch(race -> forbidden(of, race))) {
        wrong.add(where + "\n" + texts(seen.races()));
      }
    }
    if (of.expected() != Expected.NEVER && found == 0) {
      wrong.add("none on any seed");
    }
    if (!wrong.isEmpty()) {
      throw new AssertionError(
          "%s: wanted races%s %s, got them on %d of %d seeds; %d disagree:\n%s\n%s"
              .formatted(
                  of.name(),
                  of.on().isEmpty() ? "" : " on " + of.on(),
                  of.expected(),
                  found,
                  seeds,
                  wrong.size(),
                  String.join("\n", wrong.subList(0, Math.min(MOST_SHOWN, wrong.size()))),
                  of.source()));
    }
  }

  private static boolean forbidden(RaceCase of, RaceReport race) {
    return of.expected() == Expected.NEVER || of.only() && !race.location().contains(of.on());
  }

  static int procs(int seed) {
    return PROCS[seed % PROCS.length];
  }

  static String texts(List<RaceReport> races) {
    return String.join("\n", races.stream().map(RaceReport::text).toList());
  }

  private static List<String> locations(List<RaceReport> races) {
    return races.stream().map(RaceReport::location).toList();
  }
}
