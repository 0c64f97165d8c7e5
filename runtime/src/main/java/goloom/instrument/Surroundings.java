package goloom.instrument;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which calls of the JDK's get something in front or around them: see {@link Tables}. */
final class Surroundings {

  private static final String ANY = "*";

  private static final Map<String, Set<String>> CODE_UNDER_LOCK = read(Tables.CODE_UNDER_LOCK);
  private static final Map<String, Set<String>> BLOCKING = read(Tables.BLOCKING);
  private static final Map<String, Set<String>> UNCONTROLLED = read(Tables.UNCONTROLLED);

  private static final Map<String, Set<String>> REFUSED = read(Tables.REFUSED);

  private Surroundings() {}

  /** Whether a method of a class with these supertypes runs the program's code under a lock. */
  static boolean runsCodeUnderLock(List<String> owners, String method) {
    return find(CODE_UNDER_LOCK, owners, method).isPresent();
  }

  static boolean locks(Class<?> type) {
    return CODE_UNDER_LOCK.containsKey(type.getName().replace('.', '/'));
  }

  static boolean blocks(List<String> owners, String method) {
    return find(BLOCKING, owners, method).isPresent();
  }

  /**
   * How a call that can't be governed is told: {@code java.net.Socket}, {@code
   * java.lang.Runtime.exec}.
   */
  static Optional<String> uncontrolled(List<String> owners, String method) {
    return name(UNCONTROLLED, owners, method);
  }

  /** How a call that isn't allowed is told. */
  static Optional<String> refused(List<String> owners, String method) {
    return name(REFUSED, owners, method);
  }

  private static Optional<String> name(
      Map<String, Set<String>> table, List<String> owners, String method) {
    return find(table, owners, method)
        .map(owner -> {
          var name = owner.replace('/', '.');
          boolean whole =
              method.equals("<init>") || table.getOrDefault(owner, Set.of()).contains(ANY);
          return whole ? name : name + "." + method;
        });
  }

  private static Optional<String> find(
      Map<String, Set<String>> table, List<String> owners, String method) {
    for (var owner : owners) {
      var methods = table.get(owner);
      if (methods != null && (methods.contains(method) || methods.contains(ANY))) {
        return Optional.of(owner);
      }
    }
    return Optional.empty();
  }

  /** Rows {@code class: method…}. */
  private static Map<String, Set<String>> read(String table) {
    var methods = new HashMap<String, Set<String>>();
    for (var row : table.lines().toList()) {
      var sides = row.split(":", -1);
      methods
          .computeIfAbsent(sides[0].strip().replace('.', '/'), _ -> new HashSet<>())
          .addAll(List.of(sides[1].strip().split(" +", -1)));
    }
    return methods;
  }
}
