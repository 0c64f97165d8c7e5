package goloom.bench;

import java.util.Arrays;
import java.util.List;

/**
 * In a JVM of its own: runs one sample in one or more variants by turns, and prints what each turn
 * cost, {@code VARIANT NANOSECONDS} an operation a line.
 */
final class Runner {
  private Runner() {}

  private static final int MOST = 1 << 28;

  /** A variant with its own copy of the sample. */
  private record Measured(Variant variant, Sample sample) {
    long nanos(int n) {
      long start = variant.clock();
      variant.run(sample, n);
      return variant.clock() - start;
    }
  }

  /** {@code SAMPLE ROUNDS MILLIS VARIANT…}. */
  public static void main(String[] arguments) throws ClassNotFoundException {
    var type = Class.forName(arguments[0]).asSubclass(Sample.class);
    int rounds = Integer.parseInt(arguments[1]);
    long wanted = Long.parseLong(arguments[2]) * 1_000_000;
    List<Measured> all =
        Arrays.stream(arguments)
            .skip(3)
            .map(name -> Variant.valueOf(name))
            .map(variant -> new Measured(variant, variant.prepare(type)))
            .toList();
    agree(all);
    int[] sizes = all.stream().mapToInt(each -> warm(each, wanted)).toArray();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < sizes.length; i++) {
        double nanos = (double) all.get(i).nanos(sizes[i]) / sizes[i];
        System.out.println(all.get(i).variant + " " + nanos);
      }
    }
    System.out.flush();
    System.exit(0); // goroutines of the real scheduler may still be ending
  }

  /** However it is run, a sample does the same. */
  private static void agree(List<Measured> all) {
    long expected = all.getFirst().variant.run(all.getFirst().sample, 3);
    for (Measured each : all) {
      long got = each.variant.run(each.sample, 3);
      if (got != expected) {
        throw new IllegalStateException(
            "a sample gave " + got + " as " + each.variant + ", and else " + expected);
      }
    }
  }

  /** Runs until a turn takes as long as wanted, some turns more, and says how many operations. */
  private static int warm(Measured measured, long wanted) {
    int n = 1;
    long nanos = measured.nanos(n);
    while (nanos < wanted && n < MOST) {
      n *= 2;
      nanos = measured.nanos(n);
    }
    for (int turn = 0; turn < 4; turn++) {
      nanos = measured.nanos(n);
    }
    return Math.clamp(Math.round((double) n * wanted / nanos), 1, MOST);
  }
}
