package goloom.hooks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.RandomAccess;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code Collections.synchronizedList} and its kin, on monitors of the scheduler's: whoever calls
 * them, by whatever type, is kept out while a goroutine holds {@code synchronized (list)}.
 */
public final class SynchronizedViews {

  private SynchronizedViews() {}

  public static <T> Collection<T> synchronizedCollection(Collection<T> on) {
    return Run.simulated()
        ? view(on, null, Collection.class)
        : Collections.synchronizedCollection(on);
  }

  public static <T> List<T> synchronizedList(List<T> on) {
    if (!Run.simulated()) {
      return Collections.synchronizedList(on);
    }
    return on instanceof RandomAccess
        ? view(on, null, List.class, RandomAccess.class)
        : view(on, null, List.class);
  }

  public static <T> Set<T> synchronizedSet(Set<T> on) {
    return Run.simulated() ? view(on, null, Set.class) : Collections.synchronizedSet(on);
  }

  public static <T> SortedSet<T> synchronizedSortedSet(SortedSet<T> on) {
    return Run.simulated()
        ? view(on, null, SortedSet.class)
        : Collections.synchronizedSortedSet(on);
  }

  public static <T> NavigableSet<T> synchronizedNavigableSet(NavigableSet<T> on) {
    return Run.simulated()
        ? view(on, null, NavigableSet.class)
        : Collections.synchronizedNavigableSet(on);
  }

  public static <K, V> Map<K, V> synchronizedMap(Map<K, V> on) {
    return Run.simulated() ? view(on, null, Map.class) : Collections.synchronizedMap(on);
  }

  public static <K, V> SortedMap<K, V> synchronizedSortedMap(SortedMap<K, V> on) {
    return Run.simulated()
        ? view(on, null, SortedMap.class)
        : Collections.synchronizedSortedMap(on);
  }

  public static <K, V> NavigableMap<K, V> synchronizedNavigableMap(NavigableMap<K, V> on) {
    return Run.simulated()
        ? view(on, null, NavigableMap.class)
        : Collections.synchronizedNavigableMap(on);
  }

  /**
   * A view whose every call holds the monitor of {@code mutex}, or where that is null of the view
   * itself.
   */
  @SuppressWarnings({
    "unchecked",
    "TypeParameterUnusedInFormals"
  }) // Each caller names the interface that it returns.
  private static <T> T view(Object on, @Nullable Object mutex, Class<?>... interfaces) {
    java.util.Objects.requireNonNull(on);
    return (T)
        Proxy.newProxyInstance(
            SynchronizedViews.class.getClassLoader(), interfaces, new View(on, mutex));
  }

  private record View(Object on, @Nullable Object mutex) implements InvocationHandler {
    @Override
    @SuppressWarnings("ReferenceEquality") // Whether it is compared with itself.
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      var lock = mutex == null ? proxy : mutex;
      if (method.getName().equals("equals") && arguments != null && arguments[0] == proxy) {
        return true;
      }
      Monitors.enter(lock);
      try {
        return wrap(method, method.invoke(on, arguments), lock);
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      } finally {
        Monitors.exit(lock);
      }
    }

    /**
     * Views of a view hold the same monitor; elements, iterators and streams are left as they are.
     */
    private @Nullable Object wrap(Method method, @Nullable Object result, Object lock) {
      var type = method.getReturnType();
      boolean isView =
          type == Set.class
              || type == SortedSet.class
              || type == NavigableSet.class
              || type == SortedMap.class
              || type == NavigableMap.class
              || type == List.class
              || type == Collection.class;
      return result != null && isView ? view(result, lock, type) : result;
    }
  }
}
