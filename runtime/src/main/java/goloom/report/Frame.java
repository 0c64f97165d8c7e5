package goloom.report;

/**
 * One line of a stack, the innermost first in a list of them.
 *
 * @param function the method as Go would print a function: {@code Main.main}, {@code
 *     Main.lambda$main$0}
 * @param file the source file's name, {@code Main.java}; empty where unknown
 * @param line the line in it, from 1; 0 where unknown
 */
public record Frame(String function, String file, int line) {}
