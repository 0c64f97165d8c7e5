package goloom;

import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.select;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is told when a context is done: a context below it, or a body to run. Go: {@code canceler}
 * and {@code propagateCancel}, {@code src/context/context.go}.
 */
abstract sealed class ContextChild permits CancelContext, AfterFuncChild {
  /** How many goroutines were ever started to watch a context; tests look at it. */
  static final AtomicInteger WATCHERS = new AtomicInteger();

  /** Takes it off the context above. */
  private Context.Registration link = () -> false;

  /** The context above is done, or this one is to end by itself. */
  abstract void parentDone(Throwable err, @Nullable Throwable cause);

  /** Closed when there is nothing left to tell; the nil channel where that never happens. */
  abstract ReceiveChan<Void> ended();

  /** Sees to it that it is told when {@code parent} is done; told at once where that is now. */
  final void watch(Context parent) {
    ReceiveChan<Void> done = parent.done();
    if (Chan.isNil(done)) {
      return;
    }
    if (select(onReceive(done), onDefault()) == 0) {
      tell(parent);
      return;
    }
    CancelContext above = CancelContext.above(parent, done);
    if (above != null) {
      link = above.add(this);
    } else if (parent instanceof Context.AfterFuncer own) {
      link = own.afterFunc(() -> tell(parent));
    } else {
      WATCHERS.incrementAndGet();
      Go.go(() -> select(onReceive(parent.done(), () -> tell(parent)), onReceive(ended())));
    }
  }

  private void tell(Context parent) {
    Throwable err = parent.err();
    parentDone(err == null ? Context.CANCELED : err, parent.cause());
  }

  /** Need not be told any more. */
  final void unwatch() {
    link.stop();
  }
}
