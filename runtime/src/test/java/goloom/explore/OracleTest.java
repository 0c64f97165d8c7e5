package goloom.explore;

import static goloom.Go.go;
import static goloom.Go.range;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.Chan;
import goloom.Mutex;
import goloom.WaitGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts that are known: executions of an optimal search, and outcomes. */
class OracleTest {

  private static void counts(Block main, long traces, int outcomes) {
    var optimal = Found.of(ExploreSettings.standard(), () -> main, Tree.Reduction.OPTIMAL);
    assertThat(optimal.report().completeness()).as("%s", optimal).isEqualTo("all");
    assertThat(optimal.report().outcomes()).as("%s", optimal).isEqualTo(outcomes);
    assertThat(optimal.report().executions() + optimal.wasted())
        .as("%s", optimal)
        .isLessThanOrEqualTo(traces);
    var source = Found.of(ExploreSettings.standard(), () -> main, Tree.Reduction.SOURCE);
    assertThat(source.lines()).isEqualTo(optimal.lines());
    assertThat(source.report().executions() + source.wasted())
        .as("%s", source)
        .isLessThanOrEqualTo(traces * 3 / 2);
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
}
