package goloom.explore;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.instrument.Repeatable;
import goloom.scheduler.Pilot.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs as they are compiled: variables that race, atomics, {@code synchronized}. */
class MemoryTest {

  private static Found explore(String body) {
    var settings = new ExploreSettings(100_000, 60_000, 5_000, Timing.STRICT, true, 10_000, 4);
    var found = Found.of(settings, Repeatable.of(body));
    assertThat(found.report().completeness()).as("%s", found.report()).isEqualTo("all");
    return found;
  }

  @Test
  void increment_besideTestAndPrint_hasThreeOutcomes() {
    var found =
        explore(
            """
            int data;

            void main() {
              go(() -> data++);
              if (data == 0) {
                IO.println("the value is " + data);
              }
            }
            """);
    assertThat(found.lines()).containsExactly("", "the value is 0", "the value is 1");
    assertThat(found.report().races()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 6", "4, 24"})
  void atomicIncrements_comeInEachOrder(int n, int traces) {
    var found =
        explore(
            """
            void main() {
              var counter = new java.util.concurrent.atomic.AtomicInteger();
              var wg = new WaitGroup();
              for (int i : range(%d)) {
                wg.go(() -> counter.incrementAndGet());
              }
              wg.await();
              IO.println("all");
            }
            """
                .formatted(n));
    assertThat(found.lines()).containsExactly("all");
    assertThat(found.report().executions() + found.wasted()).isEqualTo(traces);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 4", "3, 8"})
  void readers_ofOneWriter_eachSeeItOrNot(int n, int traces) {
    var found =
        explore(
            """
            volatile int x;

            void main() {
              var wg = new WaitGroup();
              int[] seen = new int[%d];
              wg.go(() -> x = 1);
              for (int i : range(%d)) {
                wg.go(() -> seen[i] = x);
              }
              wg.await();
              IO.println(java.util.Arrays.toString(seen));
            }
            """
                .formatted(n, n));
    assertThat(found.outcomes()).hasSize(traces);
    assertThat(found.report().executions() + found.wasted()).isEqualTo(traces);
  }

  /** Writers that each look at the one before them, and one that looks for the last zero. */
  @ParameterizedTest
  @CsvSource({"2, 5", "3, 12", "4, 28"})
  void lastZero_hasItsNumberOfTraces(int n, int traces) {
    var found =
        explore(
            """
            static final int N = %d;
            java.util.concurrent.atomic.AtomicIntegerArray a =
                new java.util.concurrent.atomic.AtomicIntegerArray(N + 1);

            void main() {
              var wg = new WaitGroup();
              wg.go(() -> {
                int i = N;
                while (a.get(i) != 0) {
                  i--;
                }
              });
              for (int j : range(N)) {
                wg.go(() -> a.set(j + 1, a.get(j) + 1));
              }
              wg.await();
            }
            """
                .formatted(n));
    assertThat(found.report().outcomes()).isEqualTo(1);
    assertThat(found.report().executions() + found.wasted()).isEqualTo(traces);
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
