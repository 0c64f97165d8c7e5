package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.gomaxprocs;
import static goloom.Go.gosched;
import static goloom.Go.millis;
import static goloom.Go.range;
import static goloom.Go.sleep;
import static goloom.conformance.Conformance.everySeedEnds;
import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Conformance.fewSeedsAndReal;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.Chan;
import goloom.RWMutex;
import goloom.WaitGroup;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many readers or one writer, writers first. */
class RWMutexTest {
  private static final String FILE = "src/sync/rwmutex_test.go";

  @Test
  @Origin(file = FILE, name = "TestParallelReaders")
  void rLock_manyReaders_allHoldItAtOnce() {
    everywhere(() -> {
      int before = gomaxprocs();
      readers(1, 4);
      readers(3, 4);
      readers(4, 2);
      gomaxprocs(before);
    });
  }

  private static void readers(int n, int procs) {
    gomaxprocs(procs);
    var mutex = new RWMutex();
    var locked = Chan.<Boolean>make();
    var unlock = Chan.<Boolean>make();
    var done = Chan.<Boolean>make();
    for (int _ : range(n)) {
      go(() -> {
        mutex.rLock();
        locked.send(true);
        unlock.receive();
        mutex.rUnlock();
        done.send(true);
      });
    }
    for (int _ : range(n)) {
      locked.receive();
    }
    for (int _ : range(n)) {
      unlock.send(true);
    }
    for (int _ : range(n)) {
      done.receive();
    }
  }

  @Test
  @Origin(file = FILE, name = "TestRWMutex")
  void lock_hammeredByReadersAndWriters_keepsThemApart() {
    fewSeedsAndReal(() -> {
      tries();
      int before = gomaxprocs();
      for (int procs : new int[] {1, 4, 8}) {
        for (int readers : new int[] {1, 3, 10}) {
          hammer(procs, readers, 20);
        }
      }
      gomaxprocs(before);
    });
  }

  private static void tries() {
    var mutex = new RWMutex();
    mutex.lock();
    assertThat(mutex.tryLock()).as("write-lock what is write-locked").isFalse();
    assertThat(mutex.tryRLock()).as("read-lock what is write-locked").isFalse();
    mutex.unlock();
    assertThat(mutex.tryLock()).as("write-lock what is free").isTrue();
    mutex.unlock();
    assertThat(mutex.tryRLock()).as("read-lock what is free").isTrue();
    assertThat(mutex.tryRLock()).as("read-lock what is read-locked").isTrue();
    assertThat(mutex.tryLock()).as("write-lock what is read-locked").isFalse();
    mutex.rUnlock();
    mutex.rUnlock();
  }

  /** Each reader counts as one and each writer as 10,000 while they hold the lock. */
  private static void hammer(int procs, int readers, int rounds) {
    gomaxprocs(procs);
    var activity = new AtomicInteger();
    var mutex = new RWMutex();
    var wg = new WaitGroup();
    Block write =
        () -> {
          for (int _ : range(rounds)) {
            mutex.lock();
            assertThat(activity.addAndGet(10_000)).isEqualTo(10_000);
            gosched();
            activity.addAndGet(-10_000);
            mutex.unlock();
          }
        };
    Block read =
        () -> {
          for (int _ : range(rounds)) {
            mutex.rLock();
            assertThat(activity.incrementAndGet()).isBetween(1, 9_999);
            gosched();
            activity.decrementAndGet();
            mutex.rUnlock();
          }
        };
    wg.go(write);
    for (int i : range(readers)) {
      if (i == readers / 2) {
        wg.go(write);
      }
      wg.go(read);
    }
    wg.await();
  }

  @Test
  @Origin(file = FILE, name = "TestRLocker")
  void rLocker_twice_keepsAWriterOut() {
    everywhere(() -> {
      var mutex = new RWMutex();
      var writeLocked = Chan.<Boolean>make(1);
      var readLocked = Chan.<Boolean>make(1);
      var reader = mutex.rLocker();
      go(() -> {
        for (int _ : range(10)) {
          reader.lock();
          reader.lock();
          readLocked.send(true);
          mutex.lock();
          writeLocked.send(true);
        }
      });
      for (int _ : range(10)) {
        readLocked.receive();
        reader.unlock();
        Look.blocked(writeLocked, "one read lock is left");
        reader.unlock();
        writeLocked.receive();
        Look.blocked(readLocked, "the writer holds it");
        mutex.unlock();
      }
    });
  }

  @Test
  void rLock_againWhileAWriterWaits_deadlocks() {
    everySeedEnds(
        () -> {
          var mutex = new RWMutex();
          mutex.rLock();
          go("writer", mutex::lock);
          sleep(millis(1));
          mutex.rLock();
        },
        result -> {
          assertThat(result.status()).isEqualTo("deadlock");
          assertThat(result.reports().getFirst())
              .contains("goroutine 1 [sync.RWMutex.RLock]:")
              .contains("[sync.RWMutex.Lock]:");
        });
  }

  @Test
  void unlock_readersAndAWriterWaiting_letsTheReadersFirst() {
    everywhere(() -> {
      var mutex = new RWMutex();
      var order = Chan.<String>make(3);
      mutex.lock();
      go(() -> {
        mutex.lock();
        order.send("writer");
        mutex.unlock();
      });
      sleep(millis(2));
      for (int _ : range(2)) {
        go(() -> {
          mutex.rLock();
          order.send("reader");
          mutex.rUnlock();
        });
      }
      sleep(millis(2));
      mutex.unlock();
      assertThat(order.receive()).isEqualTo("reader");
      assertThat(order.receive()).isEqualTo("reader");
      assertThat(order.receive()).isEqualTo("writer");
    });
  }
}
