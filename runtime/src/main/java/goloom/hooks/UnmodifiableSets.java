package goloom.hooks;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * {@code Set.of} and its kin: gone through in the order in which the elements were given. In the
 * JDK's own, each JVM draws an order.
 */
public final class UnmodifiableSets {

  private UnmodifiableSets() {}

  public static <E> Set<E> of(E e1, E e2) {
    return ordered(List.of(e1, e2));
  }

  public static <E> Set<E> of(E e1, E e2, E e3) {
    return ordered(List.of(e1, e2, e3));
  }

  public static <E> Set<E> of(E e1, E e2, E e3, E e4) {
    return ordered(List.of(e1, e2, e3, e4));
  }

  public static <E> Set<E> of(E e1, E e2, E e3, E e4, E e5) {
    return ordered(List.of(e1, e2, e3, e4, e5));
  }

  public static <E> Set<E> of(E e1, E e2, E e3, E e4, E e5, E e6) {
    return ordered(List.of(e1, e2, e3, e4, e5, e6));
  }

  public static <E> Set<E> of(E e1, E e2, E e3, E e4, E e5, E e6, E e7) {
    return ordered(List.of(e1, e2, e3, e4, e5, e6, e7));
  }

  public static <E> Set<E> of(E e1, E e2, E e3, E e4, E e5, E e6, E e7, E e8) {
    return ordered(List.of(e1, e2, e3, e4, e5, e6, e7, e8));
  }

  public static <E> Set<E> of(E e1, E e2, E e3, E e4, E e5, E e6, E e7, E e8, E e9) {
    return ordered(List.of(e1, e2, e3, e4, e5, e6, e7, e8, e9));
  }

  public static <E> Set<E> of(E e1, E e2, E e3, E e4, E e5, E e6, E e7, E e8, E e9, E e10) {
    return ordered(List.of(e1, e2, e3, e4, e5, e6, e7, e8, e9, e10));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // it is copied
  public static <E> Set<E> of(E... elements) {
    return ordered(List.of(elements));
  }

  @SuppressWarnings("unchecked") // it can only be read
  public static <E> Set<E> copyOf(Collection<? extends E> elements) {
    return elements instanceof Ordered
        ? (Set<E>) elements
        : ordered(List.copyOf(new LinkedHashSet<E>(elements)));
  }

  public static <E> Collector<E, ?, Set<E>> toUnmodifiableSet() {
    return Collectors.collectingAndThen(
        Collectors.toCollection(LinkedHashSet::new), UnmodifiableSets::copyOf);
  }

  @SuppressWarnings("unchecked") // what is put in comes out
  private static <E> Set<E> ordered(List<E> elements) {
    Set<E> unordered = (Set<E>) Set.of(elements.toArray()); // refuses elements that are equal
    return Run.simulated() ? new Ordered<>(unordered, elements) : unordered;
  }

  /** The JDK's, but for the order. */
  private static final class Ordered<E> extends AbstractSet<E> {
    private final Set<E> unordered;
    private final List<E> elements;

    Ordered(Set<E> unordered, List<E> elements) {
      this.unordered = unordered;
      this.elements = elements;
    }

    @Override
    public Iterator<E> iterator() {
      return elements.iterator();
    }

    @Override
    public int size() {
      return elements.size();
    }

    @Override
    public boolean contains(Object element) {
      return unordered.contains(element);
    }

    // All that would change it is refused, even where there is nothing to change.

    @Override
    public boolean add(E element) {
      return unordered.add(element);
    }

    @Override
    public boolean addAll(Collection<? extends E> others) {
      return unordered.addAll(others);
    }

    @Override
    public boolean remove(Object element) {
      return unordered.remove(element);
    }

    @Override
    public boolean removeAll(Collection<?> others) {
      return unordered.removeAll(others);
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
      return unordered.removeIf(filter);
    }

    @Override
    public boolean retainAll(Collection<?> others) {
      return unordered.retainAll(others);
    }

    @Override
    public void clear() {
      unordered.clear();
    }
  }
}
