package goloom.scheduler;

import org.jspecify.annotations.Nullable;

/** A queue of goroutines linked through themselves. Not thread-safe. */
final class GQueue {
  private @Nullable G head;
  private @Nullable G tail;
  private int size;

  int size() {
    return size;
  }

  void add(G g) {
    g.next = null;
    G last = tail;
    if (last == null) {
      head = g;
    } else {
      last.next = g;
    }
    tail = g;
    size++;
  }

  @Nullable G poll() {
    G g = head;
    if (g != null) {
      head = g.next;
      if (head == null) {
        tail = null;
      }
      g.next = null;
      size--;
    }
    return g;
  }
}
