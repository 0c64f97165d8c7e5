package goloom.explore;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.instrument.Repeatable;
import goloom.scheduler.Pilot.Timing;
import org.junit.jupiter.api.Test;

/** Programs as they are compiled: variables that race, atomics, {@code synchronized}. */
class MemoryTest {

  private static Found explore(String body) {
    var settings = new ExploreSettings(100_000, 60_000, 5_000, Timing.STRICT, true, 10_000, 4);
    var found = Found.of(settings, Repeatable.of(body));
    assertThat(found.report().completeness()).as("%s", found.report()).isEqualTo("all");
    return found;
  }

  @Test
  void synchronizedBlocks_areTakenInEachOrder() {
    var found =
        explore(
            """
            Object lock = new Object();
            int n;

            void main() {
              var wg = new WaitGroup();
              for (int i : range(3)) {
                wg.go(() -> {
                  synchronized (lock) {
                    n++;
                    IO.println(i + ":" + n);
                  }
                });
              }
              wg.await();
            }
            """);
    assertThat(found.outcomes()).hasSize(6);
    assertThat(found.report().executions()).isEqualTo(6);
    assertThat(found.report().races()).isZero();
  }

  @Test
  void notify_wakesAnyOfThoseWhoWait() {
    var found =
        explore(
            """
            Object lock = new Object();
            int waiting;

            void main() throws Exception {
              for (int i : range(2)) {
                go(() -> {
                  synchronized (lock) {
                    waiting++;
                    lock.wait();
                    IO.println("woken " + i);
                    System.exit(0);
                  }
                });
              }
              synchronized (lock) {
                if (waiting == 2) {
                  lock.notify();
                  lock.wait();
                }
              }
            }
            """);
    assertThat(found.lines()).containsExactly("", "woken 0 exit", "woken 1 exit");
  }
}
