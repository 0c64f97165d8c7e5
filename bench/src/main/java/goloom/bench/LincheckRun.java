package goloom.bench;

import org.jetbrains.lincheck.Lincheck;

/**
 * In a JVM of its own: has Lincheck's model checker run one program, and prints how many executions
 * a second of processor time that made.
 */
final class LincheckRun {
  private LincheckRun() {}

  /** {@code PROGRAM ROUNDS EXECUTIONS}. */
  public static void main(String[] arguments) {
    Runnable program = PlainInterleavings.valueOf(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    int executions = Integer.parseInt(arguments[2]);
    check(program, 3 * executions);
    for (int round = 0; round < rounds; round++) {
      // What a check costs before its first execution is left out: it is the slope that counts,
      // where there are enough for one.
      long few = check(program, executions);
      long many = check(program, 3 * executions);
      if (many > few) {
        System.out.println("rate " + 2e9 * executions / (many - few));
      }
    }
    System.out.flush();
    System.exit(0);
  }

  private static long check(Runnable program, int executions) {
    long start = ProcessorTime.nanos();
    Lincheck.runConcurrentTest(executions, program);
    return ProcessorTime.nanos() - start;
  }
}
