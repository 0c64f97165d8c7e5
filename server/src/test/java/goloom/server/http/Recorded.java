package goloom.server.http;

import goloom.report.Access;
import goloom.report.Frame;
import goloom.report.Shown;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import java.util.List;

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
