package goloom.conformance;

import static goloom.Go.choose;
import static goloom.Go.go;
import static goloom.Go.onReceive;
import static goloom.Go.range;
import static goloom.Go.seconds;
import static goloom.Go.select;
import static goloom.conformance.Conformance.everySeed;
import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Contexts.SHORT;
import static goloom.conformance.Contexts.VERY_LONG;
import static goloom.conformance.Contexts.done;
import static goloom.conformance.Contexts.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import goloom.CancelContext;
import goloom.Chan;
import goloom.Context;
import goloom.ErrGroup;
import goloom.Insides;
import goloom.Panic;
import goloom.Time;
import goloom.WaitGroup;
import goloom.conformance.Contexts.OwnDone;
import goloom.conformance.Contexts.Wrapped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contexts: cancellation, deadlines, values, and the tree they form. */
class ContextTest {
  private static final String FILE = "src/context/x_test.go";

  private static final Context BACKGROUND = Context.background();

  // The empty ones
  // --------------

  @Test
  @Origin(file = FILE, name = "TestBackground")
  void background_isNeverDoneAndNamesItself() {
    everywhere(() -> {
      open(Context.background(), "background");
      assertThat(Context.background()).hasToString("context.Background");
      assertThat(Context.background().deadline()).isEmpty();
      assertThat(Context.background().value("key")).isNull();
      assertThat(Context.background().cause()).isNull();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTODO")
  void todo_isNeverDoneAndNamesItself() {
    everywhere(() -> {
      open(Context.todo(), "todo");
      assertThat(Context.todo()).hasToString("context.TODO");
    });
  }

  // Cancellation
  // ------------

  @Test
  @Origin(file = FILE, name = "TestWithCancel")
  void cancel_reachesWhatIsBelowAtOnce() {
    everywhere(() -> {
      var first = BACKGROUND.withCancel();
      assertThat(first).hasToString("context.Background.WithCancel");
      var wrapped = new Wrapped(first);
      var second = wrapped.withCancel();
      List<Context> all = List.of(first, wrapped, second);
      all.forEach(each -> open(each, "before"));
      first.cancel();
      all.forEach(each -> done(each, Context.CANCELED, "after"));
      assertThat(Context.CANCELED).hasToString("context canceled");
    });
  }

  @Test
  @Origin(file = FILE, name = "TestParentFinishesChild")
  void cancel_ofTheParent_endsChildrenOfAllKindsAndForgetsThem() {
    everywhere(() -> {
      var parent = BACKGROUND.withCancel();
      var cancelChild = parent.withCancel();
      var valueChild = parent.withValue("key", "value");
      var timerChild = valueChild.withTimeout(VERY_LONG);
      var ran = Chan.<Boolean>make(1);
      Context.afterFunc(parent, () -> ran.send(true));
      List<Context> all = List.of(parent, cancelChild, valueChild, timerChild);
      all.forEach(each -> open(each, "before"));
      assertThat(Insides.children(parent)).isEqualTo(3);
      parent.cancel();
      assertThat(Insides.children(parent)).isZero();
      all.forEach(each -> done(each, Context.CANCELED, "after"));
      done(parent.withValue("key", "value"), Context.CANCELED, "made afterwards");
      ran.receive();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestChildFinishesFirst")
  void cancel_ofTheChild_leavesTheParent() {
    everywhere(() -> {
      for (Context parent : List.of(BACKGROUND, BACKGROUND.withCancel())) {
        var child = parent.withCancel();
        open(parent, "parent");
        open(child, "child");
        if (parent instanceof CancelContext above) {
          assertThat(Insides.children(above)).isEqualTo(1);
        }
        child.cancel();
        if (parent instanceof CancelContext above) {
          assertThat(Insides.children(above)).isZero();
        }
        done(child, Context.CANCELED, "child");
        open(parent, "parent");
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestCancelRemoves")
  void cancelOrStop_ofAChild_takesItOffItsParent() {
    everywhere(() -> {
      var parent = BACKGROUND.withCancel();
      assertThat(Insides.children(parent)).isZero();
      var cancelChild = parent.withCancel();
      assertThat(Insides.children(parent)).isEqualTo(1);
      cancelChild.cancel();
      assertThat(Insides.children(parent)).isZero();
      var timerChild = parent.withTimeout(Duration.ofHours(1));
      assertThat(Insides.children(parent)).isEqualTo(1);
      timerChild.close();
      assertThat(Insides.children(parent)).isZero();
      var registration = Context.afterFunc(parent, () -> {});
      assertThat(Insides.children(parent)).isEqualTo(1);
      assertThat(registration.stop()).isTrue();
      assertThat(Insides.children(parent)).isZero();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestCustomContextGoroutines")
  void contextsOfTheProgramsOwn_needAGoroutineOnlyWithAChannelOfTheirOwn() {
    everywhere(() -> {
      int before = Insides.watchers();
      new OwnDone(BACKGROUND, Chan.make()).withCancel().cancel();
      new OwnDone(BACKGROUND, Chan.make()).withTimeout(VERY_LONG).cancel();
      assertThat(Insides.watchers()).isEqualTo(before + 2);
      try (var first = BACKGROUND.withCancel();
          var second = new Wrapped(first).withCancel();
          var third = second.withTimeout(VERY_LONG);
          var fourth = third.withCancel()) {
        fourth.cancel();
        fourth.withTimeout(VERY_LONG).cancel();
        assertThat(Insides.watchers()).isEqualTo(before + 2);
        // The one inside has another channel, so it may not stand for this one.
        new OwnDone(new Wrapped(first), Chan.make()).withCancel().cancel();
        assertThat(Insides.watchers()).isEqualTo(before + 3);
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestSimultaneousCancels")
  void cancel_ofAllOfATreeAtOnce_endsAll() {
    everywhere(() -> {
      var all = new ArrayList<CancelContext>();
      var queue = new ArrayDeque<CancelContext>();
      queue.add(BACKGROUND.withCancel());
      all.add(queue.peek());
      while (all.size() < 60) {
        var parent = queue.remove();
        for (int _ : range(4)) {
          var child = parent.withCancel();
          all.add(child);
          queue.add(child);
        }
      }
      var wg = new WaitGroup();
      for (CancelContext each : shuffled(all)) {
        wg.go(each::cancel);
      }
      for (CancelContext each : shuffled(all)) {
        each.done().receiveOk();
      }
      wg.await();
    });
  }

  private static <T> List<T> shuffled(List<T> list) {
    List<T> shuffled = new ArrayList<>();
    for (T each : list) {
      shuffled.add(choose(shuffled.size() + 1), each);
    }
    return shuffled;
  }

  @Test
  @Origin(file = FILE, name = "TestInterlockedCancels")
  void cancel_ofTheChildBecauseTheParentIsDone_doesNotLockUp() {
    everywhere(() -> {
      var parent = BACKGROUND.withCancel();
      var child = parent.withCancel();
      go(() -> {
        parent.done().receiveOk();
        child.cancel();
      });
      parent.cancel();
      child.done().receiveOk();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestWithCancelCanceledParent")
  void withCancel_parentIsDone_isDoneAtOnce() {
    everywhere(() -> {
      var why = new IllegalStateException("because");
      var parent = BACKGROUND.withCancelCause();
      parent.cancel(why);
      var child = parent.withCancel();
      done(child, Context.CANCELED, "child");
      assertThat(child.cause()).isSameAs(why);
    });
  }

  @Test
  @Origin(file = FILE, name = "TestWithCancelSimultaneouslyCanceledParent")
  void withCancel_whileTheParentIsCancelled_isDone() {
    everywhere(() -> {
      for (int _ : range(20)) {
        var why = new IllegalStateException("because");
        var parent = BACKGROUND.withCancelCause();
        go(() -> parent.cancel(why));
        var child = parent.withCancel();
        child.done().receiveOk();
        assertThat(child.err()).isSameAs(Context.CANCELED);
        assertThat(child.cause()).isSameAs(why);
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestContextErrDoneRace")
  void err_onceItIsThere_doneIsClosed() {
    everywhere(() -> {
      for (int _ : range(10)) {
        var context = BACKGROUND.withCancel();
        go(context::cancel);
        while (context.err() == null) {
          // err is a scheduling point.
        }
        Look.received(context.done(), "done once there is an err");
      }
    });
  }

  // Deadlines
  // ---------

  private static void timesOut(Context context, String what) {
    var timer = Time.newTimer(seconds(20));
    int chosen = select(onReceive(timer.c()), onReceive(context.done()));
    assertThat(chosen).as("%s: done in time", what).isEqualTo(1);
    assertThat(context.err()).as(what).isSameAs(Context.DEADLINE_EXCEEDED);
    assertThat(context.err()).hasToString("context deadline exceeded");
  }

  @Test
  @Origin(file = FILE, name = "TestDeadline")
  void withDeadline_endsAtTheEarliestOfTheDeadlinesAbove() {
    everywhere(() -> {
      var plain = BACKGROUND.withDeadline(Time.now().plus(SHORT));
      assertThat(plain.toString()).startsWith("context.Background.WithDeadline(");
      timesOut(plain, "plain");
      timesOut(new Wrapped(BACKGROUND.withDeadline(Time.now().plus(SHORT))), "wrapped");
      timesOut(
          new Wrapped(BACKGROUND.withDeadline(Time.now().plus(SHORT)))
              .withDeadline(Time.now().plus(VERY_LONG)),
          "wrapped, below it a later one");
      timesOut(BACKGROUND.withDeadline(Time.now().minus(SHORT)), "in the past");
      timesOut(BACKGROUND.withDeadline(Time.now()), "now");
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTimeout")
  void withTimeout_endsAtTheEarliestOfTheTimeoutsAbove() {
    everywhere(() -> {
      var plain = BACKGROUND.withTimeout(SHORT);
      assertThat(plain.toString()).startsWith("context.Background.WithDeadline(");
      timesOut(plain, "plain");
      timesOut(new Wrapped(BACKGROUND.withTimeout(SHORT)), "wrapped");
      timesOut(
          new Wrapped(BACKGROUND.withTimeout(SHORT)).withTimeout(VERY_LONG),
          "wrapped, below it a later one");
    });
  }

  @Test
  @Origin(file = FILE, name = "TestCanceledTimeout")
  void cancel_beforeTheTimeout_counts() {
    everywhere(() -> {
      var context = new Wrapped(BACKGROUND.withTimeout(seconds(1))).withTimeout(VERY_LONG);
      context.cancel();
      done(context, Context.CANCELED, "cancelled");
    });
  }

  @Test
  void withTimeout_inVirtualTime_endsAtItsDeadline() {
    everySeed(() -> {
      var context = BACKGROUND.withTimeout(seconds(5));
      context.done().receiveOk();
      assertThat(Duration.between(context.deadline().orElseThrow(), Time.now()))
          .isBetween(Duration.ZERO, Duration.ofNanos(100_000));
    });
  }

  @Test
  void toString_withADeadline_tellsItAsGoDoes() {
    everySeed(() -> {
      var deadline = java.time.Instant.parse("2009-11-10T23:00:00Z").plus(Duration.ofMinutes(90));
      assertThat(BACKGROUND.withDeadline(deadline).withCancel().toString())
          .matches(
              "context\\.Background\\.WithDeadline"
                  + "\\(2009-11-11 00:30:00 \\+0000 UTC \\[1h29m59\\.9999\\d*s]\\)\\.WithCancel");
    });
  }

  // Values
  // ------

  private record Key(int n) {
    @Override
    public String toString() {
      return "key" + n;
    }
  }

  private static final class Plain {}

  @Test
  @Origin(file = FILE, name = "TestValues")
  void value_nearestAbove_isFound() {
    everywhere(() -> {
      Key one = new Key(1);
      Key two = new Key(2);
      check(BACKGROUND, null, null);
      var first = BACKGROUND.withValue(one, "a");
      check(first, "a", null);
      assertThat(first).hasToString("context.Background.WithValue(key1, a)");
      var second = first.withValue(two, "b");
      check(second, "a", "b");
      var third = second.withValue(one, null);
      check(third, null, "b");
      assertThat(third)
          .hasToString(
              "context.Background.WithValue(key1, a).WithValue(key2, b).WithValue(key1,"
                  + " <nil>)");
      check(new Wrapped(third), null, "b");
      check(new Wrapped(first).withValue(two, "c"), "a", "c");
      check(second.withCancel().withTimeout(VERY_LONG), "a", "b");
      assertThat(BACKGROUND.withValue(new Plain(), 1).toString())
          .as("no address, which would differ from run to run")
          .isEqualTo("context.Background.WithValue(goloom.conformance.ContextTest$Plain, 1)");
    });
  }

  private static void check(Context context, String one, String two) {
    assertThat(context.value(new Key(1))).as("%s, key 1", context).isEqualTo(one);
    assertThat(context.value(new Key(2))).as("%s, key 2", context).isEqualTo(two);
    assertThat(context.value(new Key(3))).as("%s, key 3", context).isNull();
  }

  @Test
  @Origin(file = FILE, name = "TestWithValueChecksKey")
  void withValue_withoutAKey_panics() {
    assertThatThrownBy(() -> BACKGROUND.withValue(null, "bar"))
        .isInstanceOf(Panic.class)
        .hasToString("nil key");
  }

  @Test
  @Origin(file = FILE, name = "TestInvalidDerivedFail")
  void contextOfNull_panics() {
    assertThatThrownBy(() -> ErrGroup.withContext(null))
        .isInstanceOf(Panic.class)
        .hasToString("cannot create context from nil parent");
  }

  @Test
  @Origin(file = FILE, name = "TestWithoutCancel")
  void withoutCancel_keepsTheValuesAlone() {
    everywhere(() -> {
      var parent = BACKGROUND.withValue("key", "value").withTimeout(VERY_LONG);
      var context = parent.withoutCancel();
      parent.cancel();
      assertThat(context.deadline()).isEmpty();
      open(context, "without cancel");
      assertThat(context.done()).isSameAs(Chan.nil());
      assertThat(context.value("key")).isEqualTo("value");
      assertThat(context.toString()).endsWith(".WithoutCancel");
    });
  }

  // Layers
  // ------

  @Test
  @Origin(file = FILE, name = "TestLayersCancel")
  void manyLayers_oneIsCancelled_theLastIsDone() {
    everywhere(() -> {
      var layers = new Layers(VERY_LONG);
      open(layers.last, "the last");
      layers.cancels.get(choose(layers.cancels.size())).cancel();
      done(layers.last, Context.CANCELED, "the last");
      layers.checkValues();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestLayersTimeout")
  void manyLayers_oneTimesOut_theLastIsDone() {
    everywhere(() -> {
      var layers = new Layers(SHORT);
      timesOut(layers.last, "the last");
      layers.checkValues();
    });
  }

  private static final class Layers {
    final List<CancelContext> cancels = new ArrayList<>();
    private final List<Object> keys = new ArrayList<>();
    Context last = BACKGROUND;

    Layers(Duration timeout) {
      boolean timed = false;
      for (int i = 0; i < 30 || !timed || keys.isEmpty(); i++) {
        switch (choose(3)) {
          case 0 -> {
            Object key = new Object();
            last = last.withValue(key, key);
            keys.add(key);
          }
          case 1 -> last = cancelable(last.withCancel());
          default -> {
            last = cancelable(last.withTimeout(timeout));
            timed = true;
          }
        }
      }
      assertThat(last.toString()).startsWith("context.Background.");
    }

    private CancelContext cancelable(CancelContext context) {
      cancels.add(context);
      return context;
    }

    void checkValues() {
      keys.forEach(key -> assertThat(last.value(key)).isSameAs(key));
    }
  }
}
