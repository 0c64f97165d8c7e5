package goloom.instrument;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which calls of the JDK become calls of ours. The tables name JDK methods and the hook class that
 * has a static method of the same name, and for an instance method with the receiver as one more
 * parameter in front; so a table can't disagree with what it points to.
 */
final class Substitutions {

  /** A static method that takes a JDK method's place. */
  record Target(ClassDesc owner, String name, MethodTypeDesc type) {}

  private record Key(String owner, String name, String descriptor) {}

  /**
   * To be named for a call that names an interface: there the compiler names the interface also for
   * what only Object declares, {@code queue.wait()} among it.
   */
  static final String OBJECT = "java/lang/Object";

  private static final Map<Key, Target> TARGETS = read();

  private Substitutions() {}

  /**
   * What a call becomes, if anything.
   *
   * @param named the class that the call names
   * @param owners as {@link World#libraryOwners} gives them for it
   */
  static Optional<Target> find(String named, List<String> owners, String name, String descriptor) {
    for (var owner : owners) {
      if (owner.equals(OBJECT) && !named.equals(OBJECT)) {
        // The compiler names Object wherever nothing on the way to it declares the method.
        continue;
      }
      var target = TARGETS.get(new Key(owner, name, descriptor));
      if (target != null) {
        return Optional.of(target);
      }
    }
    return Optional.empty();
  }

  private static Map<Key, Target> read() {
    var targets = new HashMap<Key, Target>();
    for (var table : Tables.SUBSTITUTIONS) {
      table
          .lines()
          .filter(row -> !row.isBlank() && !row.startsWith("#"))
          .forEach(row -> readRow(row, targets));
    }
    return Map.copyOf(targets);
  }

  /**
   * One row: {@code owner: method… -> HookClass}, a method being {@code name} or {@code
   * name=hookName}.
   */
  private static void readRow(String row, Map<Key, Target> targets) {
    var sides = row.split("->", -1);
    var left = sides[0].split(":", -1);
    var owner = Library.find(left[0].strip().replace('.', '/'));
    if (owner.isEmpty()) {
      throw new IllegalStateException("a table names an unknown class: " + row);
    }
    var hooks = hookClass(sides[1].strip());
    for (var entry : left[1].strip().split(" +", -1)) {
      var names = entry.split("=", -1);
      int before = targets.size();
      for (var method : owner.get().getMethods()) {
        if (method.getName().equals(names[0])) {
          match(owner.get(), method, hooks, names[names.length - 1], targets);
        }
      }
      if (targets.size() == before) {
        throw new IllegalStateException(
            "a table names a method without counterpart: " + entry + " in " + row);
      }
    }
  }

  private static void match(
      Class<?> owner, Method method, Class<?> hooks, String hookName, Map<Key, Target> targets) {
    var type = type(method);
    boolean isStatic = Modifier.isStatic(method.getModifiers());
    var wanted =
        isStatic ? type : type.insertParameterTypes(0, owner.describeConstable().orElseThrow());
    for (var hook : hooks.getMethods()) {
      if (hook.getName().equals(hookName)
          && Modifier.isStatic(hook.getModifiers())
          && type(hook).equals(wanted)) {
        var key =
            new Key(owner.getName().replace('.', '/'), method.getName(), type.descriptorString());
        targets.put(
            key, new Target(hooks.describeConstable().orElseThrow(), hook.getName(), wanted));
      }
    }
  }

  private static MethodTypeDesc type(Method method) {
    return MethodTypeDesc.ofDescriptor(
        java.lang.invoke.MethodType.methodType(method.getReturnType(), method.getParameterTypes())
            .descriptorString());
  }

  private static Class<?> hookClass(String name) {
    try {
      return Class.forName(
          name.indexOf('.') < 0 ? "goloom.hooks." + name : name,
          false,
          Substitutions.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a table names an unknown hook class: " + name, e);
    }
  }
}
