package goloom.instrument;

import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers the source positions that rewritten code names, one set for all classes of a program. */
final class Sites {

  /**
   * A position: where, and what the result of the call there is called, if it is called anything.
   */
  private record Site(String file, int line, String function, String name) {}

  private final Map<Site, Integer> numbers = new LinkedHashMap<>();

  Sites() {
    number("", 0, "", "");
  }

  /** The number of a position; 0 is nowhere. */
  int number(String file, int line, String function, String name) {
    return numbers.computeIfAbsent(new Site(file, line, function, name), _ -> numbers.size());
  }

  /** One line per number, from 0: {@code file<TAB>line<TAB>function<TAB>name}. */
  String table() {
    var table = new StringBuilder();
    for (var site : numbers.keySet()) {
      table.append(site.file).append('\t').append(site.line).append('\t');
      table.append(site.function).append('\t').append(site.name).append('\n');
    }
    return table.toString();
  }
}
