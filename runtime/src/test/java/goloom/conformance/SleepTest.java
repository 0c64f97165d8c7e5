package goloom.conformance;

import static goloom.Go.choose;
import static goloom.Go.go;
import static goloom.Go.gomaxprocs;
import static goloom.Go.gosched;
import static goloom.Go.hours;
import static goloom.Go.micros;
import static goloom.Go.millis;
import static goloom.Go.minutes;
import static goloom.Go.nanos;
import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
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

import goloom.Block;
import goloom.Chan;
import goloom.ReceiveChan;
import goloom.Time;
import goloom.WaitGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Sleeping and timers. */
class SleepTest {
  private static final String FILE = "src/time/sleep_test.go";

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private static Duration since(Instant start) {
    return Time.since(start);
  }

  // Sleeping
  // --------

  @Test
  @Origin(file = FILE, name = "TestSleep")
  void sleep_interrupted_sleepsOnAndKeepsTheFlag() {
    everywhere(() -> {
      Thread sleeper = Thread.currentThread();
      go(() -> {
        sleep(millis(5));
        sleeper.interrupt();
      });
      Instant start = Time.now();
      sleep(millis(10));
      assertThat(since(start)).isGreaterThanOrEqualTo(millis(10));
      assertThat(Thread.interrupted()).isTrue();
    });
  }

  @Test
  void sleep_inVirtualTime_isExact() {
    everySeed(() -> {
      Instant start = Time.now();
      sleep(hours(5));
      assertThat(since(start)).isBetween(hours(5), hours(5).plus(micros(50)));
      sleep(Duration.ZERO);
      sleep(seconds(-1));
      sleep(LONGEST.negated());
      assertThat(since(start)).isLessThan(hours(5).plus(micros(100)));
    });
  }

  @Test
  @Origin(file = FILE, name = "TestSleepZeroDeadlock")
  void sleep_ofNothing_returnsAtOnce() {
    everywhere(() -> {
      int before = gomaxprocs(4);
      var done = Chan.<Boolean>make();
      go(() -> {
        for (int _ : range(100)) {
          gosched();
        }
        done.send(true);
      });
      for (int _ : range(100)) {
        sleep(nanos(0));
        var own = Chan.<Boolean>make(1);
        own.send(true);
        own.receive();
      }
      done.receive();
      gomaxprocs(before);
    });
  }

  @Test
  @Origin(file = FILE, name = "TestOverflowSleep")
  void sleepAndTimers_ofTheLongestDuration_neverEnd() {
    everywhere(() -> {
      go(() -> {
        sleep(LONGEST);
        panic("the longest sleep has ended");
      });
      assertThat(select(onReceive(Time.after(LONGEST)), onReceive(Time.after(millis(25)))))
          .isEqualTo(1);
      assertThat(
              select(
                  onReceive(Time.after(Duration.ofSeconds(Long.MAX_VALUE))),
                  onReceive(Time.after(millis(1)))))
          .isEqualTo(1);
      Duration past = Duration.ofSeconds(Long.MIN_VALUE);
      sleep(past);
      assertThat(select(onReceive(Time.after(past)), onReceive(Time.after(seconds(9))))).isZero();
    });
  }

  // After and AfterFunc
  // -------------------

  @Test
  @Origin(file = FILE, name = "TestAfterFunc")
  void afterFunc_startingItself_runsEachTime() {
    everywhere(() -> {
      var done = Chan.<Boolean>make();
      int[] left = {10};
      Block[] f = new Block[1];
      f[0] =
          () -> {
            if (--left[0] >= 0) {
              Time.afterFunc(Duration.ZERO, f[0]);
              sleep(seconds(1));
            } else {
              done.send(true);
            }
          };
      Time.afterFunc(Duration.ZERO, f[0]);
      done.receive();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestAfterFuncStarvation")
  void afterFunc_othersAlwaysRunnableOnOneProcessor_stillRuns() {
    everywhere(() -> {
      int before = gomaxprocs(1);
      var stop = new AtomicBoolean();
      var ch = Chan.<Boolean>make(1);
      var wg = new WaitGroup();
      wg.go(() -> {
        while (!stop.get()) {
          ch.send(true);
        }
        ch.close();
      });
      wg.go(() -> {
        for (boolean _ : ch) {
          // Just takes it.
        }
      });
      Time.afterFunc(micros(1), () -> stop.set(true));
      wg.await();
      gomaxprocs(before);
    });
  }

  @Test
  @Origin(file = FILE, name = "TestAfter")
  void after_someTime_sendsTheTimeItWasDue() {
    everywhere(() -> {
      Instant start = Time.now();
      Instant end = Time.after(millis(10)).receive();
      assertThat(since(start)).isGreaterThanOrEqualTo(millis(10));
      assertThat(end).isAfterOrEqualTo(start.plus(millis(10)));
    });
  }

  @Test
  @Origin(file = FILE, name = "TestAfterTick")
  void after_tenTimes_takesTenTimesAsLong() {
    everywhere(() -> {
      Instant start = Time.now();
      for (int _ : range(10)) {
        Time.after(millis(5)).receive();
      }
      assertThat(since(start)).isGreaterThanOrEqualTo(millis(50));
    });
  }

  @Test
  @Origin(file = FILE, name = "TestAfterQueuing")
  void after_severalAtOnce_comeInTheOrderOfTheirTimes() {
    everySeed(() -> assertThat(queuing(millis(20), Time::after)).isTrue());
    everySeed(() -> assertThat(queuing(millis(20), d -> AnyTimer.ofFunc(d).c)).isTrue());
    // Threads may be late; not by more and more time.
    onReal(() -> {
      boolean ordered = false;
      for (int i = 0; i < 5 && !ordered; i++) {
        ordered = queuing(millis(20 + 50L * i), Time::after);
      }
      assertThat(ordered).isTrue();
    });
  }

  private record Arrival(int slot, Instant time) {}

  private static boolean queuing(Duration delta, Function<Duration, ReceiveChan<Instant>> after) {
    int[] slots = {5, 3, 6, 6, 6, 1, 1, 2, 7, 9, 4, 8, 0};
    var arrivals = Chan.<Arrival>make(slots.length);
    Instant start = Time.now();
    for (int slot : slots) {
      var due = after.apply(delta.multipliedBy(slot));
      go(() -> arrivals.send(new Arrival(slot, due.receive())));
    }
    int last = 0;
    for (int _ : range(slots.length)) {
      Arrival next = arrivals.receive();
      Duration late = Duration.between(start.plus(delta.multipliedBy(next.slot)), next.time);
      if (next.slot < last || late.isNegative() || late.compareTo(delta.multipliedBy(10)) > 0) {
        return false;
      }
      last = next.slot;
    }
    return true;
  }

  // Stop and reset
  // --------------

  @Test
  @Origin(file = FILE, name = "TestAfterStop")
  void stop_beforeItIsDue_keepsItFromFiring() {
    everywhere(() -> {
      for (var make : AnyTimer.ONCE) {
        Time.afterFunc(millis(20), () -> {});
        var first = make.apply(hours(1));
        var ran = Chan.<Boolean>make(1);
        var second = Time.afterFunc(hours(1), () -> ran.send(true));
        var after = Time.after(millis(20));
        assertThat(first.stop()).isTrue();
        assertThat(second.stop()).isTrue();
        after.receive();
        Look.blocked(first.c, "the first was stopped");
        Look.blocked(ran, "the second was stopped");
        assertThat(second.stop()).as("stopped twice").isFalse();
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTimerStopStress")
  void stop_manyTimers_noneFires() {
    everySeed(() -> {
      for (int _ : range(100)) {
        go(() -> {
          var timer = Time.afterFunc(seconds(2), () -> panic("a stopped timer has fired"));
          sleep(seconds(1));
          assertThat(timer.stop()).isTrue();
        });
      }
      sleep(seconds(3));
    });
  }

  @Test
  @Origin(file = FILE, name = "TestReset")
  void reset_whileItRuns_startsItAnew() {
    everySeed(() -> assertThat(resets(millis(1))).isEmpty());
    onReal(() -> {
      String fault = "not tried";
      for (int n = 20; n <= 500 && !fault.isEmpty(); n *= 2) {
        fault = resets(millis(n));
      }
      assertThat(fault).isEmpty();
    });
  }

  /** What went wrong, empty for nothing. */
  private static String resets(Duration d) {
    var timer = Time.newTimer(d.multipliedBy(2));
    sleep(d);
    if (!timer.reset(d.multipliedBy(3))) {
      return "resetting a running timer gave false";
    }
    sleep(d.multipliedBy(2));
    if (Look.ready(timer.c())) {
      return "it fired early";
    }
    sleep(d.multipliedBy(2));
    if (!Look.ready(timer.c())) {
      return "it did not fire";
    }
    return timer.reset(millis(50)) ? "resetting a timer that had fired gave true" : "";
  }

  @Test
  @Origin(file = FILE, name = "TestStopResult")
  void stop_asItFires_tellsWhetherAValueIsLeft() {
    fewSeedsAndReal(() -> results(AnyTimer::stop));
  }

  @Test
  @Origin(file = FILE, name = "TestResetResult")
  void reset_asItFires_tellsWhetherAValueIsLeft() {
    fewSeedsAndReal(() -> results(timer -> timer.reset(hours(1))));
  }

  /** Of two timers due at once, the other's value is received if that is said to be necessary. */
  private static void results(Function<AnyTimer, Boolean> end) {
    var wg = new WaitGroup();
    for (int _ : range(50)) {
      wg.go(() -> {
        for (int _ : range(20)) {
          var first = AnyTimer.ofChannel(millis(1));
          var second = AnyTimer.ofChannel(millis(1));
          var other = select(onReceive(first.c), onReceive(second.c)) == 0 ? second : first;
          if (!end.apply(other)) {
            other.c.receive();
          }
        }
      });
    }
    wg.await();
  }

  @Test
  void reset_byManyAtOnce_firesOnceForTheLast() {
    everywhere(() -> {
      var fired = new AtomicInteger();
      var timer = Time.afterFunc(hours(1), fired::incrementAndGet);
      var wg = new WaitGroup();
      for (int _ : range(20)) {
        wg.go(() -> {
          for (int _ : range(20)) {
            timer.reset(hours(1));
          }
        });
      }
      wg.await();
      assertThat(timer.reset(millis(1))).isTrue();
      sleep(millis(50));
      assertThat(fired).hasValue(1);
      assertThat(timer.stop()).isFalse();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTimerModifiedEarlier")
  void reset_toThePast_isDueAtOnce() {
    everywhere(() -> {
      Duration past = Duration.between(Time.now(), Instant.EPOCH);
      for (int _ : range(30)) {
        var timer = AnyTimer.ofFunc(hours(1));
        for (int _ : range(10)) {
          if (!timer.stop()) {
            timer.c.receive();
          }
          timer.reset(past);
        }
        var deadline = Time.newTimer(seconds(10));
        assertThat(select(onReceive(timer.c), onReceive(deadline.c()))).isZero();
        deadline.stop();
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestAdjustTimers")
  void manyTimers_movedEarlierAndLater_firesEachInItsTime() {
    everywhere(() -> {
      int n = 50;
      var timers = new AnyTimer[n];
      int[] states = new int[n];
      List<Integer> left = new ArrayList<>();
      for (int i : range(n)) {
        left.add(i);
      }
      while (!left.isEmpty()) {
        int at = choose(left.size());
        int i = left.get(at);
        adjust(timers, states[i]++, i);
        if (states[i] == 10) {
          left.set(at, left.getLast());
          left.removeLast();
        }
      }
    });
  }

  private static void adjust(AnyTimer[] timers, int state, int i) {
    var timer = timers[i];
    switch (state) {
      case 0 -> timers[i] = AnyTimer.ofFunc(Duration.ZERO);
      case 1 -> timer.c.receive();
      case 2 -> assertThat(timer.reset(minutes(1))).isFalse();
      case 4 -> assertThat(timer.reset(minutes(3))).isFalse();
      case 6 -> assertThat(timer.reset(minutes(2))).isFalse();
      case 3, 5, 7 -> assertThat(timer.stop()).isTrue();
      case 8 -> assertThat(timer.reset(Duration.ZERO)).isFalse();
      default -> {
        Instant start = Time.now();
        timer.c.receive();
        assertThat(since(start)).isLessThan(seconds(10));
      }
    }
  }

  @Test
  @Origin(file = FILE, name = "TestZeroTimer")
  void newTimer_ofNothing_isDueAtOnce() {
    everywhere(() -> {
      for (var make : AnyTimer.ONCE) {
        zero(make);
      }
      var kept = AnyTimer.ofFunc(hours(1));
      zero(d -> {
        kept.reset(d);
        return kept;
      });
    });
  }

  private static void zero(Function<Duration, AnyTimer> make) {
    for (int _ : range(300)) {
      Instant start = Time.now();
      make.apply(Duration.ZERO).c.receive();
      assertThat(since(start)).isLessThan(seconds(10));
    }
  }

  // Tickers under stress
  // --------------------

  @Test
  @Origin(file = FILE, name = "TestTickerStress")
  void ticker_asFastAsItGets_ticks() {
    everywhere(() -> {
      var stop = new AtomicBoolean();
      go(() -> {
        while (!stop.get()) {
          sleep(nanos(1));
        }
      });
      var ticker = Time.newTicker(nanos(1));
      for (int _ : range(100)) {
        ticker.c().receive();
      }
      ticker.stop();
      stop.set(true);
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTickerConcurrentStress")
  void ticker_sharedByTen_ticksForAll() {
    everywhere(() -> {
      var ticker = Time.newTicker(nanos(1));
      var wg = new WaitGroup();
      for (int _ : range(10)) {
        wg.go(() -> {
          for (int _ : range(50)) {
            ticker.c().receive();
          }
        });
      }
      wg.await();
      ticker.stop();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestMultiWakeupTicker")
  void ticker_sharedBySelects_losesNobody() {
    everywhere(() -> {
      var ticker = Time.newTicker(micros(1));
      var wg = new WaitGroup();
      for (int _ : range(gomaxprocs())) {
        wg.go(() -> {
          for (int _ : range(300)) {
            select(onReceive(ticker.c()), onReceive(Time.after(millis(1))));
          }
        });
      }
      wg.await();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestMultiWakeupTimer")
  void timer_sharedAndReset_losesNobody() {
    everywhere(() -> {
      var timer = Time.newTimer(nanos(1));
      var wg = new WaitGroup();
      for (int _ : range(gomaxprocs())) {
        wg.go(() -> {
          for (int _ : range(300)) {
            select(onReceive(timer.c()), onDefault());
            timer.reset(nanos(1));
          }
        });
      }
      wg.await();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestOverflowPeriodRuntimeTimer")
  void ticker_ofTheLongestPeriod_disturbsNoOther() {
    everywhere(() -> {
      var ticker = Time.newTicker(LONGEST);
      go(() -> ticker.c().receive());
      Time.after(millis(25)).receive();
      ticker.stop();
    });
  }

  @Test
  void sleep_ofTheLongestDuration_isADeadlockWhereNobodyElseRuns() {
    Conformance.everySeedEnds(
        () -> sleep(LONGEST),
        result -> assertThat(result.reports().getFirst()).contains("goroutine 1 [sleep]:"));
  }
}
