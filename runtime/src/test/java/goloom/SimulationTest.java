package goloom;

import static goloom.Go.go;
import static goloom.Go.hours;
import static goloom.Go.millis;
import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.range;
import static goloom.Go.seconds;
import static goloom.Go.select;
import static goloom.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Program.Options;
import goloom.Program.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationTest {

  @Test
  void jobsProgram_anySeed_printsSixLines() {
    for (long seed = 0; seed < 200; seed++) {
      List<String> out = new ArrayList<>();
      Result result =
          Program.run(
              Options.sim(seed),
              () -> {
                var jobs = Chan.<Integer>make(3);
                var done = Chan.<String>make();
                go(() -> {
                  for (var n : jobs) {
                    out.add("job " + n);
                  }
                  done.send("finished");
                });
                for (int i = 1; i <= 5; i++) {
                  jobs.send(i);
                }
                jobs.close();
                out.add(done.receive());
              });
      assertThat(result.status()).isEqualTo("ok");
      assertThat(out).containsExactly("job 1", "job 2", "job 3", "job 4", "job 5", "finished");
    }
  }

  @Test
  void fiveGoroutines_seed0OneProcessor_runInGosOrder() {
    List<Integer> order = new ArrayList<>();
    Program.run(
        Options.sim(0).withProcs(1),
        () -> {
          var wg = new WaitGroup();
          for (int i : range(5)) {
            wg.go(() -> order.add(i));
          }
          wg.await();
        });
    assertThat(order).containsExactly(4, 0, 1, 2, 3);
  }

  @Test
  void fiveGoroutines_manySeeds_runInSeveralOrders() {
    Set<List<Integer>> orders = new HashSet<>();
    for (long seed = 1; seed <= 100; seed++) {
      List<Integer> order = new ArrayList<>();
      Program.run(
          Options.sim(seed),
          () -> {
            var wg = new WaitGroup();
            for (int i : range(5)) {
              wg.go(() -> order.add(i));
            }
            wg.await();
          });
      orders.add(order);
    }
    assertThat(orders).hasSizeGreaterThan(20);
  }

  @Test
  void realThread_thatSomebodyWaitsFor_isNoDeadlock() {
    List<String> out = new ArrayList<>();
    Result result =
        Program.run(
            Options.sim(0),
            () -> {
              try (var pool = java.util.concurrent.Executors.newFixedThreadPool(2)) {
                out.add(pool.submit(() -> "done").get());
              }
            });
    assertThat(result.status()).as(result.toString()).isEqualTo("ok");
    assertThat(out).containsExactly("done");
  }

  @Test
  void sleep_anHour_takesNoTimeAndMovesTheClock() {
    long begin = System.nanoTime();
    List<Instant> times = new ArrayList<>();
    Result result =
        Program.run(
            Options.sim(1),
            () -> {
              times.add(Time.now());
              sleep(hours(1));
              times.add(Time.now());
            });
    assertThat(result.virtualNanos()).isBetween(3_600_000_000_000L, 3_600_000_010_000L);
    assertThat(times.get(0)).isBetween("2009-11-10T23:00:00Z", "2009-11-10T23:00:00.0001Z");
    assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
  }

  @Test
  void receive_nobodySends_isADeadlock() {
    Result result = Program.run(Options.sim(1), () -> Chan.<Integer>make().receive());
    assertThat(result.status()).isEqualTo("deadlock");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.reports().getFirst())
        .startsWith(
            "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\n");
  }

  @Test
  void goroutine_leftWaiting_isALeak() {
    Result result =
        Program.run(
            Options.sim(1),
            () -> {
              var never = Chan.<Integer>make();
              go(never::receive);
              go(() -> sleep(seconds(1)));
              sleep(millis(1));
            });
    assertThat(result.status()).isEqualTo("ok");
    assertThat(result.leaked()).isEqualTo(1);
    assertThat(result.reports().getFirst()).contains("goroutine 2 [chan receive]:");
  }

  @Test
  void uncaughtException_inAGoroutine_endsTheProgramAsAPanic() {
    Result result =
        Program.run(
            Options.sim(1),
            () -> {
              go(() -> Go.panic("boom"));
              sleep(seconds(1));
            });
    assertThat(result.status()).isEqualTo("panic");
    assertThat(result.reports().getFirst()).startsWith("panic: boom\n\ngoroutine 2 [running]:\n");
  }

  @Test
  void select_withTimeout_takesTheEarlier() {
    List<String> out = new ArrayList<>();
    Program.run(
        Options.sim(7),
        () -> {
          var answer = Chan.<String>make();
          go(() -> {
            sleep(seconds(2));
            answer.send("late");
          });
          select(
              onReceive(answer, v -> out.add(v)),
              onReceive(Time.after(seconds(1)), () -> out.add("timeout")));
          select(onReceive(answer, v -> out.add(v)), onDefault(() -> out.add("nothing")));
          select(onReceive(answer, v -> out.add(v)));
        });
    assertThat(out).containsExactly("timeout", "nothing", "late");
  }

  @Test
  void ticker_ticks_everyPeriodExactly() {
    List<Instant> ticks = new ArrayList<>();
    Program.run(
        Options.sim(3),
        () -> {
          var ticker = Time.newTicker(millis(10));
          for (int i = 0; i < 3; i++) {
            ticks.add(ticker.c().receive());
          }
          ticker.stop();
        });
    assertThat(ticks).hasSize(3);
    assertThat(java.time.Duration.between(ticks.get(0), ticks.get(2))).isEqualTo(millis(20));
  }

  @Test
  void javaLock_amongGoroutines_worksAndDeadlocksAreFound() {
    var lock = new java.util.concurrent.locks.ReentrantLock();
    List<Integer> out = new ArrayList<>();
    Result result =
        Program.run(
            Options.sim(5),
            () -> {
              var wg = new WaitGroup();
              for (int i : range(10)) {
                wg.go(() -> {
                  lock.lock();
                  try {
                    Go.gosched();
                    out.add(i);
                  } finally {
                    lock.unlock();
                  }
                });
              }
              wg.await();
              go(lock::lock);
              sleep(millis(1));
              lock.lock();
            });
    assertThat(out).hasSize(10);
    assertThat(result.status()).isEqualTo("deadlock");
    assertThat(result.reports().getFirst()).contains("ReentrantLock.lock");
  }

  @Test
  void mutex_unlockedTwice_isFatal() {
    Result result =
        Program.run(
            Options.sim(1),
            () -> {
              try {
                new Mutex().unlock();
              } finally {
                sleep(hours(1));
              }
            });
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.message()).isEqualTo("fatal error: sync: unlock of unlocked mutex");
  }

  @Test
  void sameSeed_givesTheSameOrder_hundredTimes() {
    Set<List<Integer>> orders = new HashSet<>();
    for (int run = 0; run < 100; run++) {
      List<Integer> order = new ArrayList<>();
      Program.run(
          Options.sim(42),
          () -> {
            var wg = new WaitGroup();
            var ch = Chan.<Integer>make(2);
            for (int i : range(20)) {
              wg.go(() -> ch.send(i));
            }
            go(() -> {
              wg.await();
              ch.close();
            });
            for (int n : ch) {
              order.add(n);
            }
          });
      orders.add(order);
    }
    assertThat(orders).hasSize(1);
  }

  @Test
  void realScheduler_runsTheSameProgram() {
    List<Integer> out = new ArrayList<>();
    Result result =
        Program.run(
            Options.real(),
            () -> {
              var ch = Chan.<Integer>make();
              go(() -> {
                for (int i : range(1000)) {
                  ch.send(i);
                }
                ch.close();
              });
              for (int n : ch) {
                out.add(n);
              }
            });
    assertThat(result.status()).isEqualTo("ok");
    assertThat(out).hasSize(1000).isSorted();
    assertThat(Program.run(Options.real(), () -> Chan.make().receive()).status())
        .isEqualTo("deadlock");
  }

  @Test
  void lockHeldByAnother_inADeadlock_namesItsHolder() {
    Result result =
        Program.run(
            Options.sim(1),
            () -> {
              var mu = new Mutex();
              go(() -> {
                mu.lock();
                Go.select();
              });
              sleep(millis(1));
              mu.lock();
            });
    assertThat(result.reports().getFirst())
        .contains(
            "goroutine 1 [sync.Mutex.Lock]:\n\twaiting on mutex, held by goroutine 2\n"
                + "\tgoroutine 2 locked it last and waits in select (no cases)\n");
  }

  @Test
  void waiters_inADeadlock_sayWhoCouldHaveWokenThem() {
    Result result =
        Program.run(
            Options.sim(1),
            () -> {
              var fed = Chan.<Integer>make(1);
              var never = Chan.<Integer>make();
              var wg = new WaitGroup();
              wg.add(2);
              go(() -> {
                fed.send(1);
                wg.done();
              });
              go(() -> {
                fed.receive();
                fed.receive();
              });
              go(() -> never.send(1));
              go(() -> Go.select(Go.onReceive(Chan.<Integer>make()), Go.onSend(never, 2)));
              wg.await();
            });
    assertThat(result.status()).isEqualTo("deadlock");
    assertThat(result.reports().getFirst())
        .contains("\tits counter is at 1; goroutine 2 counted it down last and has ended\n")
        .contains("\tgoroutine 2 sent on it last and has ended\n")
        .contains("\tnobody has received from it\n")
        .contains("goroutine 5 [select]:\n\twaiting on chan, chan\n");
  }
}
