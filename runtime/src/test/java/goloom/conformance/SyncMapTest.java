package goloom.conformance;

import static goloom.Go.choose;
import static goloom.Go.gomaxprocs;
import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.range;
import static goloom.Go.select;
import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Conformance.fewSeedsAndReal;
import static goloom.conformance.Conformance.note;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Chan;
import goloom.RWMutex;
import goloom.Received;
import goloom.SyncMap;
import goloom.WaitGroup;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The map for many goroutines, against simpler maps and by itself. */
class SyncMapTest {
  private static final String FILE = "src/sync/map_test.go";

  private enum Op {
    LOAD,
    STORE,
    LOAD_OR_STORE,
    LOAD_AND_DELETE,
    DELETE,
    SWAP,
    COMPARE_AND_SWAP,
    COMPARE_AND_DELETE,
    CLEAR
  }

  private record Call(Op op, String key, String value, String replacement) {
    static Call random(Random random) {
      Op op = Op.values()[random.nextInt(Op.values().length)];
      return new Call(op, word(random), word(random), word(random));
    }

    /** Short, so that they meet often. */
    private static String word(Random random) {
      return random.nextInt(8) == 0 ? null : "abc".substring(random.nextInt(3));
    }
  }

  private static Object apply(SyncMap<String, String> map, Call call) {
    return switch (call.op) {
      case LOAD -> map.load(call.key);
      case STORE -> {
        map.store(call.key, call.value);
        yield "";
      }
      case LOAD_OR_STORE -> map.loadOrStore(call.key, call.value);
      case LOAD_AND_DELETE -> map.loadAndDelete(call.key);
      case DELETE -> {
        map.delete(call.key);
        yield "";
      }
      case SWAP -> map.swap(call.key, call.value);
      case COMPARE_AND_SWAP -> map.compareAndSwap(call.key, call.value, call.replacement);
      case COMPARE_AND_DELETE -> map.compareAndDelete(call.key, call.value);
      case CLEAR -> {
        map.clear();
        yield "";
      }
    };
  }

  /** A plain map that does the same, one step at a time. */
  private static Object apply(Map<String, String> map, Call call) {
    boolean had = map.containsKey(call.key);
    String old = map.get(call.key);
    boolean equal = had && Objects.equals(old, call.value);
    return switch (call.op) {
      case LOAD -> old;
      case STORE -> {
        map.put(call.key, call.value);
        yield "";
      }
      case LOAD_OR_STORE -> {
        if (!had) {
          map.put(call.key, call.value);
        }
        yield new Received<>(had ? old : call.value, had);
      }
      case LOAD_AND_DELETE -> {
        map.remove(call.key);
        yield new Received<>(old, had);
      }
      case DELETE -> {
        map.remove(call.key);
        yield "";
      }
      case SWAP -> {
        map.put(call.key, call.value);
        yield new Received<>(old, had);
      }
      case COMPARE_AND_SWAP -> {
        if (equal) {
          map.put(call.key, call.replacement);
        }
        yield equal;
      }
      case COMPARE_AND_DELETE -> {
        if (equal) {
          map.remove(call.key);
        }
        yield equal;
      }
      case CLEAR -> {
        map.clear();
        yield "";
      }
    };
  }

  private interface Reference {
    Object apply(Call call);

    Map<String, String> contents();
  }

  private static final class Locked implements Reference {
    private final RWMutex mutex = new RWMutex();
    private final Map<String, String> map = new HashMap<>();

    @Override
    public Object apply(Call call) {
      try (var _ = call.op == Op.LOAD ? mutex.rLocked() : mutex.locked()) {
        return SyncMapTest.apply(map, call);
      }
    }

    @Override
    public Map<String, String> contents() {
      return map;
    }
  }

  private static final class Copied implements Reference {
    private Map<String, String> map = new HashMap<>();

    @Override
    public Object apply(Call call) {
      Map<String, String> copy = new HashMap<>(map);
      Object result = SyncMapTest.apply(copy, call);
      map = copy;
      return result;
    }

    @Override
    public Map<String, String> contents() {
      return map;
    }
  }

  private static void matches(Reference reference) {
    var map = new SyncMap<String, String>();
    var random = new Random(choose(1_000_000));
    for (int _ : range(200)) {
      Call call = Call.random(random);
      assertThat(apply(map, call)).as("%s", call).isEqualTo(reference.apply(call));
    }
    assertThat(contents(map)).isEqualTo(reference.contents());
  }

  private static <K, V> Map<K, V> contents(SyncMap<K, V> map) {
    Map<K, V> contents = new HashMap<>();
    map.range((k, v) -> {
      contents.put(k, v);
      return true;
    });
    return contents;
  }

  @Test
  @Origin(file = FILE, name = "TestMapMatchesRWMutex")
  void randomCalls_likeALockedMap_giveTheSame() {
    everywhere(() -> matches(new Locked()));
  }

  @Test
  @Origin(file = FILE, name = "TestMapMatchesDeepCopy")
  void randomCalls_likeACopiedMap_giveTheSame() {
    everywhere(() -> matches(new Copied()));
  }

  @Test
  @Origin(file = FILE, name = "TestConcurrentRange")
  void range_whileOthersStore_seesEachKeyOnce() {
    fewSeedsAndReal(() -> {
      int size = 100;
      var map = new SyncMap<Integer, Integer>();
      for (int n = 1; n <= size; n++) {
        map.store(n, n);
      }
      var done = Chan.<Boolean>make();
      var wg = new WaitGroup();
      for (int g = gomaxprocs(); g > 0; g--) {
        int by = g;
        wg.go(() -> {
          for (int i = 0; select(onReceive(done), onDefault()) == 1; i++) {
            for (int n = 1; n < size; n++) {
              if (choose(size) == 0) {
                map.store(n, n * i * by);
              } else {
                map.load(n);
              }
            }
          }
        });
      }
      for (int _ : range(16)) {
        var seen = new HashSet<Integer>();
        map.range((k, v) -> {
          assertThat(v % k).as("%d is a multiple of its key %d", v, k).isZero();
          assertThat(seen.add(k)).as("key %d came once", k).isTrue();
          return true;
        });
        assertThat(seen).hasSize(size);
      }
      done.close();
      wg.await();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestIssue40999")
  void delete_ofAKey_letsGoOfIt() {
    var map = new SyncMap<Object, Boolean>();
    map.store(null, true);
    Object key = new Object();
    var reference = new WeakReference<>(key);
    map.store(key, true);
    map.delete(key);
    key = null;
    Garbage.awaitCleared(reference);
    assertThat(map.load(key)).isTrue();
  }

  @Test
  @Origin(file = FILE, name = "TestMapRangeNestedCall")
  void range_bodyThatUsesTheMap_works() {
    everywhere(() -> {
      var map = new SyncMap<Integer, String>();
      List<String> words = List.of("hello", "world", "Go");
      for (int i : range(3)) {
        map.store(i, words.get(i));
      }
      map.range((key, _) -> {
        map.range((k, v) -> {
          assertThat(map.load(k)).isEqualTo(v);
          assertThat(map.loadOrStore(42, "dummy").ok()).isFalse();
          map.store(42, "sync.Map");
          assertThat(map.loadAndDelete(42)).isEqualTo(new Received<>("sync.Map", true));
          return true;
        });
        map.delete(key);
        return true;
      });
      assertThat(contents(map)).isEmpty();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestCompareAndSwap_NonExistingKey")
  void compareAndSwap_noSuchKey_isFalse() {
    everywhere(() -> {
      var map = new SyncMap<Object, Integer>();
      assertThat(map.compareAndSwap(map, null, 42)).isFalse();
      assertThat(map.load(map)).isNull();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestConcurrentClear")
  void clear_amongReadersAndWriters_leavesNothingInTheEnd() {
    everywhere(() -> {
      var map = new SyncMap<Integer, Integer>();
      var wg = new WaitGroup();
      for (int i : range(10)) {
        wg.go(() -> map.store(i, i * 10));
        wg.go(() -> assertThat(map.load(i)).isIn(null, i * 10));
        wg.go(map::clear);
      }
      wg.await();
      map.clear();
      assertThat(contents(map)).isEmpty();
    });
  }

  @Test
  void range_keyDeletedMeanwhile_doesNotCome() {
    everywhere(() -> {
      var map = new SyncMap<Integer, String>();
      map.store(1, "a");
      map.store(2, "b");
      map.store(3, "c");
      List<Integer> seen = new ArrayList<>();
      map.range((key, _) -> {
        map.delete(2);
        map.compareAndDelete(3, "c");
        return seen.add(key);
      });
      assertThat(seen).containsExactly(1);
    });
  }

  @Test
  void range_onOneSeed_isAlwaysInOneOrder() {
    everywhere(() -> {
      var map = new SyncMap<Object, Integer>();
      for (int i : range(20)) {
        map.store(new Object(), i);
      }
      List<Integer> order = new ArrayList<>();
      map.range((_, v) -> order.add(v) && v < 15);
      note(order);
      assertThat(order).hasSize(16);
    });
  }

  /** A key whose equals is slow: others run meanwhile. */
  private record SlowKey(int n, UnaryOperator<Integer> slow) {
    @Override
    public boolean equals(Object other) {
      return other instanceof SlowKey(int m, var _) && slow.apply(m) == n;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @Test
  void anyCall_keyWhoseEqualsWaits_holdsUpNobodyForEver() {
    everywhere(() -> {
      var map = new SyncMap<SlowKey, Integer>();
      UnaryOperator<Integer> slow =
          n -> {
            goloom.Go.gosched();
            return n;
          };
      var wg = new WaitGroup();
      for (int i : range(8)) {
        wg.go(() -> map.store(new SlowKey(i % 4, slow), i));
      }
      wg.await();
      assertThat(contents(map)).hasSize(4);
    });
  }
}
