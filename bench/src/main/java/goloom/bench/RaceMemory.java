package goloom.bench;

import static goloom.Go.go;
import static goloom.Go.sleep;
import static goloom.Time.millis;

import goloom.Chan;
import goloom.WaitGroup;

/**
 * In a JVM of its own with a bounded heap: how much a program keeps, or whether so many goroutines
 * fit, in one variant.
 */
final class RaceMemory {
  private RaceMemory() {}

  /**
   * {@code VARIANT kept N} prints the bytes that {@link Memory.Kept} takes; {@code park N} parks.
   */
  public static void main(String[] arguments) {
    var variant = Variant.valueOf(arguments[0]);
    int n = Integer.parseInt(arguments[2]);
    if (arguments[1].equals("kept")) {
      System.out.println("bytes " + variant.run(variant.prepare(Memory.Kept.class), n));
    } else {
      long bytes = variant.run(variant.prepare(Crowd.class), n);
      System.out.println("bytes " + bytes / n);
    }
  }

  /** Goroutines that each hold a little, all at once. */
  public static final class Crowd implements Sample {
    private int[] cells = new int[0];

    @Override
    public long run(int n) {
      cells = new int[n];
      Chan<Integer> chan = Chan.make();
      var group = new WaitGroup();
      long before = Heap.used();
      group.add(n);
      for (int i = 0; i < n; i++) {
        int own = i;
        go(() -> {
          cells[own]++;
          chan.receiveOk();
          cells[own]++;
          group.done();
        });
      }
      sleep(millis(1_000));
      long bytes = Heap.used() - before;
      chan.close();
      group.await();
      return bytes;
    }
  }
}
