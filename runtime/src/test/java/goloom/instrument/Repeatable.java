package goloom.instrument;

import goloom.Block;
import goloom.scheduler.Engine;
import java.util.function.Supplier;

/**
 * Compact source texts as programs that can be run again and again, for tests of other packages.
 */
public final class Repeatable {
  private Repeatable() {}

  /** The program, compiled and rewritten; one set of classes serves all runs. */
  public static Supplier<Block> of(String body) {
    return ofClasses(Loaded.of(Ran.compile(body), Rewriter.Mode.SIM));
  }

  /** The same for a whole source file. On the class path the library is a package, no module. */
  public static Supplier<Block> ofFile(String source) {
    return ofClasses(Loaded.of(source.replace("import module goloom;", "import goloom.*;")));
  }

  private static Supplier<Block> ofClasses(Loaded loaded) {
    Engine.sites(loaded.result.sites());
    return () -> () -> Ran.Program.main(loaded);
  }
}
