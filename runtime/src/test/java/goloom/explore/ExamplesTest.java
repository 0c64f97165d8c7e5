package goloom.explore;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.instrument.Repeatable;
import goloom.scheduler.Pilot.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** All that the playground's examples can do, and that the schedules told replay it. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../server/src/main/resources/examples");

  private static Supplier<Block> example(String name) {
    try {
      return Repeatable.ofFile(Files.readString(EXAMPLES.resolve(name + ".java")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Found explore(Supplier<Block> program, Timing timing) {
    var settings = new ExploreSettings(100_000, 60_000, 5_000, timing, true, 10_000, 4);
    var found = Found.of(settings, program);
    assertThat(found.outcomes()).as("%s", found.report()).isNotEmpty();
    for (var outcome : found.outcomes()) {
      assertThat(Replayed.of(program, outcome.schedule()))
          .as("%s", outcome)
          .matches(replayed -> replayed.shows(outcome));
      for (var race : outcome.races()) {
        assertThat(Replayed.of(program, race.schedule()).races()).as("%s", race).isPositive();
      }
      for (var leak : outcome.leaks()) {
        assertThat(Replayed.of(program, leak.schedule()).leaks()).as("%s", leak).isPositive();
      }
    }
    return found;
  }

  private static void isWhole(Found found) {
    assertThat(found.report().completeness()).as("%s", found.report()).isEqualTo("all");
    assertThat(found.report().exhaustive()).isTrue();
  }

  @Test
  void race_hasThreeOutcomes() {
    var found = explore(example("race"), Timing.STRICT);
    isWhole(found);
    assertThat(found.lines()).containsExactly("", "the value is 0", "the value is 1");
    assertThat(found.report().races()).isEqualTo(1);
  }

  @Test
  void twoLocks_alwaysDeadlock_whereSleepsAreExact() {
    var found = explore(example("deadlock"), Timing.STRICT);
    isWhole(found);
    assertThat(found.lines())
        .containsExactly(
            "Ada has one piece Ben has one piece deadlock",
            "Ben has one piece Ada has one piece deadlock");
  }

  @Test
  void twoLocks_mayEndWell_whereRunningMayTakeLongerThanASleep() {
    var found = explore(example("deadlock"), Timing.LOOSE);
    isWhole(found);
    assertThat(found.lines())
        .containsExactly(
            "Ada has one piece Ada eats Ben has one piece Ben eats",
            "Ada has one piece Ben has one piece deadlock",
            "Ben has one piece Ada has one piece deadlock",
            "Ben has one piece Ben eats Ada has one piece Ada eats");
  }

  @Test
  void forgottenReceiver_isALeak() {
    var found = explore(example("leak"), Timing.STRICT);
    isWhole(found);
    assertThat(found.lines()).containsExactly("first answer: Rio goroutines still here: 3");
    assertThat(found.report().leaks()).isEqualTo(1);
  }

  @Test
  void runners_comeHomeInAnyOrder() {
    var found = explore(example("waitgroup"), Timing.STRICT);
    isWhole(found);
    assertThat(found.outcomes()).hasSize(24);
    assertThat(found.report().executions()).isEqualTo(1);
  }

  @Test
  void nilChannel_blocksForEver() {
    var found =
        explore(
            Repeatable.of(
                """
                void main() {
                  Chan<Integer> ch = Chan.nil();
                  go(() -> IO.println("bye"));
                  ch.receive();
                }
                """),
            Timing.STRICT);
    isWhole(found);
    assertThat(found.lines()).containsExactly("bye deadlock");
  }

  @Test
  void negativeWaitGroup_panicsOnSomeSchedules() {
    var found =
        explore(
            Repeatable.of(
                """
                void main() {
                  var wg = new WaitGroup();
                  go(() -> wg.done());
                  wg.add(1);
                  wg.await();
                  IO.println("done");
                }
                """),
            Timing.STRICT);
    isWhole(found);
    assertThat(found.lines()).contains("done", "panic");
    assertThat(found.outcomes())
        .anyMatch(outcome -> outcome.message().equals("panic: sync: negative WaitGroup counter"));
  }

  @Test
  void sendAfterClose_panicsOnSomeSchedules() {
    var found =
        explore(
            Repeatable.of(
                """
                void main() {
                  var ch = Chan.<Integer>make(1);
                  go(() -> ch.send(1));
                  ch.close();
                  var got = ch.receiveOk();
                  IO.println(got.ok() ? "got it" : "closed");
                }
                """),
            Timing.STRICT);
    isWhole(found);
    assertThat(found.lines()).containsExactly("closed", "closed panic", "got it", "panic");
  }

  @Test
  void answer_isTheSameTwice() {
    for (var name : new String[] {"race", "deadlock", "workers"}) {
      var settings = new ExploreSettings(60, 60_000, 5_000, Timing.LOOSE, true, 10_000, 4);
      var program = example(name);
      var one = Found.of(settings, program);
      var other = Found.of(settings, program);
      assertThat(one.outcomes()).as(name).isEqualTo(other.outcomes());
      assertThat(one.report().executions()).isEqualTo(other.report().executions());
      assertThat(one.report().why()).isEqualTo(other.report().why());
    }
  }
}
