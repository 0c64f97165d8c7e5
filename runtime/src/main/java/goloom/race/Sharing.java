package goloom.race;

import java.lang.reflect.Modifier;
import java.util.BitSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;

/** What an object of the JDK's is to those who watch accesses. */
public enum Sharing {
  /** Of no interest: immutable, or it keeps order by monitors that the scheduler knows. */
  NONE,
  /** One variable, which goroutines must take turns at. */
  PLAIN,
  /** It stands for another object, if that is known. */
  VIEW,
  /** The same, many and short-lived. */
  ITERATOR,
  /** It synchronises its callers. */
  SYNC,
  /** The side of a read-write lock that readers take. */
  READ_SIDE,
  /** The side of a read-write lock that writers take. */
  WRITE_SIDE;

  private static final Pattern SAFE =
      Pattern.compile(
          "java\\.util\\.(Vector|Stack|Hashtable|Properties|ImmutableCollections.*"
              + "|Collections\\$(Synchronized|Empty|Singleton|CopiesList).*)");

  /** What stands for the JDK's of that kind. */
  private static final Pattern UNMODIFIABLE = Pattern.compile("goloom\\.hooks\\.Unmodifiable.*");

  private static final Pattern WRAPPER =
      Pattern.compile("java\\.util\\.(Collections\\$(Unmodifiable|Checked).*|ReverseOrder.*)");

  private static final ClassValue<Sharing> KINDS =
      new ClassValue<>() {
        @Override
        protected Sharing computeValue(Class<?> type) {
          return of(type, nearestOfTheJdk(type));
        }
      };

  /** What objects of a class are. */
  public static Sharing of(Class<?> type) {
    return KINDS.get(type);
  }

  private static Class<?> nearestOfTheJdk(Class<?> type) {
    Class<?> nearest = type;
    while (nearest.getClassLoader() != null && nearest.getSuperclass() != null) {
      nearest = nearest.getSuperclass();
    }
    // Our own stand for the JDK's; on the module path of an image they have no loader either.
    while (nearest.getName().startsWith("goloom.") && nearest.getSuperclass() != null) {
      nearest = nearest.getSuperclass();
    }
    return nearest;
  }

  private static Sharing of(Class<?> type, Class<?> ofTheJdk) {
    if (ReentrantReadWriteLock.ReadLock.class.isAssignableFrom(type)) {
      return READ_SIDE;
    }
    if (ReentrantReadWriteLock.WriteLock.class.isAssignableFrom(type)) {
      return WRITE_SIDE;
    }
    if (isConcurrent(type)) {
      return SYNC;
    }
    if (UNMODIFIABLE.matcher(type.getName()).matches()) {
      return NONE;
    }
    var name = ofTheJdk.getName();
    if (name.equals("java.util.Collections$SetFromMap")) {
      return SYNC; // of a concurrent map, mostly
    }
    if (type == StringBuilder.class
        || BitSet.class.isAssignableFrom(type)
        || type == StringJoiner.class) {
      return PLAIN;
    }
    boolean container = Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    if (Iterator.class.isAssignableFrom(ofTheJdk)) {
      return ITERATOR;
    }
    if (WRAPPER.matcher(name).matches()) {
      return VIEW;
    }
    // What extends an abstract collection of the JDK's keeps its elements itself.
    return container
            && name.startsWith("java.util.")
            && !Modifier.isAbstract(ofTheJdk.getModifiers())
            && !SAFE.matcher(name).matches()
        ? PLAIN
        : NONE;
  }

  private static boolean isConcurrent(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (isConcurrent(c.getName())) {
        return true;
      }
      for (Class<?> i : c.getInterfaces()) {
        if (isConcurrent(i.getName())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isConcurrent(String name) {
    return name.startsWith("java.util.concurrent.")
        || name.equals("java.lang.Thread")
        || name.equals("java.lang.invoke.VarHandle");
  }
}
