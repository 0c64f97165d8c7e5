package goloom.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What else of the JDK is looked into, by whom {@code java.lang} is opened to: from there a package
 * can be opened. Without it, reports say a little less, and sets are gone through in the JVM's
 * order.
 */
final class Internals {
  private Internals() {}

  private static final @Nullable VarHandle LOCK_OWNER = findLockOwner();

  /** Who holds the lock of the JDK's that a thread waits for; null where nobody is known to. */
  static @Nullable Thread holderOfAwaited(Thread waiting) {
    VarHandle owner = LOCK_OWNER;
    return owner != null
            && LockSupport.getBlocker(waiting) instanceof AbstractOwnableSynchronizer lock
        ? (Thread) owner.get(lock)
        : null;
  }

  private static @Nullable VarHandle findLockOwner() {
    try {
      Class<?> locks = AbstractOwnableSynchronizer.class;
      open(locks.getPackageName());
      return MethodHandles.privateLookupIn(locks, MethodHandles.lookup())
          .findVarHandle(locks, "exclusiveOwnerThread", Thread.class);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /**
   * Fixes the order in which {@code Set.of} and {@code Map.of} are gone through, which each JVM
   * draws anew. True where that worked. To be called early: compiled code has the constants built
   * in.
   */
  static boolean fixOrderOfSets() {
    try {
      Class<?> sets = Class.forName("java.util.ImmutableCollections");
      Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
      open(sets.getPackageName());
      open(type.getPackageName());
      Object unsafe = type.getMethod("getUnsafe").invoke(null);
      Field salt = sets.getDeclaredField("SALT32L");
      type.getMethod("putLong", Object.class, long.class, long.class)
          .invoke(unsafe, base(type, unsafe, salt), offset(type, unsafe, salt), 0L);
      Field reverse = sets.getDeclaredField("REVERSE");
      type.getMethod("putBoolean", Object.class, long.class, boolean.class)
          .invoke(unsafe, base(type, unsafe, reverse), offset(type, unsafe, reverse), false);
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }

  private static Object base(Class<?> type, Object unsafe, Field field)
      throws ReflectiveOperationException {
    return type.getMethod("staticFieldBase", Field.class).invoke(unsafe, field);
  }

  private static Object offset(Class<?> type, Object unsafe, Field field)
      throws ReflectiveOperationException {
    return type.getMethod("staticFieldOffset", Field.class).invoke(unsafe, field);
  }

  private static void open(String packageName) throws ReflectiveOperationException {
    Method open = Module.class.getDeclaredMethod("implAddOpens", String.class, Module.class);
    open.setAccessible(true);
    open.invoke(Object.class.getModule(), packageName, Internals.class.getModule());
  }
}
