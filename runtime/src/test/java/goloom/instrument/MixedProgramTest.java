package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** Programs built on Java's own concurrency, whole. */
class MixedProgramTest {

  private static final String MIXED =
      """
      static int shared;
      static final Object monitor = new Object();
      static boolean open;

      static class Account {
        private int balance;
        synchronized void deposit(int n) { balance += n; notifyAll(); }
        synchronized void await(int n) throws InterruptedException { while (balance < n) wait(1000); }
      }

      void main() throws Exception {
        var account = new Account();
        var lock = new ReentrantLock();
        var filled = lock.newCondition();
        var latch = new CountDownLatch(3);
        var log = Collections.synchronizedList(new ArrayList<String>());
        try (var pool = Executors.newFixedThreadPool(3)) {
          for (int i : range(3)) {
            pool.submit(() -> {
              for (int k = 0; k < 5; k++) {
                account.deposit(1);
                shared++;
                lock.lock();
                try { log.add("w" + i); filled.signalAll(); } finally { lock.unlock(); }
              }
              latch.countDown();
              return null;
            });
          }
          var stage = CompletableFuture.supplyAsync(() -> { shared += 10; return 5; })
              .thenCombineAsync(CompletableFuture.supplyAsync(() -> 7), Integer::sum)
              .orTimeout(1, TimeUnit.SECONDS);
          account.await(15);
          IO.println(latch.await(1, TimeUnit.SECONDS) + " " + stage.get());
          lock.lock();
          try { while (log.size() < 15) filled.await(10, TimeUnit.MILLISECONDS); } finally { lock.unlock(); }
        }
        synchronized (monitor) {
          new Thread(() -> { synchronized (monitor) { open = true; monitor.notify(); } }).start();
          while (!open) monitor.wait();
        }
        var queue = new DelayQueue<Due>();
        long t = System.nanoTime();
        queue.add(new Due(t + 30_000_000));
        queue.add(new Due(t + 10_000_000));
        queue.take();
        IO.println("after " + (System.nanoTime() - t) / 1_000_000);
        IO.println(log + " " + shared);
      }

      record Due(long at) implements Delayed {
        public long getDelay(TimeUnit unit) { return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS); }
        public int compareTo(Delayed other) { return Long.compare(at, ((Due) other).at); }
      }
      """;

  @Test
  void javasOwnConcurrency_isDeterministic_andVariesBySeed() {
    var program = Ran.program(MIXED);
    var outputs = new HashSet<String>();
    for (int seed = 0; seed < 40; seed++) {
      var ran = program.run(seed);
      assertThat(ran.ending().status()).as(ran.toString()).isEqualTo("ok");
      assertThat(ran.ending().uncontrolled()).isEmpty();
      assertThat(ran.output()).startsWith("true 12\nafter 10\n");
      outputs.add(ran.output());
      var again = program.run(seed);
      assertThat(again.output()).isEqualTo(ran.output());
      assertThat(again.ending()).isEqualTo(ran.ending());
    }
    assertThat(outputs).hasSizeGreaterThan(10);
  }

  @Test
  void deadlockOfJavasLocks_isReported() {
    var ran =
        Ran.of(
            """
            void main() throws Exception {
              var a = new ReentrantLock();
              var b = new ReentrantLock();
              var both = new CyclicBarrier(2);
              var t = new Thread(() -> { a.lock(); both.await(); b.lock(); });
              t.start();
              b.lock();
              both.await();
              a.lock();
            }
            """
                .replace(
                    "both.await(); b.lock(); }",
                    "try { both.await(); } catch (Exception e) {} b.lock(); }"));
    assertThat(ran.ending().status()).isEqualTo("deadlock");
    assertThat(ran.reports().getFirst())
        .contains("ReentrantLock.lock", "Main.java:")
        .contains("waiting on a, held by goroutine 2\n", "waiting on b, held by goroutine 1\n");
  }
}
