package goloom.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Method;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What else of the JDK is looked into, by whom {@code java.lang} is opened to: from there a package
 * can be opened. Without it, reports say a little less.
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

  private static void open(String packageName) throws ReflectiveOperationException {
    Method open = Module.class.getDeclaredMethod("implAddOpens", String.class, Module.class);
    open.setAccessible(true);
    open.invoke(Object.class.getModule(), packageName, Internals.class.getModule());
  }
}
