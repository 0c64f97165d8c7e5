package goloom.instrument;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which constructions of the JDK's classes become others: see {@link Tables}. */
final class Constructions {

  /**
   * A constructor that gets one more argument.
   *
   * @param argument the hook that gives it, by a static method without parameters
   * @param type the constructor with that argument
   * @param factory the hook that stands for a reference to the constructor
   */
  record Extra(Hook argument, MethodTypeDesc type, Hook factory) {}

  /** A static method of a hook class. */
  record Hook(ClassDesc owner, String name, MethodTypeDesc type) {}

  private static final String HOOKS = "goloom.hooks.";

  private static final Map<String, Extra> EXTRAS = readExtras();
  private static final Map<String, String> STAND_INS = readStandIns();

  private Constructions() {}

  /** The argument that a constructor gets, by its class and descriptor. */
  static Optional<Extra> extra(String owner, String descriptor) {
    return Optional.ofNullable(EXTRAS.get(owner + descriptor));
  }

  /**
   * The internal name of the class of ours that is made and extended instead of one of the JDK's.
   */
  static Optional<String> standIn(String owner) {
    return Optional.ofNullable(STAND_INS.get(owner));
  }

  /** Rows {@code class: argument type -> HookClass argumentMethod factoryMethod}. */
  private static Map<String, Extra> readExtras() {
    var extras = new HashMap<String, Extra>();
    for (var row : Tables.EXTRA_ARGUMENTS.lines().toList()) {
      var words = row.strip().replace(":", "").split(" +", -1);
      var made = ClassDesc.of(words[0]);
      var argument = ClassDesc.ofDescriptor(words[1]);
      var hooks = ClassDesc.of(HOOKS + words[3]);
      extras.put(
          words[0].replace('.', '/') + "()V",
          new Extra(
              new Hook(hooks, words[4], MethodTypeDesc.of(argument)),
              MethodTypeDesc.of(ClassDesc.ofDescriptor("V"), argument),
              new Hook(hooks, words[5], MethodTypeDesc.of(made))));
    }
    return Map.copyOf(extras);
  }

  /** Rows {@code class -> HookClass}. */
  private static Map<String, String> readStandIns() {
    var standIns = new HashMap<String, String>();
    for (var row : Tables.STAND_INS.lines().toList()) {
      var sides = row.split("->", -1);
      standIns.put(
          sides[0].strip().replace('.', '/'), (HOOKS + sides[1].strip()).replace('.', '/'));
    }
    return Map.copyOf(standIns);
  }
}
