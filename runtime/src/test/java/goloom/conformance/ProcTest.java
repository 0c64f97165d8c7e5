package goloom.conformance;

import static goloom.Go.blocking;
import static goloom.Go.go;
import static goloom.Go.gomaxprocs;
import static goloom.Go.gosched;
import static goloom.Go.hours;
import static goloom.Go.millis;
import static goloom.Go.numGoroutine;
import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.range;
import static goloom.Go.select;
import static goloom.Go.sleep;
import static goloom.conformance.Conformance.everySeed;
import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Conformance.fewSeeds;
import static goloom.conformance.Conformance.fewSeedsAndReal;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.Chan;
import goloom.Time;
import goloom.WaitGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the runtime's own tests ask of the scheduler. */
class ProcTest {
  private static final String FILE = "src/runtime/proc_test.go";

  /** Ten milliseconds: after so much running a goroutine is preempted. */
  private static final long TIME_SLICE_NANOS = 10_000_000;

  // Yielding
  // --------

  @Test
  @Origin(file = FILE, name = "TestYieldProgress")
  void gosched_inALoop_letsOthersRun() {
    everywhere(() -> {
      var stop = Chan.<Boolean>make();
      var stopped = Chan.<Boolean>make();
      go(() -> {
        while (select(onReceive(stop), onDefault()) == 1) {
          gosched();
        }
        stopped.send(true);
      });
      sleep(millis(1));
      stop.send(true);
      stopped.receive();
    });
  }

  // Running at the same time
  // ------------------------

  /** Goroutines that take turns, each spinning until it is its own. */
  static final class TakeTurns implements Block {
    private static final int GOROUTINES = 4;

    @Override
    public void run() {
      var turn = new AtomicInteger();
      var done = Chan.<Boolean>make();
      for (int p : range(GOROUTINES)) {
        go(() -> {
          for (int round = 0; round < 3; round++) {
            int mine = GOROUTINES * round + p;
            while (turn.get() != mine) {}
            turn.set(mine + 1);
          }
          done.send(true);
        });
      }
      for (int p : range(GOROUTINES)) {
        done.receive();
      }
    }
  }

  @Test
  @Origin(file = FILE, name = "TestGoroutineParallelism")
  void goroutinesThatSpin_onAProcessorEach_runAtTheSameTime() {
    Block program = Rewritten.program(TakeTurns.class);
    for (long seed = 0; seed < Conformance.SEEDS; seed++) {
      var result = Conformance.run(seed, TakeTurns.GOROUTINES, program);
      assertThat(result.status()).isEqualTo("ok");
      assertThat(result.virtualNanos()).as("seed %d", seed).isLessThan(TIME_SLICE_NANOS);
    }
  }

  /** The same after a load that has made processors start and stop, started in a nested way. */
  static final class TakeTurnsAfterLoad implements Block {
    private static final int GOROUTINES = 4;

    @Override
    public void run() {
      var done = Chan.<Boolean>make();
      for (int attempt = 0; attempt < 3; attempt++) {
        var arrived = new AtomicInteger();
        for (int p : range(GOROUTINES)) {
          go(() -> {
            if (arrived.incrementAndGet() == GOROUTINES) {
              done.send(true);
            }
            while (arrived.get() != GOROUTINES) {}
          });
        }
        done.receive();
        var turn = new AtomicInteger();
        for (int half : range(GOROUTINES / 2)) {
          go(() -> {
            for (int p : range(2)) {
              go(() -> {
                for (int round = 0; round < 3; round++) {
                  int mine = GOROUTINES * round + half * 2 + p;
                  while (turn.get() != mine) {}
                  turn.set(mine + 1);
                }
                done.send(true);
              });
            }
          });
        }
        for (int p : range(GOROUTINES)) {
          done.receive();
        }
      }
    }
  }

  @Test
  @Origin(file = FILE, name = "TestGoroutineParallelism2")
  void goroutinesThatSpin_afterALoad_runAtTheSameTime() {
    Block program = Rewritten.program(TakeTurnsAfterLoad.class);
    for (long seed = 0; seed < Conformance.SEEDS; seed++) {
      var result = Conformance.run(seed, TakeTurnsAfterLoad.GOROUTINES, program);
      assertThat(result.status()).isEqualTo("ok");
      assertThat(result.virtualNanos()).as("seed %d", seed).isLessThan(3 * TIME_SLICE_NANOS);
    }
  }

  // Preemption
  // ----------

  /** Two goroutines that hand a flag to and fro, each spinning until it has it. */
  static final class HandToAndFro implements Block {
    private int holder;

    @Override
    public void run() {
      var done = Chan.<Boolean>make();
      for (int g : range(2)) {
        go(() -> {
          for (int i = 0; i < 3; i++) {
            while (holder != g) {}
            holder = 1 - g;
          }
          done.send(true);
        });
      }
      done.receive();
      done.receive();
    }
  }

  @Test
  @Origin(file = FILE, name = "TestPreemption")
  void goroutinesThatSpin_onAnyNumberOfProcessors_arePreempted() {
    fewSeeds(Rewritten.program(HandToAndFro.class));
  }

  /** Goroutines that loop for ever: calling, counting, or not even that. */
  static final class LoopForEver implements Block {
    private int started;
    private long product;

    @Override
    public void run() {
      go(() -> {
        started++;
        for (; ; ) {
          nothing();
        }
      });
      go(() -> {
        started++;
        for (long i = 0; i < Long.MAX_VALUE; i++) {
          product += i * i * 12_345;
        }
      });
      go(() -> {
        started++;
        while (true) {}
      });
      while (started < 3) {
        gosched();
      }
    }

    private static void nothing() {}
  }

  @Test
  @Origin(file = FILE, name = "TestAsyncPreempt")
  void endlessLoops_onOneProcessor_letTheOthersRun() {
    Block program = Rewritten.program(LoopForEver.class);
    for (long seed = 0; seed < Conformance.FEW_SEEDS; seed++) {
      assertThat(Conformance.run(seed, 1, program).status()).isEqualTo("ok");
    }
  }

  /** Goroutines that spin while main collects garbage. */
  static final class SpinDuringCollections implements Block {
    private boolean stop;

    @Override
    public void run() {
      var wg = new WaitGroup();
      for (int p : range(3)) {
        wg.go(() -> {
          while (!stop) {}
        });
      }
      for (int i = 0; i < 2; i++) {
        gosched();
        System.gc();
      }
      stop = true;
      wg.await();
    }
  }

  @Test
  @Origin(file = FILE, name = "TestPreemptionGC")
  void garbageCollection_whileGoroutinesSpin_happens() {
    fewSeeds(Rewritten.program(SpinDuringCollections.class));
  }

  /** A goroutine that spins after a blocking call, with nothing else to stop it. */
  static final class SpinAfterCall implements Block {
    private boolean stop;

    @Override
    public void run() {
      int goroutines = 8;
      var ready = Chan.<Boolean>make(goroutines);
      for (int g : range(goroutines)) {
        go(() -> {
          ready.send(true);
          while (!stop) {
            blocking(() -> 1);
          }
          ready.send(true);
        });
      }
      for (int g : range(goroutines)) {
        ready.receive();
      }
      stop = true;
      for (int g : range(goroutines)) {
        ready.receive();
      }
    }
  }

  @Test
  @Origin(file = FILE, name = "TestPreemptionAfterSyscall")
  void goroutinesThatMakeBlockingCallsInALoop_letTheOthersRun() {
    fewSeeds(Rewritten.program(SpinAfterCall.class));
  }

  /** Two pairs that pass a token: one works a thousand times as long before it passes it on. */
  static final class HogAndLightPairs implements Block {
    private final int[] counts = new int[2];

    @Override
    public void run() {
      int[] limits = {100_000, 100};
      var done = Chan.<Boolean>make();
      List<Chan<Boolean>> tokens = List.of(Chan.make(), Chan.make());
      for (int pair : range(2)) {
        Chan<Boolean> token = tokens.get(pair);
        for (int g : range(2)) {
          go(() -> {
            while (select(onReceive(done), onReceive(token)) == 1) {
              for (int i = 0; i < limits[pair]; i++) {
                counts[pair]++;
              }
              token.send(true);
            }
          });
        }
      }
      tokens.forEach(token -> token.send(true));
      sleep(millis(100));
      done.close();
      tokens.forEach(Chan::receive);
      double ratio = (double) counts[0] / counts[1];
      if (ratio < 1 / 20.0 || ratio > 20) {
        throw new AssertionError("hogs " + counts[0] + ", light " + counts[1]);
      }
    }
  }

  @Test
  @Origin(file = FILE, name = "TestPingPongHog")
  void pairsThatHandOver_besideHogs_getTheirShareOfTheProcessor() {
    // Go's test is not for its randomised scheduler either.
    var result = Conformance.run(0, 1, Rewritten.program(HogAndLightPairs.class));
    assertThat(result.status()).as("%s", result.reports()).isEqualTo("ok");
  }

  // Timers
  // ------

  @Test
  @Origin(file = FILE, name = "TestTimerFairness")
  void timer_besideBusySelects_fires() {
    fewSeedsAndReal(() -> {
      var done = Chan.<Boolean>make();
      var busy = Chan.<Boolean>make();
      for (int i : range(2)) {
        go(() -> {
          while (select(onSend(busy, true), onReceive(done)) == 0) {}
        });
      }
      var timer = Time.after(millis(2));
      while (select(onReceive(busy), onReceive(timer)) == 0) {}
      done.close();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTimerFairness2")
  void timers_besideBlockingCalls_fire() {
    fewSeedsAndReal(() -> {
      var done = Chan.<Boolean>make();
      var busy = Chan.<Boolean>make();
      for (int i : range(2)) {
        go(() -> {
          var timer = Time.after(millis(2));
          do {
            blocking(() -> 0);
          } while (select(onSend(busy, true), onReceive(busy), onReceive(timer)) != 2);
          done.send(true);
        });
      }
      done.receive();
      // The partner may wait for the other's value no more: its own timer must wake it.
      done.receive();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestNetpollBreak")
  void timer_broughtForward_wakesASchedulerThatSleepsLonger() {
    everywhere(() -> {
      var timer = Time.newTimer(hours(10));
      go(() -> {
        sleep(millis(1));
        timer.reset(millis(1));
      });
      var begin = Time.now();
      timer.c().receive();
      assertThat(Time.since(begin)).isLessThan(hours(1));
    });
  }

  // Counting, queues, processors
  // ----------------------------

  @Test
  @Origin(file = FILE, name = "TestNumGoroutine")
  void numGoroutine_countsThoseAlive() {
    everywhere(() -> {
      assertThat(numGoroutine()).isEqualTo(1);
      var stop = Chan.<Boolean>make();
      for (int i : range(5)) {
        go(stop::receive);
      }
      assertThat(numGoroutine()).isEqualTo(6);
      stop.close();
      while (numGoroutine() > 1) {
        gosched();
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestSchedLocalQueue")
  void localQueue_upToItsSize_runsInOrderAfterTheLastCreated() {
    for (int goroutines : new int[] {1, 2, 100, 256}) {
      List<Integer> order = new ArrayList<>();
      Conformance.run(
          0,
          1,
          () -> {
            var wg = new WaitGroup();
            for (int i : range(goroutines)) {
              wg.go(() -> order.add(i));
            }
            wg.await();
          });
      List<Integer> wanted = new ArrayList<>(List.of(goroutines - 1));
      range(goroutines - 1).forEach(wanted::add);
      assertThat(order).isEqualTo(wanted);
    }
  }

  @Test
  @Origin(file = FILE, name = "TestSchedLocalQueueSteal")
  void work_queuedOnOneProcessor_isStolenByTheOthersAndRunOnce() {
    Block program =
        () -> {
          var wg = new WaitGroup();
          var runs = new AtomicInteger();
          for (int i : range(200)) {
            wg.go(() -> {
              for (int k = 0; k < 500; k++) {
                numGoroutine();
                select(onDefault());
              }
              runs.incrementAndGet();
            });
          }
          wg.await();
          assertThat(runs).hasValue(200);
        };
    everySeed(program);
    for (long seed = 0; seed < Conformance.FEW_SEEDS; seed++) {
      long alone = Conformance.run(seed, 1, program).virtualNanos();
      assertThat(Conformance.run(seed, 4, program).virtualNanos()).isLessThan(alone * 2 / 5);
    }
  }

  @Test
  @Origin(file = FILE, name = "TestBigGOMAXPROCS")
  void thousandProcessors_doNoHarm() {
    fewSeedsAndReal(() -> {
      int before = gomaxprocs(1_024);
      var wg = new WaitGroup();
      for (int i : range(2_000)) {
        wg.go(() -> gosched());
      }
      wg.await();
      gomaxprocs(before);
    });
  }

  @Test
  @Origin(file = FILE, name = "TestStopTheWorldDeadlock")
  void numberOfProcessors_changedAllTheTime_stopsNobody() {
    everywhere(() -> {
      var wg = new WaitGroup();
      var stop = Chan.<Boolean>make(1);
      go(() -> {
        while (select(onReceive(stop), onDefault()) == 1) {
          gosched();
        }
      });
      for (int g : range(2)) {
        wg.go(() -> {
          for (int i = 0; i < 50; i++) {
            gomaxprocs(1 + (i + g) % 4);
          }
        });
      }
      wg.await();
      stop.send(true);
    });
  }
}
