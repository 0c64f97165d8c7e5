package goloom.instrument;

import static goloom.instrument.Programs.mainPrints;
import static goloom.instrument.Programs.prints;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Threads of every kind run under the scheduler. */
class ThreadsTest {

  @Test
  void newThread_runs_andIsJoined() {
    mainPrints(
        "Thread-0 false\nNEW TERMINATED false\n",
        """
        var t = new Thread(() -> IO.println(Thread.currentThread().getName() + " " + Thread.currentThread().isVirtual()));
        var before = t.getState();
        t.start();
        t.join();
        IO.println(before + " " + t.getState() + " " + t.isAlive());
        """);
  }

  @Test
  void threadSubclass_runsItsOwnRun() {
    prints(
        "worker Thread[#2,worker,5,main] true\nover\n",
        """
        class Worker extends Thread {
          Worker() { super("worker"); }
          @Override public void run() { IO.println(getName() + " " + this + " " + (Thread.currentThread() == this)); }
          @Override public void start() { super.start(); }
        }
        void main() throws Exception {
          var w = new Worker();
          w.start();
          w.join();
          try { w.start(); } catch (IllegalThreadStateException e) { IO.println("over"); }
        }
        """);
  }

  @Test
  void nonDaemonThread_keepsTheProgramAlive_daemonDoesNot() {
    mainPrints(
        "main\nlater\n",
        """
        new Thread(() -> { try { Thread.sleep(1000); } catch (InterruptedException e) {} IO.println("later"); }).start();
        var d = new Thread(() -> { try { Thread.sleep(5000); } catch (InterruptedException e) {} IO.println("never"); });
        d.setDaemon(true);
        d.start();
        IO.println("main");
        """);
  }

  @Test
  void nonDaemonThread_keepsTheProgramAlive_whateverItsMakerLookedAt() {
    mainPrints(
        "main false\nlater\n",
        """
        IO.println(Thread.currentThread().getName() + " " + Thread.currentThread().isDaemon());
        new Thread(() -> { try { Thread.sleep(1000); } catch (InterruptedException e) {} IO.println("later"); }).start();
        """);
  }

  @Test
  void shutdownHooks_runAfterMainAndItsThreads() {
    mainPrints(
        "main\nlater\nhook\na second on\nShutdown in progress\nlast\n",
        """
        var later = new Thread(() -> IO.println("never"));
        var hook = new Thread(() -> {
          IO.println("hook");
          try { Thread.sleep(1000); } catch (InterruptedException e) {}
          IO.println("a second on");
          try { Runtime.getRuntime().removeShutdownHook(later); } catch (IllegalStateException e) { IO.println(e.getMessage()); }
          IO.println("last");
        });
        Runtime.getRuntime().addShutdownHook(later);
        Runtime.getRuntime().addShutdownHook(hook);
        IO.println(Runtime.getRuntime().removeShutdownHook(later) ? "main" : "not removed");
        new Thread(() -> { try { Thread.sleep(1000); } catch (InterruptedException e) {} IO.println("later"); }).start();
        """);
  }

  @Test
  void shutdownHooks_runBeforeAnExit_butNotBeforeAHalt() {
    var exits =
        Ran.of(
            "void main() { Runtime.getRuntime().addShutdownHook(new Thread(() -> IO.println(\"hook\")));"
                + " try { System.exit(3); } finally { IO.println(\"never\"); } }");
    assertThat(exits.output()).isEqualTo("hook\n");
    assertThat(exits.ending().code()).isEqualTo(3);
    assertThat(exits.ending().uncontrolled()).isEmpty();
    var halts =
        Ran.of(
            "void main() { Runtime.getRuntime().addShutdownHook(new Thread(() -> IO.println(\"hook\")));"
                + " Runtime.getRuntime().halt(4); }");
    assertThat(halts.output()).isEmpty();
    assertThat(halts.ending().code()).isEqualTo(4);
  }

  @Test
  void poolThatNobodyShutsDown_isADeadlock_thatSaysSo() {
    var ran =
        Ran.of(
            "void main() throws Exception { Executors.newFixedThreadPool(1).submit(() -> 1).get(); }");
    assertThat(ran.ending().status()).isEqualTo("deadlock");
    assertThat(ran.reports().getFirst())
        .contains("goroutine 2 [LinkedBlockingQueue.take]:")
        .contains("idle thread of a pool that nobody has shut down");
  }

  @Test
  void countedCompleters_completeWithTheirLast() {
    prints(
        "sum 4950\n",
        """
        static class Sum extends CountedCompleter<Integer> {
          final int from, to;
          int sum;
          List<Sum> parts = List.of();
          Sum(CountedCompleter<?> parent, int from, int to) { super(parent); this.from = from; this.to = to; }
          @Override public void compute() {
            if (to - from > 10) {
              int middle = (from + to) / 2;
              parts = List.of(new Sum(this, from, middle), new Sum(this, middle, to));
              setPendingCount(2);
              parts.forEach(Sum::fork);
            } else {
              for (int i = from; i < to; i++) sum += i;
            }
            tryComplete();
          }
          @Override public void onCompletion(CountedCompleter<?> by) { for (var part : parts) sum += part.sum; }
          @Override public Integer getRawResult() { return sum; }
        }
        void main() { try (var pool = new ForkJoinPool()) { IO.println("sum " + pool.invoke(new Sum(null, 0, 100))); } }
        """);
  }

  @Test
  void bulkOperations_runOnTheCaller() {
    mainPrints(
        "6 3 3 [1, 2, 3] 2 6.0\n[1, 3, 6, 10] [1, 2, 5, 4]\n",
        """
        var map = new ConcurrentHashMap<String, Integer>(Map.of("a", 1, "b", 2, "c", 3));
        var seen = new TreeSet<Integer>();
        map.forEach(1, (_, v) -> seen.add(v));
        IO.println(map.reduceValues(1, Integer::sum) + " " + map.reduceValuesToInt(1, x -> x, 0, Math::max) + " "
            + map.search(1, (k, v) -> k.equals("c") ? v : null) + " " + seen + " " + map.searchKeys(1, k -> k.equals("b") ? 2 : null) + " "
            + map.reduceToDouble(1, (_, v) -> v, 0, Double::sum));
        int[] sums = {1, 2, 3, 4};
        Arrays.parallelPrefix(sums, Integer::sum);
        Long[] part = {1L, 2L, 3L, 4L};
        Arrays.parallelPrefix(part, 1, 3, Long::sum);
        IO.println(Arrays.toString(sums) + " " + Arrays.toString(part));
        """);
  }

  @Test
  void interrupt_reachesABlockedThread() {
    mainPrints(
        "interrupted\n",
        """
        var t = new Thread(() -> { try { new CountDownLatch(1).await(); } catch (InterruptedException e) { IO.println("interrupted"); } });
        t.start();
        t.interrupt();
        t.join();
        """);
  }

  @Test
  void currentThread_ofAGoroutine_isItsNumber() {
    mainPrints(
        "main VirtualThread[#1,main]/runnable true 1\nVirtualThread[#2,named]/runnable\n",
        """
        var me = Thread.currentThread();
        IO.println(me.getName() + " " + me + " " + me.isVirtual() + " " + me.threadId());
        var wg = new WaitGroup();
        wg.add(1);
        go("named", () -> { IO.println(Thread.currentThread()); wg.done(); });
        wg.await();
        """);
  }

  @Test
  void virtualThreads_areNumberedByTheRun_whoeverPutsThemIntoWords() {
    mainPrints(
        """
        VirtualThread[#2]/runnable true 2
        true VirtualThread[#2]/runnable
        named VirtualThread[#3,named]/runnable
        [VirtualThread[#4,f-7]/runnable]
        VirtualThread[#5]/runnable
        caught by VirtualThread[#6]/runnable
        """,
        """
        var seen = new AtomicReference<Thread>();
        var t = Thread.startVirtualThread(() -> {
          var me = Thread.currentThread();
          seen.set(me);
          IO.println(me + " " + me.isVirtual() + " " + me.threadId());
        });
        t.join();
        IO.println((t == seen.get()) + " " + t);
        var named = Thread.ofVirtual().name("named").unstarted(() -> IO.println(Thread.currentThread().getName() + " " + Thread.currentThread()));
        named.start();
        named.join();
        try (var pool = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("f-", 7).factory())) {
          pool.submit(() -> IO.println(List.of(Thread.currentThread())));
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
          pool.submit(() -> IO.println(String.format("%s", Thread.currentThread())));
        }
        var failing = Thread.ofVirtual().unstarted(() -> { throw new IllegalStateException(); });
        failing.setUncaughtExceptionHandler((_, e) -> IO.println("caught by " + failing));
        failing.start();
        failing.join();
        """);
  }

  @Test
  void builders_makeThreadsOfOurs() {
    mainPrints(
        "w-0\nw-1\nfalse true false\nv true\n",
        """
        var builder = Thread.ofPlatform().name("w-", 0);
        Thread a = builder.start(() -> IO.println(Thread.currentThread().getName()));
        a.join();
        Thread b = builder.unstarted(() -> IO.println(Thread.currentThread().getName()));
        b.start();
        b.join();
        var factory = Thread.ofPlatform().daemon().factory();
        IO.println(b.isDaemon() + " " + factory.newThread(() -> {}).isDaemon() + " " + Thread.ofPlatform().daemon(false).unstarted(() -> {}).isDaemon());
        Thread.ofVirtual().name("v").start(() -> IO.println(Thread.currentThread().getName() + " " + Thread.currentThread().isVirtual())).join();
        """);
  }

  @Test
  void pools_nameTheirThreads_andCompute() {
    mainPrints(
        "499500 true\npool-1-thread-1\nmine\n",
        """
        try (var pool = Executors.newFixedThreadPool(4)) {
          var futures = new ArrayList<Future<Integer>>();
          for (int i : range(1000)) futures.add(pool.submit(() -> i));
          int sum = 0;
          for (var f : futures) sum += f.get();
          IO.println(sum + " " + !pool.isShutdown());
        }
        var single = Executors.newSingleThreadExecutor();
        IO.println(single.submit(() -> Thread.currentThread().getName()).get().replace("pool-2", "pool-1"));
        single.shutdown();
        var own = new ThreadPoolExecutor(1, 2, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), r -> new Thread(r, "mine"));
        own.execute(() -> IO.println(Thread.currentThread().getName()));
        own.close();
        """);
  }

  @Test
  void cachedPool_virtualThreads_andCompletableFutures_work() {
    mainPrints(
        "3\n10\nab 5\n",
        """
        try (var pool = Executors.newCachedThreadPool()) {
          IO.println(pool.invokeAll(List.<Callable<Integer>>of(() -> 1, () -> 2)).stream().mapToInt(f -> f.resultNow()).sum());
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
          IO.println(pool.submit(() -> 10).get());
        }
        var a = CompletableFuture.supplyAsync(() -> "a");
        var b = CompletableFuture.supplyAsync(() -> "b");
        var n = CompletableFuture.runAsync(() -> {}).thenApplyAsync(x -> 5);
        IO.println(a.thenCombineAsync(b, String::concat).join() + " " + n.get());
        """);
  }

  @Test
  void forkJoin_runsOnGoroutines() {
    prints(
        "6765 6765\n[1, 2, 3] 6\n",
        """
        static class Fib extends RecursiveTask<Integer> {
          final int n;
          Fib(int n) { this.n = n; }
          protected Integer compute() {
            if (n < 2) return n;
            var left = new Fib(n - 1);
            left.fork();
            return new Fib(n - 2).compute() + left.join();
          }
        }
        void main() {
          IO.print(new ForkJoinPool(3).invoke(new Fib(20)) + " ");
          IO.println(ForkJoinPool.commonPool().invoke(new Fib(20)));
          int[] a = {3, 1, 2};
          Arrays.parallelSort(a);
          IO.println(Arrays.toString(a) + " " + List.of(1, 2, 3).parallelStream().mapToInt(x -> x).parallel().sum());
        }
        """);
  }

  @Test
  void uncaughtException_inAThread_endsThatThreadAlone() {
    mainPrints(
        "boom\nalive\n",
        """
        var t = new Thread(() -> { throw new IllegalStateException("boom"); });
        t.setUncaughtExceptionHandler((thread, e) -> IO.println(e.getMessage()));
        t.start();
        t.join();
        IO.println("alive");
        """);
  }

  @Test
  void idlePool_neverShutDown_isADeadlockAfterMain() {
    var ran =
        Ran.of("void main() { Executors.newFixedThreadPool(1).execute(() -> IO.println(1)); }");
    assertThat(ran.output()).isEqualTo("1\n");
    assertThat(ran.ending().status()).isEqualTo("deadlock");
  }

  /** A goroutine is a virtual thread, and a virtual thread's children are daemons in Java. */
  @Test
  void onRealThreads_threadsThatAGoroutineMakes_areDaemonsOnlyWhereAsked() throws Exception {
    var program =
        Loaded.of(
            Source.compile(
                """
                class Main {
                  static class Own extends Thread {
                    Own(String name) { super(new Thread("inner").getName()); }
                    Own() { this("outer"); }
                  }
                  static class Asked extends Thread {
                    Asked() { setDaemon(true); }
                  }
                  static void run() {
                    seen = "" + new Thread().isDaemon() + new Thread(() -> {}, "t").isDaemon()
                        + new Own().isDaemon() + new Thread() {}.isDaemon()
                        + Thread.ofPlatform().unstarted(() -> {}).isDaemon()
                        + " " + new Asked().isDaemon() + Thread.ofPlatform().daemon().unstarted(() -> {}).isDaemon();
                  }
                  static String seen;
                  static String seen() { return seen; }
                }
                """),
            Rewriter.Mode.REAL);
    Thread.ofVirtual()
        .start(() -> {
          try {
            program.call("Main", "run");
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        })
        .join();
    assertThat(program.call("Main", "seen")).isEqualTo("false".repeat(5) + " truetrue");
  }
}
