package goloom.instrument;

import static goloom.instrument.Programs.mainPrints;
import static goloom.instrument.Programs.prints;

import org.junit.jupiter.api.Test;

/** Timed waits follow the run's clock, to the millisecond and below. */
class TimedWaitsTest {

  /** What each wait in a list gives, and after how long in virtual milliseconds. */
  private static void waits(String expected, String... expressions) {
    var body = new StringBuilder();
    for (var expression : expressions) {
      body.append("{ long t0 = System.nanoTime(); Object r = ")
          .append(expression)
          .append("; IO.println(r + \" \" + (System.nanoTime() - t0) / 1_000_000); }\n");
    }
    mainPrints(expected, body.toString());
  }

  @Test
  void queues_timeOut() {
    waits(
        "null 100\nfalse 70\nnull 30\n",
        "new LinkedBlockingQueue<String>().poll(100, TimeUnit.MILLISECONDS)",
        "new ArrayBlockingQueue<>(1, false, List.of(\"x\")).offer(\"y\", 70, TimeUnit.MILLISECONDS)",
        "new SynchronousQueue<String>().poll(30, TimeUnit.MILLISECONDS)");
  }

  @Test
  void synchronizers_timeOut() {
    waits(
        "false 50\nfalse 20\nfalse 40\nTimeoutException 10\n",
        "new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS)",
        "new Semaphore(0).tryAcquire(20, TimeUnit.MILLISECONDS)",
        "((Callable<Object>) () -> { var l = new ReentrantLock(); l.lock(); try { return l.newCondition().await(40, TimeUnit.MILLISECONDS); } finally { l.unlock(); } }).call()",
        "((Callable<Object>) () -> { try { return new CompletableFuture<String>().get(10, TimeUnit.MILLISECONDS); } catch (TimeoutException e) { return e.getClass().getSimpleName(); } }).call()");
  }

  @Test
  void valueInTime_isReceived_andLeavesNoInterrupt() {
    mainPrints(
        "x 30 false\n",
        """
        var q = new LinkedBlockingQueue<String>();
        go(() -> { sleep(millis(30)); q.add("x"); });
        long t = System.nanoTime();
        var got = q.poll(1, TimeUnit.SECONDS);
        IO.println(got + " " + (System.nanoTime() - t) / 1_000_000 + " " + Thread.currentThread().isInterrupted());
        """);
  }

  @Test
  void realInterrupt_isToldFromTheTime() {
    mainPrints(
        "interrupted\n",
        """
        var t = new Thread(() -> {
          try { new CountDownLatch(1).await(1, TimeUnit.HOURS); IO.println("late"); } catch (InterruptedException e) { IO.println("interrupted"); }
        });
        t.start();
        Thread.sleep(10);
        t.interrupt();
        t.join();
        """);
  }

  @Test
  void heldLock_timesOut_andIsGotInTime() {
    mainPrints(
        "false 25\ntrue 75\n",
        """
        var lock = new ReentrantLock();
        lock.lock();
        var wg = new WaitGroup();
        wg.go(() -> {
          long t = System.nanoTime();
          IO.println(lock.tryLock(25, TimeUnit.MILLISECONDS) + " " + Math.round((System.nanoTime() - t) / 1e6));
          t = System.nanoTime();
          IO.println(lock.tryLock(1, TimeUnit.HOURS) + " " + Math.round((System.nanoTime() - t) / 1e6));
        });
        Thread.sleep(100);
        lock.unlock();
        wg.await();
        """);
  }

  @Test
  void joinAndPark_timeOut() {
    mainPrints(
        "true 15\n7\n",
        """
        var t = new Thread(() -> { try { Thread.sleep(500); } catch (InterruptedException e) {} });
        t.start();
        long start = System.nanoTime();
        t.join(15);
        IO.println(t.isAlive() + " " + (System.nanoTime() - start) / 1_000_000);
        start = System.nanoTime();
        LockSupport.parkNanos(7_000_000);
        IO.println((System.nanoTime() - start) / 1_000_000);
        """);
  }

  @Test
  void stagesTimeOut() {
    mainPrints(
        "TimeoutException 200\nspare 300\nlate 400\n",
        """
        long t = System.nanoTime();
        try { new CompletableFuture<String>().orTimeout(200, TimeUnit.MILLISECONDS).get(); }
        catch (ExecutionException e) { IO.println(e.getCause().getClass().getSimpleName() + " " + (System.nanoTime() - t) / 1_000_000); }
        IO.println(new CompletableFuture<String>().completeOnTimeout("spare", 100, TimeUnit.MILLISECONDS).get() + " " + (System.nanoTime() - t) / 1_000_000);
        IO.println(CompletableFuture.supplyAsync(() -> "late", CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)).get() + " " + (System.nanoTime() - t) / 1_000_000);
        """);
  }

  @Test
  void scheduledPools_andTimers_tick() {
    mainPrints(
        "once 50\ntick 10\ntick 20\ntick 30\ntrue\ntock 5\ntock 10\n",
        """
        long t = System.nanoTime();
        var pool = Executors.newScheduledThreadPool(2);
        pool.schedule(() -> IO.println("once " + (System.nanoTime() - t) / 1_000_000), 50, TimeUnit.MILLISECONDS).get();
        long u = System.nanoTime();
        var three = new CountDownLatch(3);
        var ticks = pool.scheduleAtFixedRate(() -> {
          if (three.getCount() > 0) IO.println("tick " + (System.nanoTime() - u) / 1_000_000);
          three.countDown();
        }, 10, 10, TimeUnit.MILLISECONDS);
        three.await();
        ticks.cancel(false);
        pool.shutdown();
        IO.println(pool.awaitTermination(1, TimeUnit.SECONDS));
        var timer = new Timer();
        long v = System.nanoTime();
        var two = new CountDownLatch(2);
        timer.schedule(new TimerTask() {
          public void run() {
            if (two.getCount() > 0) IO.println("tock " + (System.nanoTime() - v) / 1_000_000);
            two.countDown();
          }
        }, 5, 5);
        two.await();
        timer.cancel();
        """);
  }

  @Test
  void awaitTermination_timesOut() {
    mainPrints(
        "false 100\ntrue 150\n",
        """
        var pool = Executors.newFixedThreadPool(1);
        pool.execute(() -> { try { Thread.sleep(250); } catch (InterruptedException e) {} });
        pool.shutdown();
        long t = System.nanoTime();
        IO.println(pool.awaitTermination(100, TimeUnit.MILLISECONDS) + " " + Math.round((System.nanoTime() - t) / 1e6));
        t = System.nanoTime();
        IO.println(pool.awaitTermination(1, TimeUnit.HOURS) + " " + Math.round((System.nanoTime() - t) / 1e6));
        """);
  }

  @Test
  void idleThreadsOfAPool_goAfterTheirTime_soThatTheProgramEnds() {
    prints(
        "1\n",
        """
        void main() {
          var pool = new ThreadPoolExecutor(0, 5, 30, TimeUnit.SECONDS, new SynchronousQueue<>());
          pool.execute(() -> IO.println(1));
        }
        """);
  }
}
