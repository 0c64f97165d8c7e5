package goloom.instrument;

import goloom.race.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What calls of the JDK's mean to those who watch a program's accesses: collections and builders
 * are one variable each, and what synchronises orders its callers. The JDK's own code isn't
 * rewritten, so this is known by table.
 */
final class Sharing {

  private static final Map<String, Map<String, Integer>> TABLE = read(SharingTable.ROWS);

  private Sharing() {}

  /** What a call does, as {@link Op} says; 0 for nothing that is known. */
  static int find(List<String> owners, String method) {
    for (var owner : owners) {
      var methods = TABLE.get(owner);
      if (methods != null) {
        var op = methods.get(method);
        if (op != null) {
          return op;
        }
      }
    }
    return 0;
  }

  /** Whether objects of a class are one variable each. */
  static boolean isPlain(Class<?> type) {
    return goloom.race.Sharing.of(type) == goloom.race.Sharing.PLAIN;
  }

  /** Rows {@code class: what method…}. */
  private static Map<String, Map<String, Integer>> read(String table) {
    var all = new HashMap<String, Map<String, Integer>>();
    for (var row : table.lines().toList()) {
      if (row.isBlank()) {
        continue;
      }
      var sides = row.split(":", -1);
      var words = sides[1].strip().split(" +", -1);
      int op = Op.of(words[0]);
      var owner = sides[0].strip();
      var known =
          Library.find(owner.replace('.', '/'))
              .orElseThrow(
                  () -> new IllegalStateException("a table names an unknown class: " + row));
      var methods = all.computeIfAbsent(owner.replace('.', '/'), _ -> new HashMap<>());
      for (int i = 1; i < words.length; i++) {
        var name = words[i];
        if (List.of(known.getMethods()).stream().noneMatch(m -> m.getName().equals(name))) {
          throw new IllegalStateException(
              "a table names an unknown method: " + name + " in " + row);
        }
        methods.put(name, op);
      }
    }
    return all;
  }
}
