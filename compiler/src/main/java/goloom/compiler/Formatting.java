package goloom.compiler;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import goloom.worker.protocol.Diagnostic;
import goloom.worker.protocol.FromCompiler.Formatted;
import goloom.worker.protocol.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** The Format button. */
final class Formatting {
  private Formatting() {}

  static Formatted format(List<SourceFile> files) {
    var formatted = new ArrayList<SourceFile>();
    var diagnostics = new ArrayList<Diagnostic>();
    var formatter = new Formatter();
    for (var file : files) {
      try {
        formatted.add(new SourceFile(file.name(), formatter.formatSource(file.source())));
      } catch (FormatterException e) {
        for (var problem : e.diagnostics()) {
          var line = Math.max(1, problem.line());
          var column = Math.max(1, problem.column());
          diagnostics.add(
              new Diagnostic(
                  file.name(),
                  line,
                  column,
                  line,
                  column + 1,
                  "error",
                  "goloom.format",
                  problem.message()));
        }
      } catch (StackOverflowError e) {
        diagnostics.add(
            new Diagnostic(
                file.name(),
                1,
                1,
                1,
                2,
                "error",
                "goloom.gave-up",
                "the source nests too deeply to format"));
      }
    }
    return diagnostics.isEmpty()
        ? new Formatted(formatted, List.of())
        : new Formatted(List.of(), diagnostics);
  }
}
