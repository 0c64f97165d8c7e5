package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.micros;
import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.range;
import static goloom.Go.seconds;
import static goloom.Go.select;
import static goloom.Go.sleep;
import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Conformance.fatalEverywhere;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.Chan;
import goloom.Mutex;
import goloom.RWMutex;
import goloom.Time;
import goloom.WaitGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mutual exclusion, fairness, and what is fatal. */
class MutexTest {
  private static final String FILE = "src/sync/mutex_test.go";

  private static final String MUTEX = "sync: unlock of unlocked mutex";
  private static final String WRITER = "sync: Unlock of unlocked RWMutex";
  private static final String READER = "sync: RUnlock of unlocked RWMutex";

  private record Misuse(String message, Block body) {}

  private static final List<Misuse> MISUSES =
      List.of(
          new Misuse(MUTEX, () -> new Mutex().unlock()),
          new Misuse(
              MUTEX,
              () -> {
                var mutex = new Mutex();
                mutex.lock();
                mutex.unlock();
                mutex.unlock();
              }),
          new Misuse(WRITER, () -> new RWMutex().unlock()),
          new Misuse(
              WRITER,
              () -> {
                var mutex = new RWMutex();
                mutex.rLock();
                mutex.unlock();
              }),
          new Misuse(
              WRITER,
              () -> {
                var mutex = new RWMutex();
                mutex.lock();
                mutex.unlock();
                mutex.unlock();
              }),
          new Misuse(READER, () -> new RWMutex().rUnlock()),
          new Misuse(
              READER,
              () -> {
                var mutex = new RWMutex();
                mutex.lock();
                mutex.rUnlock();
              }),
          new Misuse(
              READER,
              () -> {
                var mutex = new RWMutex();
                mutex.rLock();
                mutex.rUnlock();
                mutex.rUnlock();
              }));

  @Test
  @Origin(file = FILE, name = "TestMutex")
  void lock_hammeredByTen_excludesAllOthers() {
    everywhere(() -> {
      var mutex = new Mutex();
      mutex.lock();
      assertThat(mutex.tryLock()).isFalse();
      mutex.unlock();
      assertThat(mutex.tryLock()).isTrue();
      mutex.unlock();
      int[] holders = {0};
      var wg = new WaitGroup();
      for (int _ : range(10)) {
        wg.go(() -> {
          for (int i : range(200)) {
            if (i % 3 != 0) {
              mutex.lock();
            } else if (!mutex.tryLock()) {
              continue;
            }
            assertThat(++holders[0]).isEqualTo(1);
            holders[0]--;
            mutex.unlock();
          }
        });
      }
      wg.await();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestMutexMisuse")
  void unlock_ofWhatIsNotLocked_isFatal() {
    for (Misuse misuse : MISUSES) {
      fatalEverywhere(
          misuse.message,
          () -> {
            try {
              misuse.body.run();
            } catch (Throwable e) {
              // Go's recover() does not help either.
            }
          });
    }
  }

  @Test
  @Origin(file = FILE, name = "TestMutexFairness")
  void lock_againstAHolderThatComesRightBack_getsItsTurn() {
    everywhere(() -> {
      var mutex = new Mutex();
      var stop = Chan.<Boolean>make();
      go(() -> {
        boolean[] stopped = {false};
        while (!stopped[0]) {
          mutex.lock();
          sleep(micros(100));
          mutex.unlock();
          select(onReceive(stop, () -> stopped[0] = true), onDefault());
        }
      });
      var done = Chan.<Boolean>make(1);
      go(() -> {
        for (int _ : range(10)) {
          sleep(micros(100));
          mutex.lock();
          mutex.unlock();
        }
        done.send(true);
      });
      int chosen = select(onReceive(done), onReceive(Time.after(seconds(10))));
      assertThat(chosen).as("got the mutex ten times within 10 s").isZero();
      stop.close();
    });
  }

  @Test
  void unlock_byAnotherGoroutine_isAllowed() {
    everywhere(() -> {
      var mutex = new Mutex();
      mutex.lock();
      go(mutex::unlock);
      mutex.lock();
    });
  }
}
