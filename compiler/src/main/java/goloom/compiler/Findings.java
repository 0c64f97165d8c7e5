package goloom.compiler;

import goloom.worker.protocol.Diagnostic;
import goloom.worker.protocol.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** The diagnostics of one compilation: the compiler's, told in lines and columns, and ours. */
final class Findings implements DiagnosticListener<JavaFileObject> {
  private final List<Diagnostic> found = new ArrayList<>();

  List<Diagnostic> all() {
    return List.copyOf(found);
  }

  boolean errors() {
    return found.stream().anyMatch(d -> d.severity().equals("error"));
  }

  void error(String code, SourceFile file, long start, long end, String message) {
    add("error", code, file, start, end, message);
  }

  void warning(String code, SourceFile file, long start, long end, String message) {
    add("warning", code, file, start, end, message);
  }

  private void add(
      String severity, String code, SourceFile file, long start, long end, String message) {
    found.add(Places.diagnostic(file, (int) start, (int) end, severity, code, message));
  }

  @Override
  public void report(javax.tools.Diagnostic<? extends @Nullable JavaFileObject> diagnostic) {
    var severity =
        switch (diagnostic.getKind()) {
          case ERROR -> "error";
          case WARNING, MANDATORY_WARNING -> "warning";
          case NOTE, OTHER -> "info";
        };
    var code = String.valueOf(diagnostic.getCode());
    var message = diagnostic.getMessage(Locale.ENGLISH);
    if (!(diagnostic.getSource() instanceof Source source)) {
      found.add(new Diagnostic("", 1, 1, 1, 1, severity, code, message));
      return;
    }
    var start = diagnostic.getStartPosition();
    var end = diagnostic.getEndPosition();
    var text = source.file().source();
    if (start < 0 || end < start || text.substring((int) start, (int) end).lines().count() > 1) {
      // A whole class or block: point at its name or keyword instead.
      start = Math.max(0, diagnostic.getPosition());
      end = Places.endOfWord(text, (int) start);
    }
    add(severity, code, source.file(), start, end, Advice.of(code, message, source, (int) start));
  }
}
