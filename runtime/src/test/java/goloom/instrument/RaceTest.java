package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Races in whole programs, from source to report. */
class RaceTest {

  @Test
  void unorderedIncrementAndRead_namesBothLinesAndTheVariable() {
    var ran =
        RaceRun.of(
            """
            int data;
            void main() {
              go(() -> {
                data++;
              });
              sleep(millis(1));
              if (data == 0) {
                IO.println("the value is " + data);
              }
            }
            """);
    assertThat(ran.locations()).containsExactly("Main.data");
    var race = ran.races().getFirst();
    assertThat(race.first().kind()).isEqualTo("read");
    assertThat(race.first().stack().getFirst().line()).isEqualTo(10);
    assertThat(race.second().kind()).isEqualTo("write");
    assertThat(race.second().stack().getFirst().line()).isEqualTo(7);
    assertThat(ran.ending().status()).isEqualTo("ok");
    assertThat(ran.ending().code()).isEqualTo(66);
    assertThat(ran.ending().message()).isEqualTo("Found 1 data race(s)");
  }

  private static void silent(String body) {
    var program = Ran.program(body);
    for (int seed = 0; seed < 20; seed++) {
      var ran = RaceRun.of(program, seed);
      assertThat(ran.races()).as("seed %d", seed).isEmpty();
      assertThat(ran.ending().status()).as("seed %d: %s", seed, ran).isEqualTo("ok");
    }
  }

  private static void races(String variable, String body) {
    var program = Ran.program(body);
    for (int seed = 0; seed < 20; seed++) {
      var ran = RaceRun.of(program, seed);
      assertThat(ran.locations()).as("seed %d", seed).containsExactly(variable);
    }
  }

  @Test
  void elements_raceEachForItself() {
    silent(
        """
        void main() {
          var counts = new int[8];
          var wg = new WaitGroup();
          for (int i : range(8)) wg.go(() -> { for (int k = 0; k < 100; k++) counts[i]++; });
          wg.await();
          int sum = 0;
          for (int c : counts) sum += c;
          if (sum != 800) throw panic(sum);
        }
        """);
    races(
        "counts[3]",
        """
        void main() {
          var counts = new int[8];
          var wg = new WaitGroup();
          for (int i : range(2)) wg.go(() -> counts[3] += i);
          wg.await();
        }
        """);
  }

  @Test
  void mutex_ordersItsSections() {
    silent(
        """
        int n;
        void main() {
          var mu = new Mutex();
          var wg = new WaitGroup();
          for (int i : range(10)) wg.go(() -> { mu.lock(); n++; mu.unlock(); });
          wg.await();
          IO.println(n);
        }
        """);
  }

  @Test
  void channels_orderSendersAndReceivers() {
    silent(
        """
        int a, b;
        void main() {
          var ch = Chan.<Integer>make();
          var buffered = Chan.<Integer>make(3);
          go(() -> { a = 1; ch.send(1); b = 2; buffered.send(1); buffered.close(); });
          ch.receive();
          a++;
          for (var _ : buffered) b++;
          b++;
        }
        """
            .replace("int a, b;", "int a;\nint b;"));
    races(
        "Main.a",
        """
        int a;
        void main() {
          var ch = Chan.<Integer>make(2);
          var done = Chan.<Integer>make();
          go(() -> { ch.send(1); a = 1; ch.send(2); done.close(); });
          ch.receive();
          a = 2;
          done.receive();
        }
        """);
  }

  @Test
  void closeAndSend_raceOnTheChannel() {
    var ran =
        RaceRun.of(
            """
            void main() {
              var jobs = Chan.<Integer>make(1);
              go(() -> jobs.send(1));
              sleep(millis(1));
              jobs.close();
            }
            """);
    assertThat(ran.locations()).containsExactly("chan jobs");
  }

  @Test
  void synchronizedAndVolatile_order() {
    silent(
        """
        int n;
        int m;
        volatile boolean ready;
        final Object lock = new Object();
        void main() {
          var wg = new WaitGroup();
          for (int i : range(4)) wg.go(() -> { synchronized (lock) { n++; } });
          wg.go(() -> { m = 3; ready = true; });
          while (!ready) gosched();
          m++;
          wg.await();
        }
        """);
  }

  @Test
  void collections_areOneVariableEach() {
    races(
        "HashMap from Main.java:5",
        """
        void main() {
          Map<String, Integer> cache = new HashMap<>();
          var wg = new WaitGroup();
          for (int i : range(2)) wg.go(() -> cache.put("k" + i, i));
          wg.await();
          IO.println(cache.size());
        }
        """);
    races(
        "ArrayList from Main.java:5",
        """
        void main() {
          var list = new ArrayList<>(List.of(1, 2, 3));
          var wg = new WaitGroup();
          wg.go(() -> { for (var x : list) if (x > 9) IO.println(x); });
          wg.go(() -> list.add(4));
          wg.await();
        }
        """);
    silent(
        """
        void main() {
          var list = new ArrayList<Integer>();
          var mu = new Mutex();
          var wg = new WaitGroup();
          for (int i : range(5)) wg.go(() -> { mu.lock(); list.add(i); mu.unlock(); });
          wg.await();
          int sum = 0;
          for (var x : list) sum += x;
          for (int i : range(3)) wg.go(() -> { for (var x : list) if (x > 100) IO.println(x); });
          wg.await();
          list.add(sum);
        }
        """);
  }

  @Test
  void locksOfTheJdk_order() {
    silent(
        """
        import java.util.concurrent.locks.*;
        int n;
        int ready;
        void main() throws Exception {
          var lock = new ReentrantLock();
          var condition = lock.newCondition();
          var rw = new ReentrantReadWriteLock();
          var latch = new CountDownLatch(4);
          for (int i = 0; i < 4; i++) {
            Thread.startVirtualThread(() -> {
              lock.lock();
              try { n++; ready++; condition.signalAll(); } finally { lock.unlock(); }
              rw.readLock().lock();
              int seen = n;
              rw.readLock().unlock();
              latch.countDown();
            });
          }
          lock.lock();
          while (ready < 4) condition.await();
          n++;
          lock.unlock();
          latch.await();
          rw.writeLock().lock();
          n++;
          rw.writeLock().unlock();
          IO.println(n);
        }
        """
            .replace("int seen = n;", "if (lock.tryLock()) { int seen = n; lock.unlock(); }"));
  }

  @Test
  void executorsAndFutures_order() {
    silent(
        """
        int n;
        int[] sums = new int[8];
        void main() throws Exception {
          try (var pool = Executors.newFixedThreadPool(3)) {
            n = 1;
            var all = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 8; i++) {
              int k = i;
              all.add(pool.submit(() -> { sums[k] = k + n; return k; }));
            }
            int sum = 0;
            for (var f : all) sum += sums[f.get()];
            IO.println(sum);
          }
          n++;
          try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
              int k = i;
              pool.execute(() -> sums[k] += n);
            }
          }
          n += sums[3];
          var timer = Executors.newScheduledThreadPool(1);
          var f = timer.schedule(() -> { n++; }, 5, TimeUnit.MILLISECONDS);
          f.get();
          n++;
          timer.close();
        }
        """);
  }

  @Test
  void stages_comeAfterWhatTheyDependOn() {
    silent(
        """
        int a;
        int b;
        int c;
        void main() throws Exception {
          a = 1;
          var first = CompletableFuture.supplyAsync(() -> { a++; return a; });
          var second = first.thenApply(x -> { a++; return x + a; });
          var third = CompletableFuture.runAsync(() -> b = 2);
          var both = second.thenCombineAsync(third, (x, y) -> { c = a + b; return c; });
          IO.println(both.get());
          a += b + c;
          var all = CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> a++), CompletableFuture.runAsync(() -> b++));
          sleep(millis(1));
          all.join();
          a += b;
        }
        """);
    races(
        "Main.a",
        """
        int a;
        void main() throws Exception {
          var one = CompletableFuture.runAsync(() -> a++);
          var two = CompletableFuture.runAsync(() -> a++);
          one.join();
          two.join();
        }
        """);
  }

  @Test
  void atomicsAndConcurrentMaps_order() {
    silent(
        """
        int n;
        int m;
        void main() throws Exception {
          var flag = new AtomicBoolean();
          var map = new ConcurrentHashMap<String, int[]>();
          var queue = new LinkedBlockingQueue<int[]>();
          go(() -> { n = 1; flag.set(true); });
          go(() -> { var x = new int[1]; x[0] = 7; map.put("x", x); });
          go(() -> { var x = new int[1]; x[0] = 7; queue.put(x); });
          while (!flag.get()) gosched();
          n++;
          int[] x;
          while ((x = map.get("x")) == null) gosched();
          m = x[0];
          m += queue.take()[0];
          var spin = new AtomicInteger();
          var wg = new WaitGroup();
          for (int i : range(3)) wg.go(() -> {
            while (!spin.compareAndSet(0, 1)) gosched();
            n++;
            spin.set(0);
          });
          wg.await();
          IO.println(n + m);
        }
        """);
  }

  @Test
  void threadsAndInitialisers_order() {
    silent(
        """
        static int made;
        static class Holder {
          static final int[] VALUES = new int[3];
          static int count;
          static { for (int i = 0; i < 3; i++) VALUES[i] = i; count = 3; made++; }
          static int get(int i) { return VALUES[i]; }
        }
        int n;
        void main() throws Exception {
          n = 1;
          var t = new Thread(() -> n++);
          t.start();
          sleep(millis(1));
          t.join();
          n++;
          var wg = new WaitGroup();
          for (int i : range(3)) wg.go(() -> { if (Holder.get(i) != i || Holder.count != 3 || Holder.VALUES[1] != 1) throw panic("no"); });
          wg.await();
          IO.println(n);
        }
        """);
  }

  @Test
  void rangesOfArrays_areAccesses() {
    races(
        "a[2]",
        """
        void main() {
          var a = new int[4];
          var wg = new WaitGroup();
          wg.go(() -> System.arraycopy(new int[] {1, 2}, 0, a, 2, 1));
          wg.go(() -> { a[1] = 1; a[2] = 2; });
          wg.await();
        }
        """
            .replace("a[1] = 1; a[2] = 2;", "Arrays.fill(a, 1, 3, 5);"));
  }

  @Test
  void whatAnEarlierRunLeft_inAClassThatStays_isOver() {
    var block =
        Repeatable.of(
            """
            static int n;
            static volatile int v;
            void main() {
              var wg = new WaitGroup();
              wg.go(() -> { n++; v++; });
              wg.await();
            }
            """);
    for (int run = 0; run < 3; run++) {
      var races = new java.util.ArrayList<goloom.report.RaceReport>();
      var settings = new goloom.scheduler.Settings(0L, null, 4, false, true, false, 1_000, 0);
      goloom.scheduler.Engine.run(
          settings,
          block.get(),
          new goloom.scheduler.Observer() {
            @Override
            public void race(goloom.report.RaceReport race) {
              races.add(race);
            }
          });
      assertThat(races).as("run %d", run).isEmpty();
    }
  }
}
