package goloom.hooks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Identity hash codes that follow from the run and not from the JVM: whoever is asked first gets
 * the first number. The program's own classes keep theirs in a field that the rewriter adds; what
 * the JDK makes (arrays, lambdas, …) is looked up in a table.
 */
public final class Identities {

  /** Spreads consecutive numbers over the hash range (the golden ratio, as in Weyl sequences). */
  private static final int SPREAD = 0x9e37_79b9;

  private static final @Nullable VarHandle ENUM_HASH = findEnumHash();

  /** Whether a class leaves {@code hashCode} and {@code toString} to Object. */
  private record Inherits(boolean hash, boolean text) {}

  private static final ClassValue<Inherits> INHERITS =
      new ClassValue<>() {
        @Override
        protected Inherits computeValue(Class<?> type) {
          return new Inherits(fromObject(type, "hashCode"), fromObject(type, "toString"));
        }
      };

  /** A class, or the one of the JDK's that it stands for. */
  private static final ClassValue<Class<?>> SHOWN =
      new ClassValue<>() {
        @Override
        protected Class<?> computeValue(Class<?> type) {
          Class<?> shown = type == PlainObject.class ? Object.class : type;
          while (shown.getName().startsWith("goloom.hooks.")
              && shown.getSuperclass() != null
              && shown.getSuperclass() != Object.class) {
            shown = shown.getSuperclass();
          }
          return shown;
        }
      };

  private Identities() {}

  /** The next hash code; never 0. */
  public static int next() {
    int hash;
    do {
      hash = (Run.state().nextIdentity() * SPREAD) >>> 1;
    } while (hash == 0);
    return hash;
  }

  public static int identityHashCode(@Nullable Object object) {
    if (object == null) {
      return 0;
    }
    if (!Run.simulated()) {
      return System.identityHashCode(object);
    }
    if (object instanceof Identified identified) {
      return identified.goloom$identity();
    }
    return object instanceof Enum<?> constant
        ? constant.hashCode()
        : Run.state().identities().of(object);
  }

  /** Object's {@code hashCode}, called on anything. */
  public static int hashCode(@Nullable Object object) {
    if (object == null) {
      throw new NullPointerException();
    }
    return INHERITS.get(object.getClass()).hash() ? identityHashCode(object) : object.hashCode();
  }

  /** Object's {@code toString}, called on anything. */
  public static String toString(Object object) {
    if (INHERITS.get(object.getClass()).text()) {
      return getClass(object).getName() + "@" + Integer.toHexString(hashCode(object));
    }
    var text = object.toString();
    return text.indexOf('@') > 0 ? withOurs(object, text) : text;
  }

  /** Locks, pools and futures of the JDK's put Object's words in front of their own. */
  private static String withOurs(Object object, String text) {
    var jvms =
        object.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(object));
    return text.startsWith(jvms) ? toIdentityString(object) + text.substring(jvms.length()) : text;
  }

  /** {@code Object.getClass}: what a program calls by its JDK's name looks like that. */
  public static Class<?> getClass(Object object) {
    return SHOWN.get(object.getClass());
  }

  /** {@code Objects.hashCode}. */
  public static int hashCodeOrZero(@Nullable Object object) {
    return object == null ? 0 : hashCode(object);
  }

  public static String toIdentityString(Object object) {
    Objects.requireNonNull(object);
    return getClass(object).getName() + "@" + Integer.toHexString(identityHashCode(object));
  }

  /** Fixes the hash code of an enum constant under construction: it follows from its name. */
  public static void enumConstant(Enum<?> constant) {
    var field = ENUM_HASH;
    if (field != null) {
      int hash = (constant.name().hashCode() * SPREAD) >>> 1;
      field.set(constant, hash == 0 ? 1 : hash);
    }
  }

  private static boolean fromObject(Class<?> type, String method) {
    try {
      return type.getMethod(method).getDeclaringClass() == Object.class;
    } catch (NoSuchMethodException e) {
      return true;
    }
  }

  private static @Nullable VarHandle findEnumHash() {
    try {
      return MethodHandles.privateLookupIn(Enum.class, MethodHandles.lookup())
          .findVarHandle(Enum.class, "hash", int.class);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
