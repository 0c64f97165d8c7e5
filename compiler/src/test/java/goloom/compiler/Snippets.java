package goloom.compiler;

import goloom.instrument.Rewriter;
import goloom.worker.protocol.Diagnostic;
import goloom.worker.protocol.FromCompiler.Compiled;
import goloom.worker.protocol.SourceFile;
import goloom.worker.protocol.ToCompiler.Policy;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles snippets for tests, against the library as it was just built. */
final class Snippets {
  private static final Compiler COMPILER = compiler();

  private Snippets() {}

  static Compiler compiler() {
    try {
      var library =
          Path.of(goloom.Go.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Compiler(List.of("--module-path", library.toString()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Names and sources by turns. */
  static Compiled compile(String... namesAndSources) {
    var files = new ArrayList<SourceFile>();
    for (int i = 0; i < namesAndSources.length; i += 2) {
      files.add(new SourceFile(namesAndSources[i], namesAndSources[i + 1]));
    }
    return COMPILER.compile(files, Rewriter.Mode.SIM, Policy.BY_NAME);
  }

  static Compiled main(String source) {
    return compile("Main.java", source);
  }

  /** A diagnostic as {@code code line:column-endLine:endColumn}. */
  static String place(Diagnostic d) {
    return "%s %d:%d-%d:%d".formatted(d.code(), d.line(), d.column(), d.endLine(), d.endColumn());
  }
}
