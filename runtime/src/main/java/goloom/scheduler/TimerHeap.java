package goloom.scheduler;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Timers by when they are due, equals in the order they were started: a binary heap. Not
 * thread-safe.
 */
@SuppressWarnings("ReferenceEquality") // timers have no other equality
final class TimerHeap {
  private @Nullable RuntimeTimer[] heap = new RuntimeTimer[16];
  private int size;
  private long sequence;

  int size() {
    return size;
  }

  @Nullable RuntimeTimer first() {
    return heap[0];
  }

  /**
   * How many are due at the same time as the first. Found by walking the heap's top, not the whole.
   */
  int countFirst() {
    RuntimeTimer first = heap[0];
    return first == null ? 0 : count(0, first.when);
  }

  private int count(int index, long when) {
    RuntimeTimer timer = index < size ? heap[index] : null;
    if (timer == null || timer.when != when) {
      return 0;
    }
    return 1 + count(2 * index + 1, when) + count(2 * index + 2, when);
  }

  /** The {@code n}th, from 0, of those due with the first, in the order they were started. */
  RuntimeTimer nthFirst(int n) {
    RuntimeTimer first = heap[0];
    if (first == null) {
      throw new IllegalStateException("no timer is pending");
    }
    RuntimeTimer[] due = new RuntimeTimer[countFirst()];
    collect(0, first.when, due, 0);
    Arrays.sort(due, (a, b) -> Long.compare(a.sequence, b.sequence));
    return due[n];
  }

  private int collect(int index, long when, RuntimeTimer[] due, int found) {
    RuntimeTimer timer = index < size ? heap[index] : null;
    if (timer == null || timer.when != when) {
      return found;
    }
    due[found] = timer;
    int left = collect(2 * index + 1, when, due, found + 1);
    return collect(2 * index + 2, when, due, left);
  }

  void add(RuntimeTimer timer, long when) {
    timer.when = when;
    timer.sequence = sequence++;
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    place(timer, size++);
    up(timer);
  }

  /** Takes it out; false where it was not in. */
  boolean remove(RuntimeTimer timer) {
    int index = timer.index;
    if (index < 0) {
      return false;
    }
    RuntimeTimer last = at(--size);
    heap[size] = null;
    timer.index = -1;
    if (last != timer) {
      place(last, index);
      up(last);
      down(last);
    }
    return true;
  }

  private RuntimeTimer at(int index) {
    RuntimeTimer timer = heap[index];
    if (timer == null) {
      throw new IllegalStateException("the timer heap has a hole at " + index);
    }
    return timer;
  }

  private void place(RuntimeTimer timer, int index) {
    heap[index] = timer;
    timer.index = index;
  }

  private void up(RuntimeTimer timer) {
    int index = timer.index;
    while (index > 0) {
      RuntimeTimer parent = at((index - 1) / 2);
      if (!before(timer, parent)) {
        break;
      }
      int above = parent.index;
      place(parent, index);
      index = above;
    }
    place(timer, index);
  }

  private void down(RuntimeTimer timer) {
    int index = timer.index;
    for (int child; (child = 2 * index + 1) < size; ) {
      if (child + 1 < size && before(at(child + 1), at(child))) {
        child++;
      }
      RuntimeTimer smaller = at(child);
      if (!before(smaller, timer)) {
        break;
      }
      place(smaller, index);
      index = child;
    }
    place(timer, index);
  }

  private static boolean before(RuntimeTimer a, RuntimeTimer b) {
    return a.when != b.when ? a.when < b.when : a.sequence < b.sequence;
  }
}
