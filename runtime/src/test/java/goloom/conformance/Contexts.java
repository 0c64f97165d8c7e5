package goloom.conformance;

import static goloom.Go.hours;
import static goloom.Go.millis;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.CancelContext;
import goloom.Chan;
import goloom.Context;
import goloom.Mutex;
import goloom.Once;
import goloom.ReceiveChan;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Contexts as programs may write them, for the tests of the library's own. */
final class Contexts {
  private Contexts() {}

  /** A short time to wait in a test. */
  static final Duration SHORT = millis(1);

  /** Longer than any test runs. */
  static final Duration VERY_LONG = hours(1000);

  static void open(Context context, String what) {
    Look.blocked(context.done(), what + " is not done");
    assertThat(context.err()).as(what).isNull();
  }

  static void done(Context context, Throwable why, String what) {
    Look.received(context.done(), what + " is done");
    assertThat(context.err()).as(what).isSameAs(why);
  }

  /** Around another, and nothing more. */
  static class Wrapped implements Context {
    private final Context inner;

    Wrapped(Context inner) {
      this.inner = inner;
    }

    @Override
    public ReceiveChan<Void> done() {
      return inner.done();
    }

    @Override
    public Throwable err() {
      return inner.err();
    }

    @Override
    public Optional<Instant> deadline() {
      return inner.deadline();
    }

    @Override
    public Object value(Object key) {
      return inner.value(key);
    }
  }

  /** Around another, with a channel of its own. */
  static final class OwnDone extends Wrapped {
    private final Chan<Void> done;

    OwnDone(Context inner, Chan<Void> done) {
      super(inner);
      this.done = done;
    }

    @Override
    public ReceiveChan<Void> done() {
      return done;
    }
  }

  /** Around another, with a cancellation of its own beside the other's. */
  static final class OwnCancel implements Context {
    private final Context parent;
    private final Once once = new Once();
    private final Chan<Void> done = Chan.make();
    private volatile Throwable err;

    OwnCancel(Context parent) {
      this.parent = parent;
      Context.afterFunc(parent, () -> cancel(parent.err()));
    }

    void cancel() {
      cancel(CANCELED);
    }

    private void cancel(Throwable why) {
      once.run(() -> {
        err = why;
        done.close();
      });
    }

    @Override
    public ReceiveChan<Void> done() {
      return done;
    }

    @Override
    public Throwable err() {
      return Look.ready(done) ? err : null;
    }

    @Override
    public Optional<Instant> deadline() {
      return parent.deadline();
    }

    @Override
    public Object value(Object key) {
      return parent.value(key);
    }
  }

  /** With no other inside. */
  static class Own implements Context {
    private final Mutex mutex = new Mutex();
    private final Chan<Void> done = Chan.make();
    private Throwable err;

    /** Cancelled when this is, by itself. */
    CancelContext child;

    void cancel() {
      mutex.lock();
      err = CANCELED;
      done.close();
      CancelContext below = child;
      mutex.unlock();
      if (below != null) {
        below.cancel();
      }
    }

    @Override
    public ReceiveChan<Void> done() {
      return done;
    }

    @Override
    public Throwable err() {
      try (var _ = mutex.locked()) {
        return err;
      }
    }

    @Override
    public Optional<Instant> deadline() {
      return Optional.empty();
    }

    @Override
    public Object value(Object key) {
      return null;
    }
  }

  /** With no other inside, that runs bodies by itself. */
  static final class OwnAfterFunc extends Own implements Context.AfterFuncer {
    private final Mutex mutex = new Mutex();
    private final Map<Object, Block> bodies = new LinkedHashMap<>();

    @Override
    public Registration afterFunc(Block body) {
      Object key = new Object();
      try (var _ = mutex.locked()) {
        bodies.put(key, body);
      }
      return () -> {
        try (var _ = mutex.locked()) {
          return bodies.remove(key) != null;
        }
      };
    }

    int registered() {
      try (var _ = mutex.locked()) {
        return bodies.size();
      }
    }

    @Override
    void cancel() {
      super.cancel();
      try (var _ = mutex.locked()) {
        bodies.values().forEach(goloom.Go::go);
        bodies.clear();
      }
    }
  }
}
