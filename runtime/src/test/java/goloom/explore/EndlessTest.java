package goloom.explore;

import static goloom.Go.go;
import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.range;
import static goloom.Go.select;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.Chan;
import goloom.Mutex;
import goloom.Time;
import goloom.instrument.Repeatable;
import goloom.scheduler.Pilot.Timing;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that could go on without end neither hold up the search nor pass for finished. */
class EndlessTest {

  private static Found explore(Timing timing, Block main) {
    return explore(timing, () -> main);
  }

  private static Found explore(Timing timing, Supplier<Block> program) {
    var settings = new ExploreSettings(2_000, 60_000, 2_000, timing, true, 1_000, 4);
    var found = Found.of(settings, program);
    assertThat(found.report().exhaustive()).as("%s", found.report()).isFalse();
    assertThat(found.report().completeness()).isEqualTo("bounded");
    assertThat(found.report().why()).isNotEmpty();
    return found;
  }

  @Test
  void selectWithDefault_inALoop_isFollowedForSomeTurns() {
    var found =
        explore(
            Timing.STRICT,
            () -> {
              var ch = Chan.<Integer>make();
              go(() -> ch.send(1));
              for (boolean[] got = {false}; !got[0]; ) {
                select(onReceive(ch, v -> got[0] = true), onDefault(() -> {}));
              }
              System.out.println("got it");
            });
    assertThat(found.lines()).containsExactly("got it");
    assertThat(found.report().why()).contains("turns");
  }

  @Test
  void lockAndLook_inALoop_isFollowedForSomeTurns() {
    var found =
        explore(
            Timing.STRICT,
            () -> {
              var mu = new Mutex();
              int[] x = {0};
              go(() -> {
                mu.lock();
                x[0] = 1;
                mu.unlock();
              });
              for (boolean seen = false; !seen; ) {
                mu.lock();
                seen = x[0] == 1;
                mu.unlock();
              }
              System.out.println("seen");
            });
    assertThat(found.lines()).containsExactly("seen");
  }

  @Test
  void ticker_besideMain_isNoLeak() {
    var settings = new ExploreSettings(10, 60_000, 2_000, Timing.STRICT, true, 1_000, 4);
    var found =
        Found.of(
            settings,
            () ->
                () -> {
                  var ticker = Time.newTicker(Time.millis(10));
                  go(() -> {
                    for (; ; ) {
                      ticker.c().receive();
                      System.out.println("tick");
                    }
                  });
                  Time.sleep(Time.millis(25));
                });
    assertThat(found.lines()).containsExactly("tick tick");
    assertThat(found.report().leaks()).isZero();
  }

  @Test
  void ticker_withoutEnd_doesNotOutlastTheTime() {
    var settings = new ExploreSettings(1_000_000, 500, 5_000, Timing.LOOSE, true, 1_000, 4);
    var found =
        Found.of(
            settings,
            () ->
                () -> {
                  var news = Chan.<Integer>make();
                  go(() -> {
                    Time.sleep(Time.millis(45));
                    news.send(1);
                  });
                  var tick = Time.tick(Time.millis(10));
                  while (select(onReceive(news), onReceive(tick)) != 0) {
                    System.out.println("tick");
                  }
                });
    assertThat(found.lines()).contains("tick tick tick tick");
    assertThat(found.report().exhaustive()).isFalse();
    assertThat(found.report().deadlocks()).isZero();
    assertThat(found.report().millis()).isLessThan(30_000);
  }

  @Test
  void manyInterleavings_areDrawnFrom_andCalledSampled() {
    var settings = new ExploreSettings(1_000_000, 2_000, 2_000, Timing.STRICT, true, 1_000, 4);
    var found =
        Found.of(
            settings,
            () ->
                () -> {
                  var ch = Chan.<Integer>make();
                  for (int i : range(6)) {
                    go(() -> {
                      for (int j = 0; j < 6; j++) {
                        ch.send(i);
                      }
                    });
                  }
                  for (int i = 0; i < 36; i++) {
                    System.out.println(ch.receive());
                  }
                });
    assertThat(found.report().completeness()).isEqualTo("sampled");
    assertThat(found.report().exhaustive()).isFalse();
    assertThat(found.report().why()).contains("drawn at random");
  }

  @Test
  void endlessPingPong_isCutOff() {
    var found =
        explore(
            Timing.STRICT,
            () -> {
              var ch = Chan.<Integer>make();
              go(() -> {
                for (int i = 0; ; i++) {
                  ch.send(i);
                }
              });
              for (int v : ch) {
                if (v < 0) {
                  System.out.println("never");
                }
              }
            });
    assertThat(found.lines()).isEmpty();
  }

  @Test
  void tightLoop_alone_isCutOff() {
    var found = explore(Timing.STRICT, Repeatable.of("void main() { while (true) {} }"));
    assertThat(found.outcomes()).isEmpty();
    assertThat(found.report().why()).contains("without end");
  }

  @Test
  void tightLoop_besideMain_takesAwayAll() {
    var found =
        explore(
            Timing.STRICT,
            Repeatable.of(
                """
                void main() {
                  go(() -> {
                    while (true) {}
                  });
                  IO.println("done");
                }
                """));
    assertThat(found.lines()).containsExactly("done");
    assertThat(found.report().why()).contains("without end");
  }

  @Test
  void tightLoop_besideMain_isNotWaitedFor_inAReplay() {
    var program =
        Repeatable.of(
            """
            void main() {
              go(() -> {
                while (true) {}
              });
              IO.println("done");
            }
            """);
    var outcome = explore(Timing.STRICT, program).outcomes().getFirst();
    assertThat(Replayed.of(program, outcome.schedule()).shows(outcome)).isTrue();
  }

  @Test
  void flag_thatNobodySets_isWaitedForWithoutEnd() {
    var found =
        explore(
            Timing.LOOSE,
            Repeatable.of(
                """
                boolean flag;

                void main() {
                  while (!flag) {}
                  IO.println("set");
                }
                """));
    assertThat(found.outcomes()).isEmpty();
    assertThat(found.report().why()).contains("without end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "volatile"})
  void flag_thatIsSet_isFollowedForSomeTurns(String modifier) {
    var found =
        explore(
            Timing.LOOSE,
            Repeatable.of(
                """
                %s boolean flag;

                void main() {
                  go(() -> flag = true);
                  while (!flag) {}
                  IO.println("set");
                }
                """
                    .formatted(modifier)));
    assertThat(found.lines()).containsExactly("set");
    assertThat(found.report().why()).contains("turns");
  }

  @Test
  void memory_thatRunsOut_endsTheSearch() {
    var told = new boolean[1];
    var observer =
        new ExploreObserver() {
          @Override
          public void outOfMemory() {
            told[0] = true;
          }
        };
    var program =
        Repeatable.of(
            """
            void main() {
              go(() -> IO.println("other"));
              IO.println("begins");
              var all = new java.util.ArrayList<long[]>();
              while (true) all.add(new long[Integer.MAX_VALUE]);
            }
            """);
    var report = Explorer.explore(ExploreSettings.standard(), program, observer);
    assertThat(told[0]).isTrue();
    assertThat(report.completeness()).isEqualTo("bounded");
    assertThat(report.why()).contains("memory limit");
    assertThat(report.outcomes()).isEqualTo(1);
  }
}
