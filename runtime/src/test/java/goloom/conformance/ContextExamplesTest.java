package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.millis;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.range;
import static goloom.Go.seconds;
import static goloom.Go.select;
import static goloom.conformance.Conformance.everywhere;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Chan;
import goloom.Cond;
import goloom.Context;
import goloom.Mutex;
import goloom.ReceiveChan;
import goloom.Time;
import goloom.WaitGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What contexts are for, in small programs. */
class ContextExamplesTest {
  private static final String FILE = "src/context/example_test.go";

  @Test
  @Origin(file = FILE, name = "ExampleWithCancel")
  void withCancel_readerHasEnough_endsTheGenerator() {
    everywhere(() -> {
      var ended = Chan.<Boolean>make();
      var numbers = Chan.<Integer>make();
      List<Integer> read = new ArrayList<>();
      try (var context = Context.background().withCancel()) {
        go(() -> {
          boolean[] enough = {false};
          for (int n = 1; !enough[0]; n++) {
            select(onReceive(context.done(), () -> enough[0] = true), onSend(numbers, n));
          }
          ended.close();
        });
        for (int n : numbers) {
          read.add(n);
          if (n == 5) {
            break;
          }
        }
      }
      ended.receive();
      assertThat(read).containsExactly(1, 2, 3, 4, 5);
    });
  }

  @Test
  @Origin(file = FILE, name = "ExampleWithDeadline")
  void withDeadline_workTakesLonger_isToldTo() {
    everywhere(() -> {
      try (var context = Context.background().withDeadline(Time.now().plus(millis(1)))) {
        assertThat(stopped(context, Chan.nil())).isEqualTo("context deadline exceeded");
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "ExampleWithTimeout")
  void withTimeout_workTakesLonger_isToldTo() {
    everywhere(() -> {
      try (var context = Context.background().withTimeout(millis(1))) {
        assertThat(stopped(context, Time.after(seconds(60))))
            .isEqualTo("context deadline exceeded");
      }
    });
  }

  private static String stopped(Context context, ReceiveChan<?> ready) {
    int chosen = select(onReceive(ready), onReceive(context.done()));
    return chosen == 0 ? "ready" : String.valueOf(context.err());
  }

  private record Favourite(String what) {}

  @Test
  @Origin(file = FILE, name = "ExampleWithValue")
  void withValue_ofAKeyOfItsOwnType_isFoundByIt() {
    var context = Context.background().withValue(new Favourite("language"), "Go");
    assertThat(context.value(new Favourite("language"))).isEqualTo("Go");
    assertThat(context.value(new Favourite("color"))).isNull();
    assertThat(context.value("language")).isNull();
  }

  @Test
  @Origin(file = FILE, name = "ExampleAfterFunc_cond")
  void afterFunc_waitersOnACondition_areWokenWhenTheirContextIsDone() {
    everywhere(() -> {
      var cond = new Cond(new Mutex());
      var wg = new WaitGroup();
      for (int _ : range(4)) {
        wg.go(() -> {
          try (var context = Context.background().withTimeout(millis(1))) {
            cond.locker().lock();
            Throwable why = await(context, cond, () -> false);
            cond.locker().unlock();
            assertThat(why).isSameAs(Context.DEADLINE_EXCEEDED);
          }
        });
      }
      wg.await();
    });
  }

  /** Waits for a condition or for the context; the locker is held. */
  private static Throwable await(Context context, Cond cond, BooleanSupplier met) {
    var registration =
        Context.afterFunc(
            context,
            () -> {
              // Without the lock, this could come between a waiter's look and its wait.
              cond.locker().lock();
              cond.broadcast();
              cond.locker().unlock();
            });
    try {
      while (!met.getAsBoolean()) {
        cond.await();
        if (context.err() != null) {
          return context.err();
        }
      }
      return null;
    } finally {
      registration.stop();
    }
  }

  @Test
  @Origin(file = FILE, name = "ExampleAfterFunc_merge")
  void afterFunc_twoContextsMerged_endByEither() {
    everywhere(() -> {
      var first = Context.background().withCancelCause();
      var second = Context.background().withCancelCause();
      var merged = first.withCancelCause();
      var registration = Context.afterFunc(second, () -> merged.cancel(second.cause()));
      var why = new IllegalStateException("the second is cancelled");
      second.cancel(why);
      merged.done().receiveOk();
      assertThat(merged.cause()).isSameAs(why);
      assertThat(registration.stop()).isFalse();
    });
  }
}
