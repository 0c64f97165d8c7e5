package goloom;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A context that nothing cancels. */
interface NeverDone extends Context {

  @Override
  default ReceiveChan<Void> done() {
    return Chan.nil();
  }

  @Override
  default @Nullable Throwable err() {
    return null;
  }

  @Override
  default Optional<Instant> deadline() {
    return Optional.empty();
  }
}
