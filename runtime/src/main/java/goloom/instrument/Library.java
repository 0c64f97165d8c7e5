package goloom.instrument;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The JDK's classes, looked at by reflection and never initialised. Thread-safe. */
final class Library {

  private static final Map<String, Optional<Class<?>>> CLASSES = new ConcurrentHashMap<>();
  private static final Map<Class<?>, List<String>> SUPERTYPES = new ConcurrentHashMap<>();

  private Library() {}

  /** A class by its internal name; empty where the JDK has none of that name. */
  static Optional<Class<?>> find(String internalName) {
    return CLASSES.computeIfAbsent(internalName, Library::load);
  }

  /** Internal names of the class, its superclasses and all their interfaces, the nearest first. */
  static List<String> supertypes(Class<?> type) {
    var known = SUPERTYPES.get(type);
    if (known == null) {
      known = List.copyOf(walk(type));
      SUPERTYPES.put(type, known);
    }
    return known;
  }

  private static Optional<Class<?>> load(String internalName) {
    try {
      var name = internalName.replace('/', '.');
      return Optional.of(Class.forName(name, false, ClassLoader.getPlatformClassLoader()));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static LinkedHashSet<String> walk(Class<?> type) {
    var names = new LinkedHashSet<String>();
    var interfaces = new ArrayList<Class<?>>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      names.add(c.getName().replace('.', '/'));
      interfaces.addAll(List.of(c.getInterfaces()));
    }
    for (int i = 0; i < interfaces.size(); i++) {
      names.add(interfaces.get(i).getName().replace('.', '/'));
      interfaces.addAll(List.of(interfaces.get(i).getInterfaces()));
    }
    if (type.isInterface()) {
      names.add("java/lang/Object");
    }
    return names;
  }
}
