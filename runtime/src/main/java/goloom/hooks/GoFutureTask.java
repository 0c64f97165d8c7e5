package goloom.hooks;

import goloom.race.SharedCalls;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Stands for {@code FutureTask}: what it did comes before who finds it done. */
public class GoFutureTask<V extends @Nullable Object> extends FutureTask<V> {

  public GoFutureTask(Callable<V> body) {
    super(body);
  }

  public GoFutureTask(Runnable body, V result) {
    super(body, result);
  }

  @Override
  protected void set(V value) {
    SharedCalls.ends(this);
    SharedCalls.release(this);
    super.set(value);
  }

  @Override
  protected void setException(Throwable thrown) {
    SharedCalls.ends(this);
    SharedCalls.release(this);
    super.setException(thrown);
  }
}
