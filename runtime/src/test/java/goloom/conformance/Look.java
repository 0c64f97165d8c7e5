package goloom.conformance;

import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.select;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.ReceiveChan;

/** Looks at a channel without waiting. */
final class Look {
  private Look() {}

  /** A receive would have to wait. */
  static void blocked(ReceiveChan<?> chan, String what) {
    assertThat(ready(chan)).as(what).isFalse();
  }

  /** A receive need not wait; it is done. */
  static void received(ReceiveChan<?> chan, String what) {
    assertThat(ready(chan)).as(what).isTrue();
  }

  /** Whether a receive, which is then done, need not wait. */
  static boolean ready(ReceiveChan<?> chan) {
    return select(onReceive(chan), onDefault()) == 0;
  }
}
