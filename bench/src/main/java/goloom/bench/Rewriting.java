package goloom.bench;

import goloom.instrument.Rewriter;
import goloom.instrument.Rewriter.Mode;

/**
 * In a JVM of its own: rewrites the classes of one program again and again, and prints the first
 * time and the later ones, in nanoseconds.
 */
final class Rewriting {
  private Rewriting() {}

  /** {@code SAMPLE TIMES}. */
  public static void main(String[] arguments) throws ClassNotFoundException {
    var inputs = Rewritten.inputs(Class.forName(arguments[0]));
    int times = Integer.parseInt(arguments[1]);
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      Rewriter.rewrite(inputs, Mode.UNWATCHED);
      long nanos = System.nanoTime() - start;
      if (i == 0) {
        System.out.println("cold " + nanos);
      } else if (i >= times / 2) {
        System.out.println("warm " + nanos);
      }
    }
  }
}
