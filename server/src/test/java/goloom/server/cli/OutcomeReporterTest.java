package goloom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.report.Shown;
import goloom.server.http.Recorded;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeReporterTest {
  private static final Event.Start START =
      new Event.Start(0L, null, 4, "sim", true, "bubblewrap", "0.1.0");

  private record Told(String out, String err, int code) {}

  @Test
  void search_thatIsComplete_isATable_withAScheduleForEach() {
    List<Event> events = new ArrayList<>(Recorded.SEARCH);
    events.addFirst(START);
    Told told = tell(events, Status.OK, 0);

    assertThat(told.out())
        .isEqualTo(
            """
               #  executions  ends      prints
               1           9  ok        the value is 0
               2           4  ok, race  (prints nothing)
               3           1  ok        the value is 1

            to see 1 again: --schedule 1.0 --procs 4
            to see 2 again: --schedule 1.0.3=1 --procs 4
                 race: data race on Main.data
                   --schedule 1.0.3=1,4=1 --procs 4
            to see 3 again: --schedule 1.0.5=1 --procs 4

            3 outcomes in 14 executions (12 ms): these are all
            """);
    assertThat(told.err()).isEqualTo("1 variable raced on\n");
    assertThat(told.code()).isEqualTo(66);
  }

  @Test
  void search_thatIsNotComplete_saysWhy() {
    Told told =
        tell(
            List.of(
                START, Recorded.outcome(1, 5), explored("sampled", "its budget of 5 executions")),
            Status.OK,
            0);

    assertThat(told.out())
        .endsWith("a sample, there may be more: its budget of 5 executions\n")
        .doesNotContain("these are all");
    assertThat(told.code()).isZero();
  }

  @Test
  void outcome_thatTakesASlowRun_saysSo_andNotAsPartOfAPanic() {
    var slow = "only if running takes longer than a sleep";
    var panic =
        new Event.Outcome(
            1,
            "",
            Status.PANIC,
            2,
            "panic: no; " + slow,
            1,
            "2.1.-.",
            List.of(),
            List.of(),
            List.of());
    Told told = tell(List.of(START, panic, explored("all", "")), Status.OK, 0);

    assertThat(told.out())
        .contains("  panic: no  (prints nothing)\n")
        .contains("to see 1 again: --schedule 2.1.-. --procs 4\n     " + slow + "\n");
  }

  @Test
  void outcome_thatEndsBadly_makesTheCode2() {
    for (Status bad : List.of(Status.PANIC, Status.DEADLOCK)) {
      Told told =
          tell(
              List.of(START, Recorded.outcome(1, 5), outcome(2, "x", bad), explored("all", "")),
              Status.OK,
              0);
      assertThat(told.code()).isEqualTo(2);
    }
    var leak =
        new Event.Outcome(
            2,
            "",
            Status.OK,
            0,
            "",
            1,
            "1.0",
            List.of(),
            List.of(new Shown("1 goroutine leaked", "1.0")),
            List.of());
    Told leaking = tell(List.of(START, leak, explored("all", "")), Status.OK, 0);
    assertThat(leaking.code()).isEqualTo(2);
    assertThat(leaking.out()).contains("ok, leak", "leak: 1 goroutine leaked");
  }

  @Test
  void outcome_thatExits_isNoBadEnd() {
    Told told =
        tell(List.of(START, outcome(1, "x", Status.EXIT), explored("all", "")), Status.OK, 0);

    assertThat(told.out()).contains("exit 3");
    assertThat(told.code()).isZero();
  }

  @Test
  void output_thatIsLong_orMovesTheCursor_keepsTheTableWhole() {
    Told told =
        tell(
            List.of(
                START,
                outcome(1, "line\n".repeat(100) + "\033[2Jgone\n", Status.OK),
                outcome(2, "\033[2Jgone\n" + "x".repeat(500), Status.OK),
                explored("all", "")),
            Status.OK,
            0);

    assertThat(told.out()).doesNotContain("\033").contains("… and 90 more lines");
    assertThat(told.out().lines()).allMatch(line -> line.length() < 140);
  }

  @Test
  void search_thatIsCutOff_saysWhatItHadFound_andHowItEnded() {
    Told told = tell(List.of(START, Recorded.outcome(1, 5)), Status.TIMEOUT, 124);

    assertThat(told.out()).contains("the value is 0", "1 outcome until then; there may be more");
    assertThat(told.err()).startsWith("goloom: ");
    assertThat(told.code()).isEqualTo(124);
  }

  @Test
  void search_thatRunsOutOfMemory_endsAsARunWould() {
    Told told =
        tell(
            List.of(
                START,
                outcome(1, "x", Status.MEMORY_LIMIT),
                explored("bounded", "memory limit: an execution needed more than there is")),
            Status.MEMORY_LIMIT,
            126);

    assertThat(told.out()).contains("there may be more: memory limit");
    assertThat(told.code()).isEqualTo(126);
  }

  private static Event.Outcome outcome(int id, String output, Status status) {
    return new Event.Outcome(
        id,
        output,
        status,
        status == Status.EXIT ? 3 : 2,
        "panic: no",
        1,
        "1.0",
        List.of(),
        List.of(),
        List.of());
  }

  private static Event.Explored explored(String completeness, String why) {
    return new Event.Explored(5, 1, completeness.equals("all"), completeness, why, 0, 0, 0, 7);
  }

  private static Told tell(List<Event> events, Status status, int code) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var outcomes = new Outcomes();
    var reporter =
        new OutcomeReporter(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            List.of(),
            outcomes);
    var exit = new Event.Exit(status, code, "why it ended", true, List.of(), Event.Stats.NONE);
    List<Event> all = new ArrayList<>(events);
    all.add(exit);
    for (Event event : all) {
      outcomes.take(event);
      reporter.report(event);
    }
    return new Told(
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        outcomes.exitCode(exit));
  }
}
