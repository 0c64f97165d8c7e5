package goloom.explore;

import goloom.Block;
import goloom.report.ExploredReport;
import java.util.function.Supplier;

/** Finds all that a program can do. One search runs at a time in a JVM. */
public final class Explorer {
  private Explorer() {}

  /**
   * Runs a program again and again, each time in another order, until all have been seen that make
   * a difference, or the settings say stop.
   *
   * @param program gives the program's main, ready to be run from the beginning
   * @throws IllegalStateException where the JVM was started without the flag that simulations need
   */
  public static ExploredReport explore(
      ExploreSettings settings, Supplier<Block> program, ExploreObserver observer) {
    return new Search(settings, program, observer, Tree.Reduction.OPTIMAL).run();
  }
}
