package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code synchronized}, {@code wait} and {@code notify} under the scheduler. */
class MonitorsTest {

  private static void prints(String expected, String body) {
    var program = Ran.program(body);
    for (int seed = 0; seed < 25; seed++) {
      var ran = program.run(seed);
      assertThat(ran.ending().status()).as("seed %d: %s", seed, ran).isEqualTo("ok");
      assertThat(ran.output()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void synchronizedBlock_excludes_andIsReentrant() {
    prints(
        "90\n",
        """
        int n;
        void main() {
          Object lock = new Object();
          var wg = new WaitGroup();
          for (int i : range(3)) wg.go(() -> {
            for (int k = 0; k < 30; k++) synchronized (lock) { synchronized (lock) { n++; } }
          });
          wg.await();
          IO.println(n);
        }
        """);
  }

  @Test
  void synchronizedMethods_excludeEachOther_staticOnesToo() {
    prints(
        "60 60\n",
        """
        static class Counter {
          static int all;
          int n;
          synchronized long increment(long by, double unused) { n += by; return n; }
          static synchronized void count() { all++; }
        }
        void main() {
          var counter = new Counter();
          var wg = new WaitGroup();
          for (int i : range(3)) wg.go(() -> {
            for (int k = 0; k < 20; k++) { counter.increment(1, 2.0); Counter.count(); }
          });
          wg.await();
          IO.println(counter.n + " " + Counter.all);
        }
        """);
  }

  @Test
  void exceptionInSynchronizedMethod_releases() {
    prints(
        "boom\ntrue\nfalse\n",
        """
        synchronized void fail() { throw new IllegalStateException("boom"); }
        void main() {
          try { fail(); } catch (IllegalStateException e) { IO.println(e.getMessage()); }
          var wg = new WaitGroup();
          wg.go(() -> { synchronized (this) { IO.println(Thread.holdsLock(this)); } });
          wg.await();
          IO.println(Thread.holdsLock(this));
        }
        """);
  }

  @Test
  void waitAndNotify_passABallBackAndForth() {
    prints(
        "ping 0\npong 0\nping 1\npong 1\nping 2\npong 2\n",
        """
        boolean ping = true;
        synchronized void say(boolean mine, String word, int i) throws InterruptedException {
          while (ping != mine) wait();
          IO.println(word + " " + i);
          ping = !mine;
          notifyAll();
        }
        void main() {
          var wg = new WaitGroup();
          wg.go(() -> { for (int i = 0; i < 3; i++) say(true, "ping", i); });
          wg.go(() -> { for (int i = 0; i < 3; i++) say(false, "pong", i); });
          wg.await();
        }
        """);
  }

  @Test
  void timedWait_isExactInVirtualTime_andInterruptible() {
    prints(
        "250\ninterrupted true\n",
        """
        void main() throws Exception {
          var lock = new Object();
          long start = System.currentTimeMillis();
          synchronized (lock) { lock.wait(250); }
          IO.println(System.currentTimeMillis() - start);
          var done = new WaitGroup();
          var waiting = Chan.<Thread>make();
          done.go(() -> {
            synchronized (lock) {
              waiting.send(Thread.currentThread());
              try { lock.wait(); } catch (InterruptedException e) { IO.println("interrupted " + Thread.holdsLock(lock)); }
            }
          });
          waiting.receive().interrupt();
          done.await();
        }
        """);
  }

  @Test
  void notOwner_isAnIllegalMonitorState() {
    prints(
        "current thread is not owner\ncurrent thread is not owner\n",
        """
        void main() throws Exception {
          try { notify(); } catch (IllegalMonitorStateException e) { IO.println(e.getMessage()); }
          try { wait(); } catch (IllegalMonitorStateException e) { IO.println(e.getMessage()); }
        }
        """);
  }

  @Test
  void synchronizedNull_isANullPointerException() {
    prints(
        "npe\n",
        "void main() { Object o = null; try { synchronized (o) {} } catch (NullPointerException e) { IO.println(\"npe\"); } }");
  }

  @Test
  void vector_isKeptOutWhileItsMonitorIsHeld() {
    prints(
        "0 0\n2\n",
        """
        void main() {
          List<Integer> vector = new Vector<>();
          var wg = new WaitGroup();
          var table = new Hashtable<String, Integer>();
          var entered = Chan.<Integer>make();
          wg.go(() -> {
            synchronized (vector) {
              synchronized (table) {
                entered.send(1);
                sleep(millis(5));
                IO.println(vector.size() + " " + table.size());
              }
            }
          });
          entered.receive();
          vector.add(1);
          table.put("x", 1);
          wg.await();
          IO.println(vector.size() + table.size());
        }
        """);
  }

  @Test
  void synchronizedList_isKeptOutWhileItsMonitorIsHeld() {
    prints(
        "0\n[1, 2]\n2 true\n",
        """
        void main() {
          var list = Collections.synchronizedList(new ArrayList<Integer>());
          var map = Collections.synchronizedMap(new TreeMap<String, Integer>());
          var wg = new WaitGroup();
          var entered = Chan.<Integer>make();
          wg.go(() -> {
            synchronized (list) { entered.send(1); sleep(millis(5)); IO.println(list.size()); }
          });
          entered.receive();
          list.add(1);
          wg.await();
          for (int i : range(2)) wg.go(() -> map.merge("k", 1, (a, b) -> { gosched(); return a + b; }));
          wg.await();
          list.add(2);
          IO.println(list);
          IO.println(map.get("k") + " " + map.keySet().contains("k"));
        }
        """);
  }

  @Test
  void waitAndNotify_onAVariableOfAnInterfacesType_work() {
    Programs.mainPrints(
        "got 3\ntrue class java.lang.Object\n",
        """
        Queue<Integer> queue = new LinkedList<>();
        var taker = new Thread(() -> {
          synchronized (queue) {
            while (queue.isEmpty()) {
              try { queue.wait(); } catch (InterruptedException e) {}
            }
            IO.println("got " + queue.poll());
          }
        });
        taker.start();
        Thread.sleep(1);
        synchronized (queue) { queue.add(3); queue.notifyAll(); }
        taker.join();
        class Taker extends Thread {}
        var other = new Taker();
        other.start();
        Block join = other::join;
        join.run();
        synchronized (queue) { Runnable all = queue::notifyAll; all.run(); }
        Runnable task = () -> {};
        Comparable<String> text = "text";
        Supplier<String> words = task::toString;
        IO.println((task.hashCode() == System.identityHashCode(task) && words.get().equals(task.toString()) && text.hashCode() == "text".hashCode()) + " " + ((Object) new Object()).getClass());
        """);
  }

  @Test
  void waitForAMapsBin_isNoDeadlock() {
    var program =
        Ran.program(
            """
            void main() {
              var map = new ConcurrentHashMap<String, Integer>();
              var wg = new WaitGroup();
              for (int i : range(4)) wg.go(() -> map.computeIfAbsent("key", k -> { sleep(millis(10)); return 7; }));
              wg.await();
              IO.println(map);
            }
            """);
    for (int seed = 0; seed < 200; seed++) {
      assertThat(program.run(seed).output()).as("seed %d", seed).isEqualTo("{key=7}\n");
    }
  }

  @Test
  void deadlock_ofTwoMonitors_isReported() {
    var ran =
        Ran.of(
            """
            void main() {
              var a = new Object();
              var b = new Object();
              var both = new CountDownLatch(2);
              var wg = new WaitGroup();
              wg.go(() -> { synchronized (a) { both.countDown(); both.await(); synchronized (b) {} } });
              wg.go(() -> { synchronized (b) { both.countDown(); both.await(); synchronized (a) {} } });
              wg.await();
            }
            """);
    assertThat(ran.ending().status()).isEqualTo("deadlock");
    assertThat(ran.reports().getFirst())
        .contains("[synchronized")
        .contains(
            "waiting on monitor a, held by goroutine 2\n\tgoroutine 2 locked it last, at Main.java:")
        .contains(
            "waiting on monitor b, held by goroutine 3\n\tgoroutine 3 locked it last, at Main.java:");
  }
}
