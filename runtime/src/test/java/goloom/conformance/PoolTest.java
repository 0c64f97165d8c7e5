package goloom.conformance;

import static goloom.Go.range;
import static goloom.conformance.Conformance.everywhere;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Pool;
import goloom.WaitGroup;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values kept for reuse. */
class PoolTest {
  private static final String FILE = "src/sync/pool_test.go";

  @Test
  @Origin(file = FILE, name = "TestPool")
  void get_afterPuts_givesThemAndThenNothing() {
    everywhere(() -> {
      var pool = new Pool<String>();
      assertThat(pool.get()).isNull();
      pool.put("a");
      pool.put("b");
      assertThat(pool.get()).isEqualTo("a");
      assertThat(pool.get()).isEqualTo("b");
      assertThat(pool.get()).isNull();
      pool.put(null);
      assertThat(pool.get()).isNull();
      for (int _ : range(100)) {
        pool.put("c");
      }
      assertThat(pool.get()).isEqualTo("c");
    });
  }

  @Test
  @Origin(file = FILE, name = "TestPoolNew")
  void get_emptyPoolWithAMaker_makesOne() {
    everywhere(() -> {
      int[] made = {0};
      var pool = new Pool<Integer>(() -> ++made[0]);
      assertThat(pool.get()).isEqualTo(1);
      assertThat(pool.get()).isEqualTo(2);
      pool.put(42);
      assertThat(pool.get()).isEqualTo(42);
      assertThat(pool.get()).isEqualTo(3);
    });
  }

  @Test
  @Origin(file = FILE, name = "TestPoolGC")
  void get_whatWasTaken_isNotHeldOnTo() {
    var pool = new Pool<int[]>();
    List<WeakReference<int[]>> references = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int[] value = new int[10];
      references.add(new WeakReference<>(value));
      pool.put(value);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(pool.get()).isNotNull();
    }
    references.forEach(Garbage::awaitCleared);
    assertThat(pool.get()).isNull();
  }

  @Test
  @Origin(file = FILE, name = "TestPoolStress")
  void putAndGet_byTenAtOnce_giveOnlyWhatWasPut() {
    everywhere(() -> {
      var pool = new Pool<int[]>();
      var wg = new WaitGroup();
      for (int _ : range(10)) {
        wg.go(() -> {
          int[] value = {0};
          for (int _ : range(100)) {
            pool.put(value);
            value = pool.get();
            if (value == null) {
              value = new int[] {0};
            }
            // Nobody else has it while it is out.
            assertThat(++value[0]).isEqualTo(1);
            value[0] = 0;
          }
        });
      }
      wg.await();
    });
  }
}
