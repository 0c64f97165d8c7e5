package goloom.server.http;

import goloom.report.Access;
import goloom.report.Frame;
import goloom.report.Shown;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events as the engine sends them, of the program {@code go(() -> data++); if (data == 0) …}. */
public final class Recorded {
  private Recorded() {}

  public static final Event.Race RACE =
      new Event.Race(
          "Main.data",
          new Access(
              "read", 1, "", List.of(new Frame("Main.main", "Main.java", 8)), null, List.of()),
          new Access(
              "write",
              2,
              "",
              List.of(new Frame("Main.lambda$main$0", "Main.java", 7)),
              new Frame("Main.main", "Main.java", 7),
              List.of("mutex m")),
          "WARNING: DATA RACE\nRead of Main.data by main goroutine:");

  /** From the second outcome's first telling to the search's end. */
  public static final List<Event> SEARCH =
      List.of(
          new Event.Outcome(
              2,
              "",
              Status.OK,
              0,
              "",
              4,
              "1.0.3=1",
              List.of(new Shown("data race on Main.data\n…", "1.0.3=1,4=1")),
              List.of(),
              List.of()),
          new Event.Outcome(
              3,
              "the value is 1\n",
              Status.OK,
              0,
              "",
              1,
              "1.0.5=1",
              List.of(),
              List.of(),
              List.of()),
          outcome(1, 9),
          new Event.Explored(14, 3, true, "all", "", 1, 0, 0, 12));

  /** How the outcome of that schedule of {@link #SEARCH} comes about. */
  static List<Event> replay(String schedule) {
    var starts = step("goCreate", 1, 7, Map.of("created", 2));
    var tests = access("read", 1, 8, 0);
    var adds = List.of(access("read", 2, 7, 0), access("write", 2, 7, 1));
    var ends = step("goEnd", 2, 7, Map.of());
    var prints = step("output", 1, 9, Map.of("stream", "stdout", "bytes", 15));
    List<Map<String, Object>> steps = new ArrayList<>(List.of(starts));
    switch (schedule) {
      case "1.0" -> {
        steps.addAll(List.of(tests, access("read", 1, 9, 0), prints));
        steps.addAll(adds);
      }
      case "1.0.5=1" -> {
        steps.add(tests);
        steps.addAll(adds);
        steps.addAll(List.of(ends, access("read", 1, 9, 1), prints));
      }
      default -> {
        steps.addAll(adds);
        steps.addAll(List.of(ends, access("read", 1, 8, 1)));
      }
    }
    String printed = schedule.equals("1.0") ? "0" : "1";
    return List.of(
        new Event.Output("stdout", "the value is " + printed + "\n", 500, 1),
        new Event.Trace(steps));
  }

  private static Map<String, Object> access(String kind, long goroutine, int line, int value) {
    return step(kind, goroutine, line, Map.of("variable", 1, "name", "Main.data", "value", value));
  }

  private static Map<String, Object> step(
      String kind, long goroutine, int line, Map<String, Object> rest) {
    var step = new LinkedHashMap<String, Object>();
    step.put("kind", kind);
    step.put("at", 100);
    step.put("goroutine", goroutine);
    step.put("file", "Main.java");
    step.put("line", line);
    step.putAll(rest);
    return step;
  }

  public static Event.Outcome outcome(int id, long executions) {
    return new Event.Outcome(
        id,
        "the value is 0\n",
        Status.OK,
        0,
        "",
        executions,
        "1.0",
        List.of(),
        List.of(),
        List.of());
  }
}
