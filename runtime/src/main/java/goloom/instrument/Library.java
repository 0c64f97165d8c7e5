package goloom.instrument;

import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The JDK's classes, looked at by reflection and never initialised. Thread-safe. */
final class Library {

  private static final Map<String, Optional<Class<?>>> CLASSES = new ConcurrentHashMap<>();
  private static final Map<Class<?>, List<String>> SUPERTYPES = new ConcurrentHashMap<>();

  private static final Map<Class<?>, Set<String>> SYNCHRONIZED = new ConcurrentHashMap<>();

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

  /**
   * Whether a public method of the class takes the receiver's monitor. Throwable's do too, but keep
   * it for themselves.
   */
  static boolean isSynchronized(Class<?> type, String name, String descriptor) {
    return SYNCHRONIZED
        .computeIfAbsent(type, Library::synchronizedMethods)
        .contains(name + descriptor);
  }

  static boolean hasSynchronizedMethods(Class<?> type) {
    return !SYNCHRONIZED.computeIfAbsent(type, Library::synchronizedMethods).isEmpty();
  }

  private static Set<String> synchronizedMethods(Class<?> type) {
    if (Throwable.class.isAssignableFrom(type) || Thread.class.isAssignableFrom(type)) {
      return Set.of();
    }
    var methods = new HashSet<String>();
    for (var method : type.getMethods()) {
      int flags = method.getModifiers();
      if (Modifier.isSynchronized(flags) && !Modifier.isStatic(flags)) {
        methods.add(
            method.getName()
                + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                    .descriptorString());
      }
    }
    return Set.copyOf(methods);
  }

  private static Optional<Class<?>> load(String internalName) {
    if (internalName.startsWith("[")) {
      return Optional.empty();
    }
    try {
      var name = internalName.replace('/', '.');
      return Optional.of(Class.forName(name, false, ClassLoader.getPlatformClassLoader()));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static Set<String> walk(Class<?> type) {
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
