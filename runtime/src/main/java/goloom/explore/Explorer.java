package goloom.explore;

import goloom.Block;
import goloom.report.ExploredReport;
import goloom.scheduler.Engine;
import java.util.List;
import java.util.function.Supplier;

/** Finds all that a program can do. One search runs at a time in a JVM. */
public final class Explorer {
  private Explorer() {}

  /**
   * Runs a program again and again, each time in another order, until all have been seen that make
   * a difference, or the settings say stop.
   *
   * @param program gives the program's main, ready to be run from the beginning; called in each
   *     execution, by its main goroutine
   * @throws IllegalStateException where the JVM was started without the flags that a search needs
   */
  public static ExploredReport explore(
      ExploreSettings settings, Supplier<Block> program, ExploreObserver observer) {
    List<String> missing = Engine.missingToSearch();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "a search needs the JVM flags " + String.join(" ", missing) + "; start java with them");
    }
    return new Search(settings, program, observer, Tree.Reduction.OPTIMAL).run();
  }
}
