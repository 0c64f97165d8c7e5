package goloom.race;

import goloom.race.Accesses.Kind;
import goloom.scheduler.Steps;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * What rewritten code calls around calls of the JDK's that read, write or synchronise. Where that
 * is, {@link Steps#site} says.
 */
public final class SharedCalls {
  private SharedCalls() {}

  /** A call follows; others may run before it does. */
  public static void before(@Nullable Object receiver, int op) {
    if (Watch.off() || receiver == null) {
      return;
    }
    int site = Steps.site;
    if (receiver.getClass().isArray()) {
      range(receiver, 0, Array.getLength(receiver), op);
      return;
    }
    Watch.tell(receiver, Accesses.NONE, site, kind(receiver, op));
    Detector watching = Watch.detector();
    if (watching != null && watching.current != null) {
      watching.things.before(receiver, op, site);
    }
  }

  private static Kind kind(Object receiver, int op) {
    boolean reads = (op & (Op.WRITE | Op.RELEASE | Op.CAS | Op.TRY | Op.LOCK)) == 0;
    return switch (Sharing.of(receiver.getClass())) {
      case NONE, PLAIN, VIEW, ITERATOR -> reads ? Kind.READ : Kind.WRITE;
      case SYNC, READ_SIDE, WRITE_SIDE -> reads ? Kind.SYNC_READ : Kind.SYNC_WRITE;
    };
  }

  /** A call has returned, or thrown. */
  public static void after(@Nullable Object receiver, int op) {
    if (!Watch.off() && receiver != null) {
      Detector watching = Watch.detector();
      if (watching != null && watching.current != null && !receiver.getClass().isArray()) {
        watching.things.after(receiver, op, Steps.site);
      }
    }
  }

  /** A call has returned whether it succeeded. */
  public static void after(@Nullable Object receiver, boolean success, int op) {
    after(receiver, success ? op : op & ~(Op.TRY | Op.CAS | Op.LOCK));
  }

  /** A call has returned a stamp; 0 is none. */
  public static void after(@Nullable Object receiver, long stamp, int op) {
    after(receiver, stamp != 0, op);
  }

  /** A call has returned an object. */
  public static void after(@Nullable Object receiver, @Nullable Object result, int op) {
    after(receiver, op);
    if ((op & Op.VIEW) != 0 && result != null && receiver != null && !Watch.off()) {
      Detector watching = Watch.detector();
      if (watching != null) {
        watching.things.view(receiver, result, Steps.site);
      }
    }
  }

  /** A call follows that reads the collection it is given. */
  public static void argument(@Nullable Object collection) {
    if (collection != null) {
      before(collection, Op.READ);
    }
  }

  /** A collection or builder was made. */
  public static void made(Object object) {
    if (!Watch.off()) {
      Detector watching = Watch.detector();
      if (watching != null) {
        watching.things.made(object, Steps.site);
      }
    }
  }

  /** A call follows that reads or writes a part of an array. */
  public static void range(@Nullable Object array, int from, int to, int op) {
    if (Watch.off() || array == null || !array.getClass().isArray()) {
      return;
    }
    int site = Steps.site;
    int end = Math.min(to, Array.getLength(array));
    for (int i = Math.max(0, from); i < end; i++) {
      if ((op & Op.WRITE) != 0) {
        Watch.writeElement(array, i, site);
      } else {
        Watch.readElement(array, i, site);
      }
    }
  }

  /** {@code System.arraycopy} follows. */
  public static void copy(
      @Nullable Object from, int fromIndex, @Nullable Object to, int toIndex, int length) {
    range(from, fromIndex, fromIndex + length, Op.READ);
    range(to, toIndex, toIndex + length, Op.WRITE);
  }

  /** For the library: the caller comes before those who acquire the object. */
  public static void release(Object object) {
    Detector watching = Watch.detector();
    if (watching != null) {
      watching.things.release(object);
    }
  }

  /** For the library: the caller comes after those who released the object. */
  public static void acquire(Object object) {
    Detector watching = Watch.detector();
    if (watching != null) {
      watching.things.acquire(object);
    }
  }
}
