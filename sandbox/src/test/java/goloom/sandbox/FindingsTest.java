package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import goloom.report.Access;
import goloom.report.Frame;
import goloom.report.Shown;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import goloom.worker.protocol.ProtocolException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final int SMALL = 100;
  private final Findings ofRun = new Findings(false);
  private final Findings ofSearch = new Findings(true);

  @Test
  void race_ofKnownForm_passes() {
    assertThatCode(() -> ofRun.check(race("write"), SMALL)).doesNotThrowAnyException();
    assertThatCode(() -> ofSearch.check(race("read"), SMALL)).doesNotThrowAnyException();
  }

  @Test
  void race_ofAnotherForm_orTooLarge_isRefused() {
    refused(ofRun, race("<script>"), SMALL);
    refused(ofRun, race("write"), 2 << 20);
  }

  @Test
  void races_withoutEnd_areRefused() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      ofRun.check(race("write"), SMALL);
    }
    refused(ofRun, race("write"), SMALL);
  }

  @Test
  void outcomes_andTheirEnd_belongToASearch() {
    refused(ofRun, outcome(1, Status.OK, "1.0", List.of()), SMALL);
    refused(ofRun, explored(3, true, "all"), SMALL);
    assertThatCode(
            () -> {
              ofSearch.check(outcome(1, Status.OK, "1.0", List.of()), SMALL);
              ofSearch.check(outcome(1, Status.OK, "1.0", List.of(new Shown("x", "1.7"))), SMALL);
              ofSearch.check(explored(3, true, "all"), SMALL);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void outcome_outOfItsBounds_isRefused() {
    refused(ofSearch, outcome(0, Status.OK, "1.0", List.of()), SMALL);
    refused(ofSearch, outcome(1, Status.COMPILE_ERROR, "1.0", List.of()), SMALL);
    refused(ofSearch, outcome(1, Status.OK, "1".repeat(8193), List.of()), SMALL);
    refused(ofSearch, outcome(1, Status.OK, "1.0", List.of()), 3 << 20);
    refused(
        ofSearch, outcome(1, Status.OK, "1.0", List.of(new Shown("x", "1".repeat(8193)))), SMALL);
    refused(
        ofSearch,
        outcome(1, Status.OK, "1.0", Collections.nCopies(1001, new Shown("x", "1.0"))),
        SMALL);
  }

  @Test
  void search_thatIsOver_saysNothingMore() throws Exception {
    ofSearch.check(explored(3, false, "sampled"), SMALL);
    refused(ofSearch, explored(3, false, "sampled"), SMALL);
    refused(ofSearch, outcome(1, Status.OK, "1.0", List.of()), SMALL);
  }

  @Test
  void completeness_isClaimedInFullOrNotAtAll() {
    refused(ofSearch, explored(3, true, "bounded"), SMALL);
    refused(new Findings(true), explored(3, false, "all"), SMALL);
    refused(new Findings(true), explored(3, true, "surely"), SMALL);
    refused(new Findings(true), explored(-1, true, "all"), SMALL);
  }

  private static void refused(Findings findings, Event.OfProgram event, int bytes) {
    assertThatThrownBy(() -> findings.check(event, bytes)).isInstanceOf(ProtocolException.class);
  }

  private static Event.Race race(String kind) {
    var stack = List.of(new Frame("Main.main", "Main.java", 3));
    return new Event.Race(
        "Main.counter",
        new Access(kind, 1, "", stack, null, List.of()),
        new Access("write", 2, "writer", stack, stack.getFirst(), List.of("mutex m")),
        "WARNING: DATA RACE");
  }

  private static Event.Outcome outcome(int id, Status status, String schedule, List<Shown> races) {
    return new Event.Outcome(
        id, "hello\n", status, 0, "", 5, schedule, races, List.of(), List.of());
  }

  private static Event.Explored explored(long executions, boolean exhaustive, String completeness) {
    return new Event.Explored(executions, 1, exhaustive, completeness, "", 0, 0, 0, 5);
  }
}
