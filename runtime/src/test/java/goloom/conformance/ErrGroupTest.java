package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.goexit;
import static goloom.Go.micros;
import static goloom.Go.panic;
import static goloom.Go.range;
import static goloom.Go.sleep;
import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Conformance.fewSeedsAndReal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import goloom.Block;
import goloom.Chan;
import goloom.Context;
import goloom.ErrGroup;
import goloom.Panic;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Goroutines that fail together. */
class ErrGroupTest {
  private static final String FILE = "golang.org/x/sync/errgroup/errgroup_test.go";

  private static final RuntimeException ONE = new IllegalStateException("1");
  private static final RuntimeException TWO = new IllegalStateException("2");

  /** What some goroutines end with, null for well, and so what the group ends with. */
  private record Ends(List<RuntimeException> ends, RuntimeException first) {
    static Ends of(RuntimeException first, RuntimeException... ends) {
      return new Ends(Arrays.asList(ends), first);
    }
  }

  private static final List<Ends> ENDS =
      List.of(
          Ends.of(null),
          Ends.of(null, (RuntimeException) null),
          Ends.of(ONE, ONE),
          Ends.of(ONE, ONE, null));

  private static Block ending(RuntimeException end) {
    return () -> {
      if (end != null) {
        throw end;
      }
    };
  }

  @Test
  @Origin(file = FILE, name = "TestZeroGroup")
  void await_afterEachBody_throwsTheFirstFailureSoFar() {
    everywhere(() -> {
      for (List<RuntimeException> ends :
          List.of(List.of(ONE), Arrays.asList(ONE, null), Arrays.asList(ONE, null, TWO))) {
        var group = new ErrGroup();
        for (RuntimeException end : ends) {
          group.go(ending(end));
          assertThat(catchThrowable(group::await)).isSameAs(ONE);
        }
      }
      var group = new ErrGroup();
      group.go(() -> {});
      group.await();
      assertThat(group.context()).isSameAs(Context.background());
    });
  }

  @Test
  @Origin(file = FILE, name = "TestWithContext")
  void await_groupWithAContext_leavesItDone() {
    everywhere(() -> {
      for (Ends each : ENDS) {
        var group = ErrGroup.withContext(Context.background());
        each.ends.forEach(end -> group.go(ending(end)));
        assertThat(catchThrowable(group::await)).isSameAs(each.first);
        Look.received(group.context().done(), "the context is done");
        assertThat(group.context().err()).isSameAs(Context.CANCELED);
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestTryGo")
  void tryGo_limitReached_startsNothing() {
    everywhere(() -> {
      var group = new ErrGroup();
      var ch = Chan.<Boolean>make();
      Block body = () -> ch.send(true);
      group.setLimit(42);
      for (int _ : range(42)) {
        assertThat(group.tryGo(body)).isTrue();
      }
      assertThat(group.tryGo(body)).isFalse();
      go(() -> {
        for (int _ : range(42)) {
          ch.receive();
        }
      });
      group.await();
      assertThat(group.tryGo(body)).isTrue();
      go(ch::receive);
      group.await();
      group.setLimit(1);
      assertThat(group.tryGo(body)).isTrue();
      assertThat(group.tryGo(body)).isFalse();
      go(ch::receive);
      group.await();
      group.setLimit(0);
      for (int _ : range(100)) {
        assertThat(group.tryGo(body)).isFalse();
      }
      group.await();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestGoLimit")
  void go_limitOfTen_neverRunsMoreAtOnce() {
    fewSeedsAndReal(() -> {
      var group = new ErrGroup();
      group.setLimit(10);
      var active = new AtomicInteger();
      for (int _ : range(300)) {
        group.go(() -> {
          assertThat(active.incrementAndGet()).isLessThanOrEqualTo(10);
          sleep(micros(1));
          active.decrementAndGet();
        });
      }
      group.await();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestCancelCause")
  void await_groupWithAContext_tellsItTheFirstFailureAsCause() {
    everywhere(() -> {
      for (Ends each : ENDS) {
        var group = ErrGroup.withContext(Context.background());
        each.ends.forEach(end -> assertThat(group.tryGo(ending(end))).isTrue());
        assertThat(catchThrowable(group::await)).isSameAs(each.first);
        assertThat(group.context().cause())
            .isSameAs(each.first == null ? Context.CANCELED : each.first);
      }
    });
  }

  @Test
  void await_checkedFailure_isThePanicsCause() {
    everywhere(() -> {
      var group = new ErrGroup();
      group.go(() -> {
        throw new IOException("disk full");
      });
      assertThatThrownBy(group::await)
          .isInstanceOf(Panic.class)
          .hasCauseInstanceOf(IOException.class);
    });
  }

  @Test
  void go_firstFailure_stopsTheOthersThroughTheContext() {
    everywhere(() -> {
      var group = ErrGroup.withContext(Context.background());
      for (int _ : range(3)) {
        group.go(() -> group.context().done().receive());
      }
      group.go(() -> panic("one of us failed"));
      group.go(() -> goexit());
      assertThatThrownBy(group::await).hasToString("one of us failed");
    });
  }

  @Test
  void setLimit_whileGoroutinesRun_panics() {
    everywhere(() -> {
      var group = new ErrGroup();
      group.setLimit(2);
      var stop = Chan.<Boolean>make();
      group.go(stop::receive);
      assertThatThrownBy(() -> group.setLimit(3))
          .hasToString("errgroup: modify limit while 1 goroutines in the group are still active");
      stop.close();
      group.await();
    });
  }

  @Test
  void withContext_ofNull_panics() {
    assertThatThrownBy(() -> ErrGroup.withContext(null))
        .isInstanceOf(Panic.class)
        .hasToString("cannot create context from nil parent");
  }
}
