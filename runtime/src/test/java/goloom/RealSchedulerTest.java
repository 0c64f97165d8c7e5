package goloom;

import static goloom.Go.blocking;
import static goloom.Go.go;
import static goloom.Go.gosched;
import static goloom.Go.millis;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.range;
import static goloom.Go.select;
import static goloom.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Program.Options;
import goloom.Program.Result;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RealSchedulerTest {

  @RepeatedTest(20)
  void manyGoroutines_overChannelsAndLocks_loseNothing() {
    AtomicLong sum = new AtomicLong();
    Result result =
        Program.run(
            Options.real(),
            () -> {
              var wg = new WaitGroup();
              var jobs = Chan.<Integer>make(8);
              var results = Chan.<Integer>make();
              var mu = new Mutex();
              int[] locked = {0};
              for (int w : range(8)) {
                wg.go(() -> {
                  for (int n : jobs) {
                    mu.lock();
                    locked[0]++;
                    mu.unlock();
                    if (n % 7 == w) {
                      gosched();
                    }
                    select(onSend(results, n), onReceive(Chan.nil()));
                  }
                });
              }
              go(() -> {
                for (int i : range(2_000)) {
                  jobs.send(i);
                }
                jobs.close();
                wg.await();
                results.close();
              });
              for (int n : results) {
                sum.addAndGet(n);
              }
              sum.addAndGet(locked[0]);
            });
    assertThat(result.status()).isEqualTo("ok");
    assertThat(sum.get()).isEqualTo(1_999L * 2_000 / 2 + 2_000);
  }

  @Test
  void spawnedByThousands_allRun() {
    AtomicInteger ran = new AtomicInteger();
    Result result =
        Program.run(
            Options.real(),
            () -> {
              var wg = new WaitGroup();
              for (int i : range(20_000)) {
                wg.go(ran::incrementAndGet);
              }
              wg.await();
            });
    assertThat(result.reports()).isEmpty();
    assertThat(ran).hasValue(20_000);
  }

  @Test
  void blockingCalls_onEveryProcessor_leaveOthersRunning() {
    AtomicInteger ran = new AtomicInteger();
    Result result =
        Program.run(
            Options.real().withProcs(2),
            () -> {
              CountDownLatch latch = new CountDownLatch(1);
              var wg = new WaitGroup();
              for (int i : range(4)) {
                wg.go(() ->
                    blocking(() -> {
                      synchronized (latch) {
                        latch.await();
                      }
                      return i;
                    }));
              }
              wg.go(() -> {
                ran.incrementAndGet();
                latch.countDown();
              });
              wg.await();
            });
    assertThat(result.status()).isEqualTo("ok");
    assertThat(ran).hasValue(1);
  }

  @Test
  void sleepAndTimers_inRealTime_fire() {
    long begin = System.nanoTime();
    Result result =
        Program.run(
            Options.real(),
            () -> {
              sleep(millis(5));
              Time.after(millis(5)).receive();
              var ch = Chan.<Integer>make();
              Time.afterFunc(millis(5), () -> ch.send(1));
              ch.receive();
            });
    assertThat(result.status()).isEqualTo("ok");
    assertThat(System.nanoTime() - begin).isGreaterThan(15_000_000);
  }

  @Test
  void panicAndLeak_areReported() {
    assertThat(Program.run(Options.real(), () -> Go.panic("boom")).message())
        .isEqualTo("panic: boom");
    Result leak =
        Program.run(
            Options.real(),
            () -> {
              var never = Chan.<Integer>make();
              go(never::receive);
              sleep(millis(5));
            });
    assertThat(leak.leaked()).isEqualTo(1);
  }

  @Test
  void goroutines_inAnOrdinaryProgram_workWithPlainThreads() throws InterruptedException {
    var ch = Chan.<Integer>make();
    Thread plain = Thread.ofPlatform().start(() -> ch.send(41));
    go(() -> ch.send(1));
    assertThat(ch.receive() + ch.receive()).isEqualTo(42);
    plain.join();
  }

  @Test
  void platformThread_thatWillSend_isNoDeadlock() {
    Result result =
        Program.run(
            Options.real(),
            () -> {
              var ch = Chan.<Integer>make();
              Thread.ofPlatform()
                  .start(() -> {
                    long until = System.nanoTime() + 50_000_000;
                    while (System.nanoTime() < until) {
                      Thread.onSpinWait();
                    }
                    ch.send(1);
                  });
              ch.receive();
            });
    assertThat(result.status()).isEqualTo("ok");
  }

  @Test
  void threadThatIsNoDaemon_keepsTheProgramAlive_afterMainsReturn() {
    AtomicInteger ran = new AtomicInteger();
    Result result =
        Program.run(
            Options.real(),
            () -> {
              Thread main = Thread.currentThread();
              Thread.ofPlatform()
                  .daemon(false)
                  .start(() -> {
                    awaitEnd(main);
                    ran.incrementAndGet();
                  });
            });
    assertThat(result.status()).isEqualTo("ok");
    assertThat(ran).hasValue(1);
  }

  @Test
  void daemon_thatWaitsForGood_keepsNothingAlive() {
    CountDownLatch never = new CountDownLatch(1);
    Result result =
        Program.run(
            Options.real(),
            () -> {
              Thread.ofPlatform().daemon().start(() -> awaitQuietly(never));
            });
    assertThat(result.status()).isEqualTo("ok");
    never.countDown();
  }

  @Test
  void threadThatStays_andNobodyWillWake_isADeadlock() {
    CountDownLatch never = new CountDownLatch(1);
    Result result =
        Program.run(
            Options.real(),
            () -> {
              Thread.ofPlatform().daemon(false).start(() -> awaitQuietly(never));
            });
    assertThat(result.status()).isEqualTo("deadlock");
    never.countDown();
  }

  private static void awaitEnd(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void chan_madeInASimulationThatHasEnded_holdsOnManyThreads() {
    var made = new AtomicReference<Chan<Integer>>();
    Program.run(Options.sim(0), () -> made.set(Chan.make(64)));
    var received = new AtomicLong();
    Result result =
        Program.run(
            Options.real(),
            () -> {
              var ch = made.get();
              var senders = new WaitGroup();
              var receivers = new WaitGroup();
              for (int i : range(4)) {
                senders.go(() -> {
                  for (int n : range(20_000)) {
                    ch.send(n + i);
                  }
                });
                receivers.go(() -> {
                  for (int _ : ch) {
                    received.incrementAndGet();
                  }
                });
              }
              senders.await();
              ch.close();
              receivers.await();
            });
    assertThat(result.status()).isEqualTo("ok");
    assertThat(received).hasValue(80_000);
  }
}
