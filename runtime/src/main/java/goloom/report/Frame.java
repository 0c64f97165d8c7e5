package goloom.report;

import org.jspecify.annotations.Nullable;

/**
 * One line of a stack, the innermost first in a list of them.
 *
 * @param function the method as Go would print a function: {@code Main.main}, {@code
 *     Main.lambda$main$0}
 * @param file the source file's name, {@code Main.java}; empty where unknown
 * @param line the line in it, from 1; 0 where unknown
 */
public record Frame(String function, String file, int line) {
  // By hand: what the JVM derives takes it milliseconds, in the first run of every worker.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Frame that
        && line == that.line
        && function.equals(that.function)
        && file.equals(that.file);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * function.hashCode() + file.hashCode()) + line;
  }
}
