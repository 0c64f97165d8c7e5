package goloom.compiler;

import java.util.regex.Pattern;

/** What we add to messages of the compiler that are true but of little help to a learner. */
final class Advice {
  private static final Pattern SEVERAL_FIELDS =
      Pattern.compile(
          "\\s*(?:final\\s+|static\\s+)*[\\w.<>\\[\\]$]+\\s+[\\w$]+(?:\\s*,\\s*[\\w$]+)+\\s*;.*");

  private Advice() {}

  static String of(String code, String message, Source source, int start) {
    return switch (code) {
      case "compiler.err.cant.ref.non.effectively.final.var" ->
          message
              + "; in a counted loop, use range(n): for (int i : range(n)) gives each turn an i of its own";
      case "compiler.err.class.method.or.field.expected" ->
          SEVERAL_FIELDS.matcher(lineAt(source.file().source(), start)).matches()
              ? "one per line: a compact source file doesn't take several variables in one declaration ("
                  + message
                  + ")"
              : message;
      default -> message;
    };
  }

  private static String lineAt(String text, int offset) {
    var at = Math.min(offset, text.length());
    var from = text.lastIndexOf('\n', at - 1) + 1;
    var to = text.indexOf('\n', at);
    return text.substring(from, to < 0 ? text.length() : to);
  }
}
