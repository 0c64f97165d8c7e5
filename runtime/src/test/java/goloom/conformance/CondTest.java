package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.gosched;
import static goloom.Go.range;
import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Conformance.fatalEverywhere;
import static goloom.conformance.Conformance.fewSeedsAndReal;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Chan;
import goloom.Cond;
import goloom.Locker;
import goloom.Mutex;
import goloom.RWMutex;
import goloom.WaitGroup;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

/** Conditions: who is woken, and that nobody is missed. */
class CondTest {
  private static final String FILE = "src/sync/cond_test.go";

  @Test
  @Origin(file = FILE, name = "TestCondSignal")
  void signal_twoWaiters_wakesOneEachTime() {
    everywhere(() -> {
      var mutex = new Mutex();
      var cond = new Cond(mutex);
      var running = Chan.<Boolean>make(2);
      var awake = Chan.<Boolean>make(2);
      for (int _ : range(2)) {
        go(() -> {
          mutex.lock();
          running.send(true);
          cond.await();
          awake.send(true);
          mutex.unlock();
        });
      }
      running.receive();
      running.receive();
      for (int _ : range(2)) {
        Look.blocked(awake, "asleep before the signal");
        mutex.lock();
        cond.signal();
        mutex.unlock();
        awake.receive();
        Look.blocked(awake, "the other is still asleep");
      }
      cond.signal();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestCondSignalGenerations")
  void signal_waitersComingOneByOne_wakesInTheOrderOfTheirComing() {
    everywhere(() -> {
      var mutex = new Mutex();
      var cond = new Cond(mutex);
      var running = Chan.<Boolean>make(100);
      var awake = Chan.<Integer>make(100);
      for (int i : range(100)) {
        go(() -> {
          mutex.lock();
          running.send(true);
          cond.await();
          awake.send(i);
          mutex.unlock();
        });
        if (i > 0) {
          assertThat(awake.receive()).isEqualTo(i - 1);
        }
        running.receive();
        mutex.lock();
        cond.signal();
        mutex.unlock();
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestCondBroadcast")
  void broadcast_manyWaiters_wakesEachOnceARound() {
    fewSeedsAndReal(() -> {
      int n = 40;
      var mutex = new Mutex();
      var cond = new Cond(mutex);
      var running = Chan.<Integer>make(n);
      var awake = Chan.<Integer>make(n);
      boolean[] exit = {false};
      for (int g : range(n)) {
        go(() -> {
          mutex.lock();
          while (!exit[0]) {
            running.send(g);
            cond.await();
            awake.send(g);
          }
          mutex.unlock();
        });
      }
      for (int round : range(n)) {
        for (int _ : range(n)) {
          running.receive();
        }
        if (round == n - 1) {
          mutex.lock();
          exit[0] = true;
          mutex.unlock();
        }
        Look.blocked(awake, "asleep before the broadcast");
        mutex.lock();
        cond.broadcast();
        mutex.unlock();
        boolean[] seen = new boolean[n];
        for (int _ : range(n)) {
          int g = awake.receive();
          assertThat(seen[g]).as("goroutine %d woke twice", g).isFalse();
          seen[g] = true;
        }
      }
      Look.blocked(running, "all have gone");
      cond.broadcast();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestRace")
  void await_stateMachineOfThree_keepsItsOrder() {
    everywhere(() -> {
      var cond = new Cond(new Mutex());
      int[] x = {0};
      var wg = new WaitGroup();
      wg.go(() -> {
        cond.locker().lock();
        x[0] = 1;
        cond.await();
        assertThat(x[0]).isEqualTo(2);
        x[0] = 3;
        cond.signal();
        cond.locker().unlock();
      });
      wg.go(() -> {
        cond.locker().lock();
        while (x[0] != 1) {
          cond.locker().unlock();
          gosched();
          cond.locker().lock();
        }
        x[0] = 2;
        cond.signal();
        cond.locker().unlock();
      });
      wg.go(() -> {
        cond.locker().lock();
        while (x[0] < 2) {
          cond.locker().unlock();
          gosched();
          cond.locker().lock();
        }
        if (x[0] == 2) {
          cond.await();
          assertThat(x[0]).isEqualTo(3);
        }
        cond.locker().unlock();
      });
      wg.await();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestCondSignalStealing")
  void broadcast_whileANewWaiterComes_stillWakesTheOld() {
    everywhere(() -> {
      for (int _ : range(50)) {
        var mutex = new Mutex();
        var cond = new Cond(mutex);
        var ch = Chan.<Boolean>make();
        go(() -> {
          mutex.lock();
          ch.send(true);
          cond.await();
          mutex.unlock();
          ch.send(true);
        });
        ch.receive();
        mutex.lock();
        mutex.unlock();
        boolean[] done = {false};
        go(cond::broadcast);
        go(() -> {
          mutex.lock();
          while (!done[0]) {
            cond.await();
          }
          mutex.unlock();
        });
        ch.receive();
        mutex.lock();
        done[0] = true;
        mutex.unlock();
        cond.broadcast();
      }
    });
  }

  @Test
  void await_signalBetweenUnlockAndQueue_isNotMissed() {
    everywhere(() -> {
      var inner = new Mutex();
      // Unlocking it takes its time: the signal comes before the waiter queues.
      Cond[] cond = new Cond[1];
      Locker slow =
          new Locker() {
            @Override
            public void lock() {
              inner.lock();
            }

            @Override
            public void unlock() {
              inner.unlock();
              cond[0].signal();
              gosched();
            }
          };
      cond[0] = new Cond(slow);
      slow.lock();
      cond[0].await();
      inner.unlock();
    });
  }

  @Test
  void queueOfTheBook_onAReadWriteMutex_deliversEverything() {
    everywhere(() -> {
      var mutex = new RWMutex();
      var nonEmpty = new Cond(mutex);
      var queue = new ArrayDeque<Integer>();
      var wg = new WaitGroup();
      int[] sum = {0};
      for (int _ : range(3)) {
        wg.go(() -> {
          for (int _ : range(10)) {
            try (var _ = mutex.locked()) {
              while (queue.isEmpty()) {
                nonEmpty.await();
              }
              sum[0] += queue.remove();
            }
          }
        });
      }
      for (int i : range(30)) {
        try (var _ = mutex.locked()) {
          queue.add(i);
        }
        nonEmpty.signal();
      }
      wg.await();
      assertThat(sum[0]).isEqualTo(435);
    });
  }

  @Test
  void await_withoutTheLock_isFatal() {
    fatalEverywhere("sync: unlock of unlocked mutex", () -> new Cond(new Mutex()).await());
  }
}
