package goloom.compiler;

import goloom.worker.protocol.Diagnostic;
import goloom.worker.protocol.SourceFile;

/** Offsets in a text as lines and columns, both from 1, in UTF-16 units. */
final class Places {
  private Places() {}

  /** A diagnostic of {@code start} up to, not including, {@code end}; at least one column wide. */
  static Diagnostic diagnostic(
      SourceFile file, int start, int end, String severity, String code, String message) {
    var text = file.source();
    var from = Math.min(start, text.length());
    var to = Math.min(Math.max(end, from), text.length());
    var column = column(text, from);
    var line = line(text, from);
    var endLine = line(text, to);
    var endColumn = to == from ? column + 1 : column(text, to);
    return new Diagnostic(file.name(), line, column, endLine, endColumn, severity, code, message);
  }

  static int endOfWord(String text, int start) {
    var end = start;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    return Math.min(text.length(), Math.max(end, start + 1));
  }

  private static int line(String text, int offset) {
    var line = 1;
    for (int i = 0; i < offset; i++) {
      if (endsLine(text, i)) {
        line++;
      }
    }
    return line;
  }

  private static int column(String text, int offset) {
    var start = offset;
    while (start > 0 && !endsLine(text, start - 1)) {
      start--;
    }
    return offset - start + 1;
  }

  private static boolean endsLine(String text, int i) {
    return switch (text.charAt(i)) {
      case '\n' -> true;
      case '\r' -> i + 1 == text.length() || text.charAt(i + 1) != '\n';
      default -> false;
    };
  }
}
