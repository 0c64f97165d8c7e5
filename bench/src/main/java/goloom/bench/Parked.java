package goloom.bench;

import static goloom.Go.go;
import static goloom.Go.millis;
import static goloom.Go.sleep;

import goloom.Chan;
import goloom.WaitGroup;
import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import java.util.concurrent.TimeUnit;

/**
 * In a JVM of its own with a bounded heap: parks goroutines on a channel, and prints the bytes of
 * heap that each takes and the milliseconds from the first start to the last end.
 */
final class Parked {
  private Parked() {}

  /** {@code GOROUTINES}. */
  public static void main(String[] arguments) {
    int n = Integer.parseInt(arguments[0]);
    var ending = Engine.run(Variant.REWRITTEN.settings(), () -> park(n), Observer.NONE);
    if (!ending.status().equals("ok")) {
      throw new IllegalStateException("it ended badly: " + ending);
    }
  }

  private static void park(int n) {
    Chan<Integer> chan = Chan.make();
    var group = new WaitGroup();
    long before = used();
    long start = System.nanoTime();
    group.add(n);
    for (int i = 0; i < n; i++) {
      go(() -> {
        chan.receiveOk();
        group.done();
      });
    }
    sleep(millis(1_000)); // until all wait: the clock moves on when nothing else can
    long parked = System.nanoTime();
    long bytes = (used() - before) / n;
    long collected = System.nanoTime();
    chan.close();
    group.await();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - collected + parked - start);
    System.out.println("bytes " + bytes);
    System.out.println("millis " + millis);
  }

  private static long used() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
