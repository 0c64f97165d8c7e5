package goloom.race;

import goloom.race.Accesses.Kind;
import goloom.scheduler.Steps;
import java.lang.reflect.Array;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What rewritten code calls around calls of the JDK's that read, write or synchronise. Where that
 * is, {@link Steps#site} says.
 */
@SuppressWarnings("overloads") // Rewritten code tells them apart by their types.
public final class SharedCalls {
  private SharedCalls() {}

  /** Which element of an array of atomics the call is about; −1 for none. */
  private static int element = Accesses.NONE;

  /** On whom the latest call is: what runs code of the program's runs it at once. */
  private static @Nullable Object latest;

  /** The next call is about one element of an array of atomics. */
  public static void element(int index) {
    element = index;
  }

  /** A call follows; others may run before it does. */
  public static void before(@Nullable Object receiver, int op) {
    int index = element;
    element = Accesses.NONE;
    if (Watch.off() || receiver == null) {
      return;
    }
    int site = Steps.site;
    if (receiver.getClass().isArray()) {
      range(receiver, 0, Array.getLength(receiver), op);
      return;
    }
    Watch.tell(receiver, index, site, kind(receiver, op));
    latest = receiver;
    Detector watching = Watch.detector();
    if (watching != null && watching.current != null) {
      watching.things.before(receiver, index, op, site);
    }
  }

  private static Kind kind(Object receiver, int op) {
    boolean reads =
        (op & (Op.WRITE | Op.RELEASE | Op.CAS | Op.TRY | Op.LOCK | Op.BARRIER | Op.SUBMIT)) == 0;
    if (receiver instanceof Semaphore || receiver instanceof CompletionService) {
      return Kind.SYNC_WRITE; // to acquire there is to take
    }
    return switch (Sharing.of(receiver.getClass())) {
      case NONE, PLAIN, VIEW, ITERATOR -> reads ? Kind.READ : Kind.WRITE;
      case SYNC, READ_SIDE, WRITE_SIDE -> reads ? Kind.SYNC_READ : Kind.SYNC_WRITE;
    };
  }

  /** A call has returned. */
  public static void after(@Nullable Object receiver, int op) {
    int index = element;
    element = Accesses.NONE;
    if (!Watch.off() && receiver != null) {
      Detector watching = Watch.detector();
      if (watching != null && watching.current != null && !receiver.getClass().isArray()) {
        watching.things.after(receiver, index, op, Steps.site);
      }
    }
  }

  /** A call has thrown: an interrupt comes after who interrupted. */
  public static void thrown(@Nullable Object receiver, int op) {
    after(receiver, op);
    interrupted();
  }

  /** The caller comes after those who interrupted it. */
  public static void interrupted() {
    Detector watching = Watch.detector();
    if (watching != null && watching.current != null) {
      watching.things.acquire(Thread.currentThread());
    }
  }

  /** A barrier's wait has returned how many were still to come. */
  public static void after(@Nullable Object receiver, int missing, int op) {
    Detector watching = Watch.detector();
    if (missing == 0 && receiver != null && !Watch.off() && watching != null) {
      watching.things.trips(receiver);
    } else {
      after(receiver, op);
    }
  }

  /** What a barrier runs when all have come. */
  public static Runnable action(Runnable body) {
    return () -> {
      Object barrier = latest;
      if (barrier == null || Watch.off()) {
        body.run();
        return;
      }
      acquire(barrier);
      body.run();
      release(barrier);
    };
  }

  /** A task that is handed to something whose results are ordered after the task. */
  public static @Nullable Runnable task(@Nullable Runnable body, Object to) {
    return body == null || Watch.off()
        ? body
        : () -> {
          acquire(to);
          try {
            body.run();
          } finally {
            ends(to);
            release(to);
          }
        };
  }

  /** A task that is handed to something whose results are ordered after the task. */
  public static <T> @Nullable Callable<T> task(@Nullable Callable<T> body, Object to) {
    return body == null || Watch.off()
        ? body
        : () -> {
          acquire(to);
          try {
            return body.call();
          } finally {
            ends(to);
            release(to);
          }
        };
  }

  /** Who hears of what a publisher was given. */
  public static <T> Flow.@Nullable Subscriber<T> task(
      Flow.@Nullable Subscriber<T> subscriber, Object to) {
    return subscriber == null || Watch.off() ? subscriber : new Subscribed<>(subscriber, to);
  }

  private record Subscribed<T>(Flow.Subscriber<T> subscriber, Object to)
      implements Flow.Subscriber<T> {
    private void inOrder(Runnable body) {
      acquire(to);
      try {
        body.run();
      } finally {
        release(to);
      }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      inOrder(() -> subscriber.onSubscribe(subscription));
    }

    @Override
    public void onNext(T item) {
      inOrder(() -> subscriber.onNext(item));
    }

    @Override
    public void onError(Throwable thrown) {
      inOrder(() -> subscriber.onError(thrown));
    }

    @Override
    public void onComplete() {
      inOrder(subscriber::onComplete);
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
    if (collection != null && !Watch.off() && isPlain(collection)) {
      before(collection, Op.READ);
    }
  }

  private static boolean isPlain(Object object) {
    return object instanceof char[]
        || object instanceof byte[]
        || Sharing.of(object.getClass()) == Sharing.PLAIN;
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

  /** For the library: what the caller does next others will see; a task or a thread is done. */
  public static void ends(Object task) {
    Watch.inJdk(task, Kind.SYNC_WRITE);
  }

  /** For the library: the caller is about to look whether others did something. */
  public static void looks(Object thread) {
    Watch.inJdk(thread, Kind.SYNC_READ);
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
