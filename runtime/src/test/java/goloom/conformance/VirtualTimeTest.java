package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.gosched;
import static goloom.Go.micros;
import static goloom.Go.millis;
import static goloom.Go.nanos;
import static goloom.Go.onReceive;
import static goloom.Go.range;
import static goloom.Go.seconds;
import static goloom.Go.select;
import static goloom.Go.sleep;
import static goloom.conformance.Conformance.everySeed;
import static goloom.conformance.Conformance.everySeedEnds;
import static goloom.conformance.Conformance.everywhere;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.Chan;
import goloom.Cond;
import goloom.Context;
import goloom.Mutex;
import goloom.Program;
import goloom.Time;
import goloom.WaitGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The simulated clock: it jumps when all wait, and not before. A whole program is here what a
 * bubble is to Go; to wait until all others wait, which Go's tests do by a call of its own, is to
 * sleep a little.
 */
class VirtualTimeTest {
  private static final String FILE = "src/internal/synctest/synctest_test.go";
  private static final String EXAMPLES = "src/testing/synctest/example_test.go";

  private static final Instant START = Instant.parse("2009-11-10T23:00:00Z");

  /** Running takes time, too; not more than this in these programs. */
  private static final Duration RUNNING = micros(500);

  private static void near(Instant got, Instant want) {
    assertThat(got).isBetween(want, want.plus(RUNNING));
  }

  private static void near(Duration got, Duration want) {
    assertThat(got).isBetween(want, want.plus(RUNNING));
  }

  /** Until all others wait or have ended. */
  private static void settle() {
    sleep(RUNNING);
  }

  // The clock
  // ---------

  @Test
  @Origin(file = FILE, name = "TestNow")
  @Origin(file = "src/testing/synctest/synctest_test.go", name = "TestNow")
  void now_beginsAtOneTimeAndFollowsSleep() {
    everySeed(() -> {
      near(Time.now(), START);
      go(() -> near(Time.now(), START));
      sleep(seconds(1));
      near(Time.now(), START.plusSeconds(1));
    });
  }

  @Test
  @Origin(file = EXAMPLES, name = "TestTime")
  void sleepers_wakeInTheOrderOfTheirTimes() {
    everySeed(() -> {
      boolean[] first = {false};
      go(() -> {
        sleep(seconds(1));
        first[0] = true;
      });
      sleep(seconds(2));
      assertThat(first[0]).isTrue();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTimerReadBeforeDeadline")
  void timer_readBeforeItIsDue_waitsForIt() {
    everySeed(() -> {
      Instant start = Time.now();
      Time.newTimer(seconds(5)).c().receive();
      near(Time.since(start), seconds(5));
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTimerReadAfterDeadline")
  @Origin(file = FILE, name = "TestTimerRanInPast")
  void timer_readAfterItWasDue_tellsWhenItWas() {
    everySeed(() -> {
      Instant start = Time.now();
      var first = Time.newTimer(seconds(1));
      var second = Time.newTimer(seconds(1));
      sleep(seconds(2));
      near(first.c().receive(), start.plusSeconds(1));
      Look.received(second.c(), "there without waiting");
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTimerReset")
  void timer_resetAgainAndAgain_isDueByTheLast() {
    everySeed(() -> {
      Instant start = Time.now();
      var timer = Time.newTimer(seconds(1));
      near(timer.c().receive(), start.plusSeconds(1));
      timer.reset(seconds(2));
      near(timer.c().receive(), start.plusSeconds(3));
      timer.reset(seconds(3));
      sleep(seconds(1));
      timer.reset(seconds(3));
      near(timer.c().receive(), start.plusSeconds(7));
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTimeAfter")
  void afterFunc_andWhatItStarts_runOnTheSameClock() {
    everySeed(() -> {
      int[] i = {0};
      Time.afterFunc(
          seconds(1),
          () -> {
            i[0]++;
            go(() -> {
              sleep(seconds(1));
              i[0]++;
            });
          });
      sleep(seconds(3));
      assertThat(i[0]).isEqualTo(2);
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTimerAfterBubbleExit")
  void afterFunc_dueAfterTheProgram_doesNotRun() {
    var ran = new AtomicBoolean();
    for (long seed = 0; seed < Conformance.SEEDS; seed++) {
      Conformance.run(seed, 2, () -> Time.afterFunc(seconds(1), () -> ran.set(true)));
    }
    assertThat(ran).isFalse();
  }

  @Test
  @Origin(file = FILE, name = "TestTimerRunsImmediately")
  void timer_ofNothing_canBeReceivedAtOnce() {
    everySeed(() -> {
      var start = Time.now();
      var got = onReceive(Time.newTimer(Duration.ZERO).c());
      assertThat(select(got, goloom.Go.onDefault())).isZero();
      near(got.value(), start);
    });
  }

  @Test
  @Origin(file = FILE, name = "TestAfterFuncRunsImmediately")
  void afterFunc_ofNothing_runsThoughOthersRun() {
    everywhere(() -> {
      var ran = new AtomicBoolean();
      Time.afterFunc(Duration.ZERO, () -> ran.set(true));
      while (!ran.get()) {
        gosched();
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTimerResetZeroDoNotHang")
  void reset_toNothingWhileASelectWaits_firesAgain() {
    everySeed(() -> {
      var timer = Time.newTimer(Duration.ZERO);
      var context = Context.background().withCancel();
      int[] fired = {0};
      boolean[] done = {false};
      go(() -> {
        while (!done[0]) {
          select(
              onReceive(context.done(), () -> done[0] = true),
              onReceive(timer.c(), () -> fired[0]++));
        }
      });
      settle();
      timer.reset(Duration.ZERO);
      settle();
      assertThat(fired[0]).isEqualTo(2);
      context.cancel();
      settle();
      assertThat(done[0]).isTrue();
    });
  }

  // Choices at one instant
  // ----------------------

  @Test
  @Origin(file = FILE, name = "TestTimerNondeterminism")
  void timers_dueAtOnce_fireInAnyOrder() {
    Set<Integer> chosen = new HashSet<>();
    for (long seed = 1; seed <= 100; seed++) {
      Conformance.run(
          seed,
          1,
          () -> {
            var first = Time.newTimer(seconds(1));
            var second = Time.newTimer(seconds(1));
            chosen.add(select(onReceive(first.c()), onReceive(second.c())));
          });
    }
    assertThat(chosen).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  @Origin(file = FILE, name = "TestSleepNondeterminism")
  void sleepers_dueAtOnce_wakeInAnyOrder() {
    Set<Integer> firsts = new HashSet<>();
    for (long seed = 1; seed <= 100; seed++) {
      Conformance.run(
          seed,
          1,
          () -> {
            var first = new AtomicInteger();
            for (int i : range(2)) {
              go(() -> {
                sleep(Duration.between(Time.now(), START.plusSeconds(1)));
                first.compareAndSet(0, i + 1);
              });
            }
            sleep(seconds(2));
            firsts.add(first.get());
          });
    }
    assertThat(firsts).containsExactlyInAnyOrder(1, 2);
  }

  // Waiting for all others
  // ----------------------

  @Test
  @Origin(file = FILE, name = "TestRunEmpty")
  @Origin(file = FILE, name = "TestSimpleWait")
  @Origin(file = FILE, name = "TestGoroutineWait")
  @Origin(file = "src/testing/synctest/synctest_test.go", name = "TestSuccess")
  void emptyPrograms_endWell() {
    everywhere(() -> {});
    everywhere(VirtualTimeTest::settle);
    everywhere(() -> {
      go(() -> {});
      settle();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestWait")
  @Origin(file = EXAMPLES, name = "TestWait")
  void sleep_whileOthersWork_endsAfterTheirWork() {
    everySeed(() -> {
      boolean[] done = {false};
      var ch = Chan.<Integer>make();
      Block[] f = new Block[1];
      f[0] =
          () -> {
            int count = ch.receive();
            if (count == 0) {
              done[0] = true;
            } else {
              go(f[0]);
              ch.send(count - 1);
            }
          };
      go(f[0]);
      ch.send(100);
      sleep(millis(10));
      assertThat(done[0]).isTrue();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestCond")
  void cond_takesNoTimeOfItsOwn() {
    everySeed(() -> {
      var cond = new Cond(new Mutex());
      var locker = cond.locker();
      Instant start = Time.now();
      go(() -> {
        sleep(seconds(1));
        locker.lock();
        cond.signal();
        locker.unlock();
        sleep(seconds(1));
        locker.lock();
        cond.broadcast();
        locker.unlock();
      });
      Block waits =
          () -> {
            locker.lock();
            cond.await();
            locker.unlock();
          };
      waits.run();
      near(Time.since(start), seconds(1));
      var other = new WaitGroup();
      other.go(waits);
      waits.run();
      other.await();
      near(Time.since(start), seconds(2));
    });
  }

  @Test
  @Origin(file = FILE, name = "TestWaitGroupInBubble")
  void waitGroup_takesNoTimeOfItsOwn() {
    everySeed(() -> {
      var wg = new WaitGroup();
      wg.go(() -> sleep(seconds(1)));
      Instant start = Time.now();
      wg.await();
      near(Time.since(start), seconds(1));
    });
  }

  @Test
  @Origin(file = FILE, name = "TestWaitGroupRacingAdds")
  void waitGroup_manyShortGoroutines_isDone() {
    everywhere(() -> {
      var wg = new WaitGroup();
      for (int _ : range(100)) {
        wg.go(() -> {});
      }
      wg.await();
    });
  }

  private static final WaitGroup STATIC = new WaitGroup();

  @Test
  @Origin(file = FILE, name = "TestWaitGroupLinkerAllocated")
  @Origin(file = FILE, name = "TestWaitGroupHeapAllocated")
  @Origin(file = FILE, name = "TestWaitGroupDisassociateInWait")
  @Origin(file = FILE, name = "TestWaitGroupDisassociateInAdd")
  void waitGroup_madeOutsideTheProgram_servesOneProgramAfterAnother() {
    everywhere(() -> {
      STATIC.go(() -> {});
      STATIC.await();
      STATIC.add(1);
      var waiting = new WaitGroup();
      waiting.go(STATIC::await);
      settle();
      STATIC.done();
      waiting.await();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestWaitGroupManyBubbles")
  void manyPrograms_atOnce_takeTurns() throws InterruptedException {
    Set<String> ends = java.util.concurrent.ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int seed = i;
      threads.add(
          Thread.ofPlatform()
              .start(() ->
                  ends.add(
                      Program.run(Program.Options.sim(seed), VirtualTimeTest::crowd).status())));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(ends).containsExactly("ok");
  }

  private static void crowd() {
    var cancel = Chan.<Boolean>make();
    var wg = new WaitGroup();
    for (int _ : range(100)) {
      wg.go(cancel::receive);
    }
    settle();
    cancel.close();
    wg.await();
  }

  // Iterators
  // ---------

  /** Gives the time every second, as long as somebody asks. */
  private static void everySecond(Predicate<Instant> body) {
    while (body.test(Time.now())) {
      sleep(seconds(1));
    }
  }

  private static void threeTimes(Consumer<List<Instant>> collect) {
    everySeed(() -> {
      List<Instant> got = new ArrayList<>();
      go(() -> collect.accept(got));
      sleep(seconds(5));
      assertThat(got).hasSize(3);
      for (int i : range(3)) {
        near(got.get(i), START.plusSeconds(i));
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestIteratorPush")
  void sleepInACallback_isOnTheSameClock() {
    threeTimes(got -> everySecond(now -> got.add(now) && got.size() < 3));
  }

  @Test
  @Origin(file = FILE, name = "TestIteratorPull")
  void sleepInAnIterator_isOnTheSameClock() {
    threeTimes(got -> {
      // Go's pull iterator is a coroutine; the nearest here is a goroutine behind a channel.
      var times = Chan.<Instant>make();
      go(() ->
          everySecond(now -> {
            times.send(now);
            return got.size() < 3;
          }));
      Iterator<Instant> iterator = times.iterator();
      while (got.size() < 3) {
        got.add(iterator.next());
      }
    });
  }

  // Deadlocks
  // ---------

  @Test
  @Origin(file = FILE, name = "TestDeadlockRoot")
  void mainWaitsForEver_isADeadlock() {
    Conformance.deadlocksEverywhere(goloom.Go::select);
  }

  @Test
  @Origin(file = FILE, name = "TestDeadlockChild")
  void anotherWaitsForEver_isALeakWhenMainReturns() {
    everySeedEnds(
        () -> {
          go(() -> select());
          settle();
        },
        result -> {
          assertThat(result.status()).isEqualTo("ok");
          assertThat(result.leaked()).isEqualTo(1);
          assertThat(result.reports().getFirst()).contains("[select (no cases)]:");
        });
  }

  @Test
  @Origin(file = FILE, name = "TestDeadlockTicker")
  void anotherWaitsForATicker_isNoLeakWhenMainReturns() {
    everySeedEnds(
        () -> go(() -> Time.tick(seconds(1)).receive()),
        result -> {
          assertThat(result.status()).isEqualTo("ok");
          assertThat(result.leaked()).isZero();
        });
  }

  @Test
  void tickerThatWakesNobody_neitherMovesTheClockNorHidesADeadlock() {
    everySeedEnds(
        () -> {
          var ticker = Time.newTicker(seconds(1));
          var never = Time.newTimer(seconds(5));
          assertThat(ticker.c()).isNotSameAs(never.c());
          Chan.<Integer>make().receive();
        },
        result -> {
          assertThat(result.status()).isEqualTo("deadlock");
          assertThat(result.virtualNanos()).isLessThan(RUNNING.toNanos());
        });
  }

  // Contexts
  // --------

  @Test
  @Origin(file = EXAMPLES, name = "TestContextAfterFunc")
  void contextAfterFunc_runsAfterCancelAndNotBefore() {
    everySeed(() -> {
      var context = Context.background().withCancel();
      boolean[] called = {false};
      Context.afterFunc(context, () -> called[0] = true);
      settle();
      assertThat(called[0]).isFalse();
      context.cancel();
      settle();
      assertThat(called[0]).isTrue();
    });
  }

  @Test
  @Origin(file = EXAMPLES, name = "TestContextWithTimeout")
  void contextWithTimeout_isDoneAtItsTimeAndNotBefore() {
    everySeed(() -> {
      try (var context = Context.background().withTimeout(seconds(5))) {
        sleep(seconds(5).minus(RUNNING));
        assertThat(context.err()).isNull();
        sleep(RUNNING.plus(nanos(1)));
        settle();
        assertThat(context.err()).isSameAs(Context.DEADLINE_EXCEEDED);
      }
    });
  }
}
