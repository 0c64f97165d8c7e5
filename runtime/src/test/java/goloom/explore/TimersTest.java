package goloom.explore;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.instrument.Repeatable;
import goloom.scheduler.Pilot.Timing;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Timers that go off, that are stopped in time, and that go off because running takes so long. */
class TimersTest {

  private static Found explore(String body) {
    var program = Repeatable.of(body);
    var settings = new ExploreSettings(100_000, 60_000, 5_000, Timing.LOOSE, true, 10_000, 4);
    var found = Found.of(settings, program);
    assertThat(found.report().completeness()).as("%s", found.report()).isEqualTo("all");
    for (var outcome : found.outcomes()) {
      assertThat(Replayed.of(program, outcome.schedule()).shows(outcome))
          .as("%s", outcome)
          .isTrue();
    }
    return found;
  }

  private static TreeSet<String> onlyIfSlow(Found found) {
    var slow = new TreeSet<String>();
    for (var outcome : found.outcomes()) {
      if (outcome.message().contains("only if running takes longer")) {
        slow.add(outcome.output().strip());
      }
    }
    return slow;
  }

  @Test
  void timeout_comesFirst_whereRunningTakesLongerThanIt() {
    var found =
        explore(
            """
            void main() {
              var ch = Chan.<String>make();
              go(() -> ch.send("result"));
              select(
                  onReceive(ch, v -> IO.println(v)),
                  onReceive(Time.after(millis(10)), () -> IO.println("timeout")));
            }
            """);
    assertThat(found.lines()).containsExactly("result", "timeout");
    assertThat(onlyIfSlow(found)).containsExactly("timeout");
  }

  @Test
  void timeout_comesFirst_thoughAnotherTimerIsDueBefore() {
    var found =
        explore(
            """
            void main() {
              var ch = Chan.<String>make();
              go(() -> {
                sleep(millis(5));
                ch.send("result");
              });
              select(
                  onReceive(ch, v -> IO.println(v)),
                  onReceive(Time.after(millis(10)), () -> IO.println("timeout")));
            }
            """);
    assertThat(found.lines()).containsExactly("result", "timeout");
    assertThat(onlyIfSlow(found)).containsExactly("timeout");
  }

  @Test
  void timer_thatIsStoppedAtTheMomentItIsDue_mayHaveGoneOffBefore() {
    var found =
        explore(
            """
            void main() {
              var done = Chan.<String>make();
              var timer = Time.afterFunc(millis(10), () -> done.send("fired"));
              go(() -> {
                sleep(millis(10));
                done.send("stopped " + timer.stop());
              });
              IO.println(done.receive());
            }
            """);
    assertThat(found.lines()).containsExactly("fired", "stopped false", "stopped true");
    assertThat(onlyIfSlow(found)).isEmpty();
  }
}
