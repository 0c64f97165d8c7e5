package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.hours;
import static goloom.Go.micros;
import static goloom.Go.millis;
import static goloom.Go.nanos;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.panic;
import static goloom.Go.range;
import static goloom.Go.seconds;
import static goloom.Go.select;
import static goloom.Go.sleep;
import static goloom.conformance.Conformance.everySeed;
import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Conformance.fewSeedsAndReal;
import static goloom.conformance.Conformance.onReal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import goloom.Chan;
import goloom.Panic;
import goloom.ReceiveChan;
import goloom.Time;
import goloom.WaitGroup;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tickers, and what a timer's channel holds. */
class TickTest {
  private static final String FILE = "src/time/tick_test.go";

  @Test
  @Origin(file = FILE, name = "TestTicker")
  void ticker_resetHalfWay_takesTheTimeOfBothPeriods() {
    everySeed(() -> assertThat(ticks(10, millis(20))).isBetween(millis(300), millis(301)));
    onReal(() -> {
      Duration took = Duration.ZERO;
      for (int i = 0; i < 5 && !near(took, millis(300)); i++) {
        took = ticks(10, millis(20));
      }
      assertThat(near(took, millis(300))).as("took %s", took).isTrue();
    });
  }

  private static boolean near(Duration got, Duration want) {
    Duration slop = want.multipliedBy(3).dividedBy(10);
    return got.compareTo(want.minus(slop)) > 0 && got.compareTo(want.plus(slop)) < 0;
  }

  private static Duration ticks(int count, Duration delta) {
    var ticker = Time.newTicker(delta);
    Instant start = Time.now();
    for (int _ : range(count / 2)) {
      ticker.c().receive();
    }
    ticker.reset(delta.multipliedBy(2));
    for (int _ : range(count / 2)) {
      ticker.c().receive();
    }
    ticker.stop();
    Duration took = Time.since(start);
    sleep(delta.multipliedBy(3));
    Look.blocked(ticker.c(), "the ticker is stopped");
    return took;
  }

  @Test
  @Origin(file = FILE, name = "TestTeardown")
  void ticker_stoppedAndMadeAnew_works() {
    everywhere(() -> {
      for (int _ : range(3)) {
        var ticker = Time.newTicker(millis(5));
        ticker.c().receive();
        ticker.stop();
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTick")
  void tick_periodNotPositive_isTheNilChannel() {
    assertThat(Time.tick(nanos(-1))).isSameAs(Chan.nil());
    assertThat(Time.tick(nanos(0))).isSameAs(Chan.nil());
  }

  @Test
  @Origin(file = FILE, name = "TestNewTickerLtZeroDuration")
  void newTicker_periodNotPositive_panics() {
    for (long period : new long[] {-1, 0}) {
      assertThatThrownBy(() -> Time.newTicker(nanos(period)))
          .isInstanceOf(Panic.class)
          .hasToString("non-positive interval for NewTicker");
    }
  }

  @Test
  @Origin(file = FILE, name = "TestTickerResetLtZeroDuration")
  void reset_periodNotPositive_panics() {
    everywhere(() -> {
      var ticker = Time.newTicker(seconds(1));
      assertThatThrownBy(() -> ticker.reset(nanos(0)))
          .isInstanceOf(Panic.class)
          .hasToString("non-positive interval for Ticker.Reset");
    });
  }

  @Test
  @Origin(file = FILE, name = "TestLongAdjustTimers")
  void manyTimersComingAndGoing_queueBehindTwoChannels_deliversAll() {
    fewSeedsAndReal(() -> {
      var wg = new WaitGroup();
      for (int _ : range(500)) {
        wg.go(() -> sleep(micros(10)));
      }
      for (int _ : range(500)) {
        sleep(micros(1));
      }
      var in = Chan.<Integer>make();
      var out = Chan.<Integer>make();
      wg.go(() -> relay(in, out));
      for (int _ : range(100)) {
        for (int i : range(20)) {
          in.send(i);
        }
        for (int i : range(20)) {
          var got = onReceive(out);
          assertThat(select(got, onReceive(Time.after(seconds(20))))).isZero();
          assertThat(got.value()).isEqualTo(i);
        }
      }
      in.close();
      wg.await();
    });
  }

  /** Passes on what comes in, keeping it as long as nobody takes it. */
  private static void relay(Chan<Integer> in, Chan<Integer> out) {
    var queue = new ArrayDeque<Integer>();
    boolean[] open = {true};
    while (open[0]) {
      select(
          onSend(queue.isEmpty() ? null : out, queue.peek(), queue::remove),
          onReceive(
              in,
              (value, ok) -> {
                open[0] = ok;
                if (ok) {
                  queue.add(value);
                }
              }));
    }
    out.close();
  }

  @Test
  @Origin(file = FILE, name = "TestTimerGC")
  void timersAndTickers_neitherStoppedNorHeld_areCollected() {
    List<Supplier<Object>> makers =
        List.of(
            () -> Time.after(hours(1)),
            () -> Time.tick(hours(1)),
            () -> Time.newTimer(hours(1)).c(),
            () -> Time.newTicker(hours(1)).c(),
            () -> {
              var timer = Time.newTimer(hours(1));
              timer.stop();
              return timer.c();
            },
            () -> {
              var ticker = Time.newTicker(hours(1));
              ticker.stop();
              return ticker.c();
            });
    for (Supplier<Object> maker : makers) {
      Garbage.awaitCleared(new WeakReference<>(maker.get()));
      assertThat(
              Conformance.run(1, 1, () -> Garbage.awaitCleared(new WeakReference<>(maker.get())))
                  .status())
          .isEqualTo("ok");
    }
  }

  @Test
  @Origin(file = FILE, name = "TestAfterTimes")
  void after_receivedLate_tellsWhenItWasDue() {
    everywhere(() -> {
      Instant start = Time.now();
      var after = Time.after(millis(10));
      sleep(millis(100));
      assertThat(Duration.between(start, after.receive())).isBetween(millis(10), millis(90));
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTickTimes")
  void tick_receivedLate_tellsWhenTheFirstWasDue() {
    everywhere(() -> {
      Instant start = Time.now();
      var tick = Time.tick(millis(10));
      sleep(millis(100));
      assertThat(Duration.between(start, tick.receive())).isBetween(millis(10), millis(90));
    });
  }

  // What a timer's channel holds
  // ----------------------------

  @Test
  @Origin(file = FILE, name = "TestChan")
  void channelOfATimer_afterStopAndReset_holdsNothingStale() {
    everywhere(() -> new Channel(AnyTimer.ofChannel(seconds(10_000)), false).check());
    everywhere(() -> new Channel(AnyTimer.ofTicker(seconds(10_000)), true).check());
  }

  /** The life of one timer or ticker. */
  private record Channel(AnyTimer timer, boolean ticks) {
    private static final Duration SOON = millis(10);
    private static final Duration FAR = seconds(10_000);

    void check() {
      stopAndReset();
      resetWhileSomebodyWaits();
      resetWhileTwoSelect();
      stopWhileTwoSelect();
      nothingStale();
    }

    private ReceiveChan<Instant> c() {
      return timer.c;
    }

    private void noTick() {
      Look.blocked(c(), "no tick");
    }

    private void tick() {
      boolean ticked = Look.ready(c());
      for (int i = 0; i < 100 && !ticked; i++) {
        sleep(SOON);
        ticked = Look.ready(c());
      }
      assertThat(ticked).as("a tick").isTrue();
    }

    private static void done(ReceiveChan<?> chan) {
      int chosen = select(onReceive(chan), onReceive(Time.after(seconds(20))));
      assertThat(chosen).as("done").isZero();
    }

    private void stopAndReset() {
      timer.stop();
      noTick();
      timer.reset(FAR);
      noTick();
      timer.reset(nanos(1));
      sleep(SOON);
      assertThat(c().len()).isZero();
      assertThat(c().cap()).isZero();
      tick();
      sleep(SOON);
      timer.reset(FAR);
      noTick();
    }

    private void resetWhileSomebodyWaits() {
      var done = Chan.<Boolean>make();
      go(() -> {
        c().receive();
        done.close();
      });
      sleep(SOON);
      Look.blocked(done, "far from done");
      timer.reset(FAR.multipliedBy(2));
      sleep(SOON);
      Look.blocked(done, "farther from done");
      timer.reset(nanos(1));
      done(done);
      if (ticks) {
        tick();
      } else {
        noTick();
      }
      timer.stop();
      noTick();
    }

    private void resetWhileTwoSelect() {
      timer.reset(FAR);
      var got = Chan.<Boolean>make(2);
      var stop = Chan.<Boolean>make();
      var wg = new WaitGroup();
      for (int _ : range(2)) {
        wg.go(() -> select(onReceive(c(), () -> got.send(true)), onReceive(stop)));
      }
      sleep(SOON);
      Look.blocked(got, "far from done");
      timer.reset(SOON.dividedBy(2));
      done(got);
      timer.stop();
      stop.close();
      wg.await();
      if (ticks) {
        // A second tick may have woken the other, too.
        Look.ready(got);
        Look.ready(c());
      }
      Look.blocked(got, "once is enough");
    }

    private void stopWhileTwoSelect() {
      var stop = Chan.<Boolean>make();
      var wg = new WaitGroup();
      for (int _ : range(2)) {
        wg.go(
            () -> select(onReceive(c(), () -> panic("a stopped timer has sent")), onReceive(stop)));
      }
      sleep(SOON);
      stop.close();
      wg.await();
    }

    private void nothingStale() {
      timer.reset(nanos(1));
      sleep(SOON);
      assertThat(timer.stop()).as("stop with a value left").isTrue();
      noTick();
      timer.reset(hours(1));
      noTick();
      assertThat(timer.reset(nanos(1))).as("reset of a running one").isTrue();
      tick();
      sleep(SOON);
      if (ticks) {
        tick();
        sleep(SOON);
      } else {
        noTick();
      }
      assertThat(timer.reset(hours(1))).as("reset of one that has fired").isEqualTo(ticks);
      noTick();
      timer.stop();
    }
  }
}
