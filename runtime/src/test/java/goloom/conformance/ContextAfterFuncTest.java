package goloom.conformance;

import static goloom.Go.onReceive;
import static goloom.Go.seconds;
import static goloom.Go.select;
import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Contexts.SHORT;
import static goloom.conformance.Contexts.VERY_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Chan;
import goloom.Context;
import goloom.Time;
import goloom.conformance.Contexts.OwnAfterFunc;
import org.junit.jupiter.api.Test;

/** Bodies that run once a context is done. */
class ContextAfterFuncTest {
  private static final String FILE = "src/context/x_test.go";
  private static final String OWN = "src/context/afterfunc_test.go";

  private static final Context BACKGROUND = Context.background();

  private static void runs(Chan<Void> done) {
    int chosen = select(onReceive(done), onReceive(Time.after(seconds(20))));
    assertThat(chosen).as("the body has run").isZero();
  }

  private static void doesNotRun(Chan<Void> done) {
    int chosen = select(onReceive(done), onReceive(Time.after(SHORT)));
    assertThat(chosen).as("the body has not run").isEqualTo(1);
  }

  @Test
  @Origin(file = FILE, name = "TestAfterFuncCalledAfterCancel")
  void afterFunc_cancelled_runs() {
    everywhere(() -> {
      var context = BACKGROUND.withCancel();
      var done = Chan.<Void>make();
      var registration = Context.afterFunc(context, done::close);
      doesNotRun(done);
      context.cancel();
      runs(done);
      assertThat(registration.stop()).isFalse();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestAfterFuncCalledAfterTimeout")
  void afterFunc_timedOut_runs() {
    everywhere(() -> {
      try (var context = BACKGROUND.withTimeout(SHORT)) {
        var done = Chan.<Void>make();
        Context.afterFunc(context, done::close);
        runs(done);
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestAfterFuncCalledImmediately")
  void afterFunc_alreadyCancelled_runsAtOnce() {
    everywhere(() -> {
      var context = BACKGROUND.withCancel();
      context.cancel();
      var done = Chan.<Void>make();
      Context.afterFunc(context, done::close);
      runs(done);
    });
  }

  @Test
  @Origin(file = FILE, name = "TestAfterFuncNotCalledAfterStop")
  void stop_beforeCancel_keepsItFromRunning() {
    everywhere(() -> {
      var context = BACKGROUND.withCancel();
      var done = Chan.<Void>make();
      var registration = Context.afterFunc(context, done::close);
      assertThat(registration.stop()).isTrue();
      context.cancel();
      doesNotRun(done);
      assertThat(registration.stop()).isFalse();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestAfterFuncCalledAsynchronously")
  void cancel_bodyThatWaits_doesNotWaitForIt() {
    everywhere(() -> {
      var context = BACKGROUND.withCancel();
      var ch = Chan.<Void>make();
      var registration = Context.afterFunc(context, () -> ch.send(null));
      context.cancel();
      runs(ch);
      assertThat(registration.stop()).isFalse();
    });
  }

  // Contexts that run bodies by themselves
  // --------------------------------------

  @Test
  @Origin(file = OWN, name = "TestCustomContextAfterFuncCancel")
  void ownContext_cancelled_endsWhatIsBelow() {
    everywhere(() -> {
      var own = new OwnAfterFunc();
      try (var below = own.withCancel()) {
        own.cancel();
        below.done().receiveOk();
      }
    });
  }

  @Test
  @Origin(file = OWN, name = "TestCustomContextAfterFuncTimeout")
  void ownContext_cancelled_endsWhatHasATimeout() {
    everywhere(() -> {
      var own = new OwnAfterFunc();
      try (var below = own.withTimeout(VERY_LONG)) {
        own.cancel();
        below.done().receiveOk();
      }
    });
  }

  @Test
  @Origin(file = OWN, name = "TestCustomContextAfterFuncAfterFunc")
  void ownContext_cancelled_runsBodies() {
    everywhere(() -> {
      var own = new OwnAfterFunc();
      var done = Chan.<Void>make();
      Context.afterFunc(own, done::close);
      own.cancel();
      done.receiveOk();
    });
  }

  @Test
  @Origin(file = OWN, name = "TestCustomContextAfterFuncUnregisterCancel")
  void cancel_belowAnOwnContext_unregisters() {
    everywhere(() -> {
      var own = new OwnAfterFunc();
      var first = own.withCancel();
      var second = own.withCancel();
      assertThat(own.registered()).isEqualTo(2);
      first.cancel();
      second.cancel();
      assertThat(own.registered()).isZero();
    });
  }

  @Test
  @Origin(file = OWN, name = "TestCustomContextAfterFuncUnregisterTimeout")
  void cancel_ofATimeoutBelowAnOwnContext_unregisters() {
    everywhere(() -> {
      var own = new OwnAfterFunc();
      var below = own.withTimeout(VERY_LONG);
      assertThat(own.registered()).isEqualTo(1);
      below.cancel();
      assertThat(own.registered()).isZero();
    });
  }

  @Test
  @Origin(file = OWN, name = "TestCustomContextAfterFuncUnregisterAfterFunc")
  void stop_belowAnOwnContext_unregisters() {
    everywhere(() -> {
      var own = new OwnAfterFunc();
      var registration = Context.afterFunc(own, () -> {});
      assertThat(own.registered()).isEqualTo(1);
      assertThat(registration.stop()).isTrue();
      assertThat(own.registered()).isZero();
    });
  }
}
