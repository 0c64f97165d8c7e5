package goloom;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A body that runs once a context is done. Go: {@code afterFuncCtx}. */
final class AfterFuncChild extends ContextChild implements Context.Registration {
  private final Block body;
  private final Chan<Void> ended = Chan.make();

  /** Set by the first of the two that could happen: the body is started, or it is given up. */
  private final AtomicBoolean decided = new AtomicBoolean();

  AfterFuncChild(Block body) {
    this.body = body;
  }

  @Override
  void parentDone(Throwable err, @Nullable Throwable cause) {
    if (decided.compareAndSet(false, true)) {
      ended.close();
      Go.go(body);
    }
  }

  @Override
  ReceiveChan<Void> ended() {
    return ended;
  }

  @Override
  public boolean stop() {
    if (!decided.compareAndSet(false, true)) {
      return false;
    }
    ended.close();
    unwatch();
    return true;
  }
}
