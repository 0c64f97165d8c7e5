package goloom.explore;

import static goloom.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.RWMutex;
import org.junit.jupiter.api.Test;

/** A read-write lock belongs to nobody: who unlocks it for others may come too early. */
class ForeignUnlockTest {

  private static Found explore(Block main) {
    var found = Found.of(main);
    assertThat(found.report().completeness()).as("%s", found.report()).isEqualTo("all");
    return found;
  }

  @Test
  void readUnlock_byAnother_mayComeBeforeTheLock() {
    var found =
        explore(() -> {
          var mu = new RWMutex();
          go(() -> mu.rUnlock());
          mu.rLock();
          System.out.println("reads");
        });
    assertThat(found.lines()).containsExactly("panic", "reads");
  }

  @Test
  void readUnlock_byAnother_mayLeaveNothingToUnlock() {
    var found =
        explore(() -> {
          var mu = new RWMutex();
          mu.rLock();
          go(() -> {
            mu.rUnlock();
            System.out.println("other");
          });
          mu.rUnlock();
          System.out.println("own");
        });
    assertThat(found.lines()).containsExactly("other panic", "own", "own panic", "panic");
  }

  @Test
  void writeUnlock_byAnother_mayComeBeforeTheReadersHaveLeft() {
    var found =
        explore(() -> {
          var mu = new RWMutex();
          mu.rLock();
          go(() -> {
            mu.lock();
            System.out.println("writes");
          });
          go(() -> mu.unlock());
          mu.rUnlock();
        });
    assertThat(found.lines()).containsExactly("", "panic", "writes");
  }

  /** The first writer has the lock as soon as the readers have left, whoever takes it from him. */
  @Test
  void writeUnlock_byAnother_doesNotHoldUpTheWriterBehindTheNext() {
    var found =
        explore(() -> {
          var mu = new RWMutex();
          go(() -> {
            mu.lock();
            System.out.println("next");
          });
          go(() -> {
            mu.unlock();
            mu.rLock();
          });
          mu.lock();
        });
    assertThat(found.lines()).containsExactly("", "next", "next deadlock", "panic");
  }
}
