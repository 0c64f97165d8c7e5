package goloom.instrument;

import java.util.Set;

/**
 * Classes of the JDK whose methods no other goroutine can be seen through: immutable values and
 * pure functions. A call of theirs is no scheduling point.
 */
final class Immutable {

  private static final Set<String> CLASSES =
      Set.of(
          "java/lang/Boolean",
          "java/lang/Byte",
          "java/lang/Character",
          "java/lang/Double",
          "java/lang/Enum",
          "java/lang/Float",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Math",
          "java/lang/Number",
          "java/lang/Object",
          "java/lang/Record",
          "java/lang/Short",
          "java/lang/StrictMath",
          "java/lang/String",
          "java/math/BigDecimal",
          "java/math/BigInteger",
          "java/time/Duration");

  private Immutable() {}

  static boolean contains(String internalName) {
    return CLASSES.contains(internalName);
  }
}
