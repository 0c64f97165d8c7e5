package goloom.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Programs whose memory is looked at with and without race detection. */
final class Memory {
  private Memory() {}

  /** A list of nodes, walked again and again: fields, one object after another. */
  public static final class Nodes implements Sample {
    private static final int LENGTH = 1_000;

    private static final class Node {
      long value;
      @Nullable Node next;

      Node(long value, @Nullable Node next) {
        this.value = value;
        this.next = next;
      }
    }

    @Override
    public long run(int n) {
      @Nullable Node first = null;
      for (int i = 0; i < LENGTH; i++) {
        first = new Node(i, first);
      }
      long sum = 0;
      for (int round = 0; round < n; round++) {
        for (@Nullable Node node = first; node != null; node = node.next) {
          sum += node.value++ & 1;
        }
      }
      return sum;
    }
  }

  /** Keeps objects, arrays and a list of them, {@code n} of each, and gives the bytes of heap. */
  public static final class Kept implements Sample {
    @SuppressWarnings("UnusedVariable") // They are there to be written.
    private static final class Item {
      int number;
      long[] values = new long[8];
      @Nullable Item other;
    }

    @Override
    public long run(int n) {
      long before = Heap.used();
      List<Item> all = new ArrayList<>();
      @Nullable Item last = null;
      for (int i = 0; i < n; i++) {
        var item = new Item();
        item.number = i;
        for (int k = 0; k < item.values.length; k++) {
          item.values[k] = k;
        }
        item.other = last;
        last = item;
        all.add(item);
      }
      return Heap.used() - before + (all.size() - n);
    }
  }
}
