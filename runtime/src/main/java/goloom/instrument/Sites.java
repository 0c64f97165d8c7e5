package goloom.instrument;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers the source positions that rewritten code names, one set for all classes of a program. */
final class Sites {

  /**
   * A position: where, and what the result of the call there is called, if it is called anything.
   */
  private record Site(String file, int line, String function, String name, int location) {}

  private final Map<Site, Integer> numbers = new LinkedHashMap<>();

  /** Fields, kinds of arrays and the like, numbered from 1. */
  private final Map<String, Integer> locations = new HashMap<>();

  private final boolean everywhere;

  Sites() {
    this(true);
  }

  private Sites(boolean everywhere) {
    this.everywhere = everywhere;
    numbers.put(new Site("", 0, "", "", 0), 0);
  }

  /** For classes without numbers: every position is 0. */
  static Sites nowhere() {
    return new Sites(false);
  }

  /** Whether positions have numbers. */
  boolean areNumbered() {
    return everywhere;
  }

  /** The number of a position; 0 is nowhere. */
  int number(String file, int line, String function, String name) {
    return number(new Site(file, line, function, name, 0));
  }

  /**
   * The number of an access.
   *
   * @param name the variable
   * @param location what tells it from others in all the program: a field, a kind of array
   */
  int access(String file, int line, String function, String name, String location) {
    int number = locations.computeIfAbsent(location, _ -> locations.size() + 1);
    return number(new Site(file, line, function, name, number));
  }

  private int number(Site site) {
    return everywhere ? numbers.computeIfAbsent(site, _ -> numbers.size()) : 0;
  }

  /**
   * One line per number, from 0: {@code file<TAB>line<TAB>function<TAB>name}, and for an access
   * {@code <TAB>location}.
   */
  String table() {
    var table = new StringBuilder();
    for (var site : numbers.keySet()) {
      table.append(site.file).append('\t').append(site.line).append('\t');
      table.append(site.function).append('\t').append(site.name);
      if (site.location > 0) {
        table.append('\t').append(site.location);
      }
      table.append('\n');
    }
    return table.toString();
  }
}
