package goloom.hooks;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code Map.of} and its kin: gone through in the order in which the entries were given. In the
 * JDK's own, each JVM draws an order.
 */
public final class UnmodifiableMaps {

  private UnmodifiableMaps() {}

  public static <K, V> Map<K, V> of(K k1, V v1, K k2, V v2) {
    return ordered(List.of(Map.entry(k1, v1), Map.entry(k2, v2)));
  }

  public static <K, V> Map<K, V> of(K k1, V v1, K k2, V v2, K k3, V v3) {
    return ordered(List.of(Map.entry(k1, v1), Map.entry(k2, v2), Map.entry(k3, v3)));
  }

  public static <K, V> Map<K, V> of(K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4) {
    return ordered(
        List.of(Map.entry(k1, v1), Map.entry(k2, v2), Map.entry(k3, v3), Map.entry(k4, v4)));
  }

  public static <K, V> Map<K, V> of(K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5) {
    return ordered(
        List.of(
            Map.entry(k1, v1),
            Map.entry(k2, v2),
            Map.entry(k3, v3),
            Map.entry(k4, v4),
            Map.entry(k5, v5)));
  }

  public static <K, V> Map<K, V> of(
      K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5, K k6, V v6) {
    return ordered(
        List.of(
            Map.entry(k1, v1),
            Map.entry(k2, v2),
            Map.entry(k3, v3),
            Map.entry(k4, v4),
            Map.entry(k5, v5),
            Map.entry(k6, v6)));
  }

  public static <K, V> Map<K, V> of(
      K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5, K k6, V v6, K k7, V v7) {
    return ordered(
        List.of(
            Map.entry(k1, v1),
            Map.entry(k2, v2),
            Map.entry(k3, v3),
            Map.entry(k4, v4),
            Map.entry(k5, v5),
            Map.entry(k6, v6),
            Map.entry(k7, v7)));
  }

  public static <K, V> Map<K, V> of(
      K k1,
      V v1,
      K k2,
      V v2,
      K k3,
      V v3,
      K k4,
      V v4,
      K k5,
      V v5,
      K k6,
      V v6,
      K k7,
      V v7,
      K k8,
      V v8) {
    return ordered(
        List.of(
            Map.entry(k1, v1),
            Map.entry(k2, v2),
            Map.entry(k3, v3),
            Map.entry(k4, v4),
            Map.entry(k5, v5),
            Map.entry(k6, v6),
            Map.entry(k7, v7),
            Map.entry(k8, v8)));
  }

  public static <K, V> Map<K, V> of(
      K k1,
      V v1,
      K k2,
      V v2,
      K k3,
      V v3,
      K k4,
      V v4,
      K k5,
      V v5,
      K k6,
      V v6,
      K k7,
      V v7,
      K k8,
      V v8,
      K k9,
      V v9) {
    return ordered(
        List.of(
            Map.entry(k1, v1),
            Map.entry(k2, v2),
            Map.entry(k3, v3),
            Map.entry(k4, v4),
            Map.entry(k5, v5),
            Map.entry(k6, v6),
            Map.entry(k7, v7),
            Map.entry(k8, v8),
            Map.entry(k9, v9)));
  }

  public static <K, V> Map<K, V> of(
      K k1,
      V v1,
      K k2,
      V v2,
      K k3,
      V v3,
      K k4,
      V v4,
      K k5,
      V v5,
      K k6,
      V v6,
      K k7,
      V v7,
      K k8,
      V v8,
      K k9,
      V v9,
      K k10,
      V v10) {
    return ordered(
        List.of(
            Map.entry(k1, v1),
            Map.entry(k2, v2),
            Map.entry(k3, v3),
            Map.entry(k4, v4),
            Map.entry(k5, v5),
            Map.entry(k6, v6),
            Map.entry(k7, v7),
            Map.entry(k8, v8),
            Map.entry(k9, v9),
            Map.entry(k10, v10)));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // it is copied
  public static <K, V> Map<K, V> ofEntries(Entry<? extends K, ? extends V>... entries) {
    return ordered(List.of(entries));
  }

  @SuppressWarnings("unchecked") // it can only be read
  public static <K, V> Map<K, V> copyOf(Map<? extends K, ? extends V> map) {
    return map instanceof Ordered ? (Map<K, V>) map : ordered(List.copyOf(map.entrySet()));
  }

  public static <T, K, V> Collector<T, ?, Map<K, V>> toUnmodifiableMap(
      Function<? super T, ? extends K> key, Function<? super T, ? extends V> value) {
    return Collectors.collectingAndThen(Collectors.toMap(key, value), UnmodifiableMaps::copyOf);
  }

  public static <T, K, V> Collector<T, ?, Map<K, V>> toUnmodifiableMap(
      Function<? super T, ? extends K> key,
      Function<? super T, ? extends V> value,
      BinaryOperator<V> merge) {
    return Collectors.collectingAndThen(
        Collectors.toMap(key, value, merge), UnmodifiableMaps::copyOf);
  }

  private static <K, V> Map<K, V> ordered(List<? extends Entry<? extends K, ? extends V>> entries) {
    var inOrder = new LinkedHashMap<K, V>();
    for (Entry<? extends K, ? extends V> entry : entries) {
      K key = Objects.requireNonNull(entry.getKey());
      if (inOrder.put(key, Objects.requireNonNull(entry.getValue())) != null) {
        throw new IllegalArgumentException("duplicate key: " + Texts.valueOf(key));
      }
    }
    Map<K, V> unordered = Map.copyOf(inOrder);
    return Run.simulated() ? new Ordered<>(unordered, inOrder) : unordered;
  }

  /** The JDK's, but for the order. */
  private static final class Ordered<K, V> extends AbstractMap<K, V> {
    private final Map<K, V> unordered;
    private final Set<Entry<K, V>> entries;

    Ordered(Map<K, V> unordered, Map<K, V> inOrder) {
      this.unordered = unordered;
      entries = Collections.unmodifiableMap(inOrder).entrySet();
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
      return entries;
    }

    @Override
    public @Nullable V get(Object key) {
      return unordered.get(key);
    }

    @Override
    public V getOrDefault(Object key, V otherwise) {
      return unordered.getOrDefault(key, otherwise);
    }

    @Override
    public boolean containsKey(Object key) {
      return unordered.containsKey(key);
    }

    @Override
    public boolean containsValue(Object value) {
      return unordered.containsValue(value);
    }

    // All that would change it is refused, even where there is nothing to change.

    @Override
    public @Nullable V put(K key, V value) {
      return unordered.put(key, value);
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> others) {
      unordered.putAll(others);
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
      return unordered.putIfAbsent(key, value);
    }

    @Override
    public @Nullable V remove(Object key) {
      return unordered.remove(key);
    }

    @Override
    public boolean remove(Object key, Object value) {
      return unordered.remove(key, value);
    }

    @Override
    public @Nullable V replace(K key, V value) {
      return unordered.replace(key, value);
    }

    @Override
    public boolean replace(K key, V before, V value) {
      return unordered.replace(key, before, value);
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
      unordered.replaceAll(function);
    }

    @Override
    public V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
      return unordered.computeIfAbsent(key, function);
    }

    @Override
    public @Nullable V computeIfPresent(
        K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
      return unordered.computeIfPresent(key, function);
    }

    @Override
    public @Nullable V compute(
        K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
      return unordered.compute(key, function);
    }

    @Override
    public @Nullable V merge(
        K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
      return unordered.merge(key, value, function);
    }

    @Override
    public void clear() {
      unordered.clear();
    }
  }
}
