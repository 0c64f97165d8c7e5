package goloom.bench;

import java.lang.reflect.Constructor;
import org.jetbrains.lincheck.Lincheck;

/**
 * In a JVM of its own: has Lincheck's model checker run one program, and prints how many executions
 * a second of processor time that made.
 */
final class LincheckRun {
  private LincheckRun() {}

  /** {@code PROGRAM ROUNDS EXECUTIONS}. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    var program = Class.forName(arguments[0]).asSubclass(Runnable.class).getDeclaredConstructor();
    program.setAccessible(true);
    int rounds = Integer.parseInt(arguments[1]);
    int executions = Integer.parseInt(arguments[2]);
    check(program, 3 * executions);
    for (int round = 0; round < rounds; round++) {
      // What a check costs before its first execution is left out: it is the slope that counts.
      long few = check(program, executions);
      long many = check(program, 3 * executions);
      System.out.println("rate " + 2e9 * executions / Math.max(1, many - few));
    }
    System.out.flush();
    System.exit(0);
  }

  private static long check(Constructor<? extends Runnable> program, int n) {
    long start = ProcessorTime.nanos();
    Lincheck.runConcurrentTest(
        n,
        () -> {
          try {
            program.newInstance().run();
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        });
    return ProcessorTime.nanos() - start;
  }
}
