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
import goloom.scheduler.Pilot.Timing;
import org.junit.jupiter.api.Test;

/** Programs that could go on without end neither hold up the search nor pass for finished. */
class EndlessTest {

  private static Found explore(Timing timing, Block main) {
    var settings = new ExploreSettings(2_000, 60_000, 2_000, timing, true, 1_000, 4);
    var found = Found.of(settings, () -> main);
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
}
