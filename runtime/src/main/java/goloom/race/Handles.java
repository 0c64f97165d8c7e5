package goloom.race;

import goloom.race.Accesses.Kind;
import goloom.scheduler.Steps;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Variables that a program uses by handle: {@code VarHandle} and field updaters. What is done
 * atomically races with plain accesses of the same variable, and not with what else is done
 * atomically.
 */
public final class Handles {
  private Handles() {}

  /** What a handle is of. */
  sealed interface Of {}

  /**
   * A field.
   *
   * @param name as other code's accesses call it
   * @param read what rewritten code calls before it reads the field
   * @param write the same before it writes it
   */
  record OfField(String name, Method read, Method write, boolean inClass, boolean isVolatile)
      implements Of {}

  /** Elements of arrays. */
  record OfElements() implements Of {}

  /** A handle has been made, of a field of a class's, or of elements where there is no name. */
  public static void made(@Nullable Object handle, Class<?> type, @Nullable String name) {
    Detector watching = Watch.detector();
    if (watching == null || handle == null) {
      return;
    }
    Of of = name == null ? new OfElements() : field(type, name);
    if (of != null) {
      watching.things.of(handle).handle = of;
    }
  }

  private static @Nullable Of field(Class<?> type, String name) {
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      try {
        var field = owner.getDeclaredField(name);
        boolean inClass = Modifier.isStatic(field.getModifiers());
        Class<?>[] parameters =
            inClass ? new Class<?>[] {int.class} : new Class<?>[] {owner, int.class};
        var read = owner.getDeclaredMethod("goloom$read$" + name, parameters);
        var write = owner.getDeclaredMethod("goloom$write$" + name, parameters);
        read.setAccessible(true);
        write.setAccessible(true);
        return new OfField(
            owner.getName().replace('$', '.') + "." + name,
            read,
            write,
            inClass,
            Modifier.isVolatile(field.getModifiers()));
      } catch (NoSuchFieldException e) {
        // it may be the superclass's
      } catch (NoSuchMethodException e) {
        return null; // a final field, or a class of the JDK's
      }
    }
    return null;
  }

  /** A use follows; others may run before it does. */
  public static void before(@Nullable Object handle, @Nullable Object holder, int index, int op) {
    if (!Watch.off() && handle != null) {
      boolean writes = (op & Op.WRITE) != 0;
      boolean atomic = (op & Op.ATOMIC) != 0;
      Watch.tell(
          holder == null ? handle : holder,
          index,
          Steps.site,
          writes ? atomic ? Kind.SYNC_WRITE : Kind.WRITE : atomic ? Kind.SYNC_READ : Kind.READ);
    }
  }

  /** It has been made; without success nothing was written. */
  public static void after(
      @Nullable Object handle, @Nullable Object holder, int index, boolean success, int op) {
    Detector watching = Watch.detector();
    if (Watch.off() || watching == null || watching.current == null || handle == null) {
      return;
    }
    Thing thing = watching.things.of(handle);
    // Behind an object it is the value.
    int element = thing.handle instanceof OfElements ? index : Accesses.NONE;
    boolean writes = (op & Op.WRITE) != 0 && success;
    boolean atomic = (op & Op.ATOMIC) != 0;
    if (thing.handle instanceof OfField field && field.isVolatile) {
      if (atomic) {
        // The field's own clock orders.
        if ((op & Op.ACQUIRE) != 0) {
          access(field, holder, false);
        }
        if (writes && (op & (Op.RELEASE | Op.CAS)) != 0) {
          access(field, holder, true);
        }
      }
      return;
    }
    if ((op & Op.ACQUIRE) != 0) {
      watching.acquire(thing.clock(element));
    }
    if (atomic) {
      watching.atomically(thing, () -> access(thing.handle, holder, index, writes));
    } else {
      access(thing.handle, holder, index, writes);
    }
    if (writes && (op & (Op.RELEASE | Op.CAS)) != 0) {
      thing.clock(element, watching.merge(thing.clock(element)));
    }
  }

  private static void access(@Nullable Of of, @Nullable Object holder, int index, boolean writes) {
    switch (of) {
      case OfField field -> access(field, holder, writes);
      case OfElements _ -> {
        Watch.silent(() -> {
          if (writes) {
            Watch.writeElement(holder, index, Steps.site);
          } else {
            Watch.readElement(holder, index, Steps.site);
          }
        });
      }
      case null -> {}
    }
  }

  private static void access(OfField field, @Nullable Object holder, boolean writes) {
    Detector watching = Watch.detector();
    if (watching == null) {
      return;
    }
    Method hook = writes ? field.write : field.read;
    watching.field = field.name;
    Watch.silent(() -> {
      try {
        if (field.inClass) {
          hook.invoke(null, Steps.site);
        } else {
          hook.invoke(null, holder, Steps.site);
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    });
    watching.field = null;
  }
}
