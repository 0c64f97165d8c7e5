package goloom.explore;

import static goloom.Go.go;
import static goloom.Go.range;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.Chan;
import goloom.Mutex;
import goloom.WaitGroup;
import goloom.instrument.Repeatable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts that are known: executions of an optimal search, and outcomes. */
class OracleTest {

  private static void counts(Block main, long traces, int outcomes) {
    counts(() -> main, traces, outcomes);
  }

  private static Found counts(Supplier<Block> program, long traces, int outcomes) {
    var optimal = whole(program, Tree.Reduction.OPTIMAL);
    assertThat(optimal.report().outcomes()).as("%s", optimal).isEqualTo(outcomes);
    assertThat(optimal.report().executions()).as("%s", optimal).isEqualTo(traces);
    assertThat(optimal.wasted()).as("%s", optimal).isZero();
    var source = whole(program, Tree.Reduction.SOURCE);
    assertThat(source.lines()).isEqualTo(optimal.lines());
    assertThat(source.report().executions()).as("%s", source).isEqualTo(traces);
    assertThat(source.report().executions() + source.wasted())
        .as("%s", source)
        .isLessThanOrEqualTo(traces * 3 / 2);
    return optimal;
  }

  private static Found whole(Supplier<Block> program, Tree.Reduction reduction) {
    var found = Found.of(ExploreSettings.standard(), program, reduction);
    assertThat(found.report().completeness()).as("%s", found.report()).isEqualTo("all");
    return found;
  }

  private static int factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void prints_ofSeveralGoroutines_areOneTraceInAllOrders(int n) {
    counts(
        () -> {
          var wg = new WaitGroup();
          for (int i : range(n)) {
            wg.go(() -> System.out.println(i));
          }
          wg.await();
        },
        1,
        factorial(n));
  }

  @Test
  void lock_aroundPrints_isTakenInEachOrder() {
    counts(
        () -> {
          var wg = new WaitGroup();
          var mu = new Mutex();
          int[] x = {0};
          for (int i : range(3)) {
            wg.go(() -> {
              mu.lock();
              x[0]++;
              System.out.println(i + ":" + x[0]);
              mu.unlock();
            });
          }
          wg.await();
        },
        6,
        6);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void producers_twoOfTwo_meetOneConsumer(int capacity) {
    counts(
        () -> {
          var ch = Chan.<Integer>make(capacity);
          for (int i : range(2)) {
            go(() -> {
              ch.send(10 * i);
              ch.send(10 * i + 1);
            });
          }
          for (int i = 0; i < 4; i++) {
            System.out.println(ch.receive());
          }
        },
        6,
        6);
  }

  @Test
  void consumers_two_shareOneProducer() {
    counts(
        () -> {
          var ch = Chan.<Integer>make();
          var wg = new WaitGroup();
          for (int i : range(2)) {
            wg.go(() -> System.out.println(ch.receive()));
          }
          ch.send(1);
          ch.send(2);
          wg.await();
        },
        2,
        2);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 6", "4, 24"})
  void atomicIncrements_comeInEachOrder(int n, int traces) {
    counts(
        Repeatable.of(
            """
            void main() {
              var counter = new java.util.concurrent.atomic.AtomicInteger();
              var wg = new WaitGroup();
              for (int i : range(%d)) {
                wg.go(() -> {
                  int now = counter.incrementAndGet();
                  if (now == %d) {
                    IO.println(now);
                  }
                });
              }
              wg.await();
            }
            """
                .formatted(n, n)),
        traces,
        1);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 4", "3, 8", "4, 16"})
  void readers_ofOneWriter_eachSeeItOrNot(int n, int traces) {
    counts(
        Repeatable.of(
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
                .formatted(n, n)),
        traces,
        traces);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 4", "3, 8", "4, 16"})
  void readers_ofDistinctVariables_eachSeeTheWriterOrNot(int n, int traces) {
    counts(
        Repeatable.of(
            """
            java.util.concurrent.atomic.AtomicIntegerArray x =
                new java.util.concurrent.atomic.AtomicIntegerArray(%d);

            void main() {
              var wg = new WaitGroup();
              int[] seen = new int[%d];
              wg.go(() -> {
                for (int i = 0; i < seen.length; i++) {
                  x.set(i, 1);
                }
              });
              for (int i : range(%d)) {
                wg.go(() -> seen[i] = x.get(i));
              }
              wg.await();
              IO.println(java.util.Arrays.toString(seen));
            }
            """
                .formatted(n, n, n)),
        traces,
        traces);
  }

  /** Writers that each look at the one before them, and one that looks for the last zero. */
  @ParameterizedTest
  @CsvSource({"2, 5", "3, 12", "4, 28"})
  void lastZero_hasItsNumberOfTraces(int n, int traces) {
    counts(
        Repeatable.of(
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
                .formatted(n)),
        traces,
        1);
  }

  /** The increment is a read and a write, the test a read, and so is what is printed. */
  @Test
  void increment_besideTestAndPrint_hasThreeOutcomes() {
    var found =
        counts(
            Repeatable.of(
                """
                int data;

                void main() {
                  go(() -> data++);
                  if (data == 0) {
                    IO.println("the value is " + data);
                  }
                }
                """),
            3,
            3);
    assertThat(found.lines()).containsExactly("", "the value is 0", "the value is 1");
    assertThat(found.report().races()).isEqualTo(1);
  }
}
