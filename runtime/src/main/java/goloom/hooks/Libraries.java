package goloom.hooks;

import goloom.scheduler.Steps;
import java.lang.reflect.Modifier;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * Calls of JDK code that takes a lock of its own. Where that is the receiver's monitor, the
 * goroutine's monitor of the receiver is taken first; where it is hidden inside, the goroutine
 * isn't switched away from meanwhile.
 */
public final class Libraries {

  /** What a class does with locks. */
  private enum Kind {
    NOTHING,
    MONITOR,
    HIDDEN
  }

  private static final ClassValue<Kind> KINDS =
      new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
          if (ConcurrentHashMap.class.isAssignableFrom(type)
              || ConcurrentHashMap.KeySetView.class.isAssignableFrom(type)
              || CopyOnWriteArrayList.class.isAssignableFrom(type)
              || CopyOnWriteArraySet.class.isAssignableFrom(type)) {
            return Kind.HIDDEN;
          }
          for (var method : type.getMethods()) {
            if (Modifier.isSynchronized(method.getModifiers())
                && method.getDeclaringClass().getClassLoader() == null) {
              return Kind.MONITOR;
            }
          }
          return Kind.NOTHING;
        }
      };

  private Libraries() {}

  /** Before a call; gives what {@link #exit} is to be given. */
  public static @Nullable Object enter(@Nullable Object receiver) {
    if (receiver == null || !Run.simulated()) {
      return null; // the call itself throws
    }
    return switch (KINDS.get(receiver.getClass())) {
      case NOTHING -> null;
      case MONITOR -> {
        Monitors.enter(receiver);
        yield receiver;
      }
      case HIDDEN -> {
        Steps.pinned++;
        yield Kind.HIDDEN;
      }
    };
  }

  public static void exit(@Nullable Object entered) {
    if (entered == Kind.HIDDEN) {
      Steps.pinned--;
    } else if (entered != null) {
      Monitors.exit(entered);
    }
  }
}
