package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.goexit;
import static goloom.Go.gosched;
import static goloom.Go.panic;
import static goloom.Go.range;
import static goloom.conformance.Conformance.deadlocksEverywhere;
import static goloom.conformance.Conformance.everywhere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import goloom.Chan;
import goloom.Once;
import goloom.Panic;
import goloom.WaitGroup;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What runs once, and what happens when it panics. */
class OnceTest {
  private static final String ONCE = "src/sync/once_test.go";
  private static final String FUNC = "src/sync/oncefunc_test.go";

  @Test
  @Origin(file = ONCE, name = "TestOnce")
  void run_byTenAtOnce_runsOnceAndAllWaitForIt() {
    everywhere(() -> {
      var once = new Once();
      int[] count = {0};
      var done = Chan.<Boolean>make();
      for (int _ : range(10)) {
        go(() -> {
          once.run(() -> {
            gosched();
            count[0]++;
          });
          assertThat(count[0]).isEqualTo(1);
          done.send(true);
        });
      }
      for (int _ : range(10)) {
        done.receive();
      }
      assertThat(count[0]).isEqualTo(1);
    });
  }

  @Test
  @Origin(file = ONCE, name = "TestOncePanic")
  void run_afterAPanic_doesNotRunAgain() {
    everywhere(() -> {
      var once = new Once();
      assertThatThrownBy(() -> once.run(() -> panic("failed"))).hasToString("failed");
      once.run(() -> panic("run twice"));
    });
  }

  @Test
  void run_checkedException_isThePanicsCause() {
    everywhere(() ->
        assertThatThrownBy(() ->
                new Once()
                    .run(() -> {
                      throw new IOException("disk");
                    }))
            .isInstanceOf(Panic.class)
            .hasCauseInstanceOf(IOException.class));
  }

  @Test
  void run_withinItself_deadlocks() {
    deadlocksEverywhere(() -> {
      var once = new Once();
      once.run(() -> once.run(() -> {}));
    });
  }

  @Test
  @Origin(file = FUNC, name = "TestOnceFunc")
  void func_calledAgain_runsOnce() {
    everywhere(() -> {
      int[] calls = {0};
      Runnable f = Once.func(() -> calls[0]++);
      for (int _ : range(10)) {
        f.run();
      }
      assertThat(calls[0]).isEqualTo(1);
    });
  }

  @Test
  @Origin(file = FUNC, name = "TestOnceValue")
  void value_askedAgain_givesTheFirst() {
    everywhere(() -> {
      int[] calls = {0};
      Supplier<Integer> f = Once.value(() -> ++calls[0]);
      for (int _ : range(10)) {
        assertThat(f.get()).isEqualTo(1);
      }
      assertThat(calls[0]).isEqualTo(1);
      assertThat(Once.<String>value(() -> null).get()).isNull();
    });
  }

  @Test
  @Origin(file = FUNC, name = "TestOnceFuncPanic")
  void func_thatPanics_panicsTheSameEachTime() {
    everywhere(() -> {
      int[] calls = {0};
      panicsTwice(
          Once.func(() -> {
            calls[0]++;
            throw panic("x");
          }));
      assertThat(calls[0]).isEqualTo(1);
    });
  }

  @Test
  @Origin(file = FUNC, name = "TestOnceValuePanic")
  void value_thatPanics_panicsTheSameEachTime() {
    everywhere(() -> {
      int[] calls = {0};
      Supplier<Integer> f =
          Once.value(() -> {
            calls[0]++;
            throw panic("x");
          });
      panicsTwice(f::get);
      assertThat(calls[0]).isEqualTo(1);
    });
  }

  private static void panicsTwice(Runnable f) {
    Throwable first = catchThrowable(f::run);
    assertThat(first).isInstanceOf(Panic.class).hasToString("x");
    assertThat(catchThrowable(f::run)).isSameAs(first);
  }

  @Test
  @Origin(file = FUNC, name = "TestOnceFuncPanicNil")
  void func_thatPanicsWithNull_panicsEachTime() {
    everywhere(() -> {
      Runnable f = Once.func(() -> panic(null));
      for (int _ : range(2)) {
        Throwable thrown = catchThrowable(f::run);
        assertThat(thrown).isInstanceOf(Panic.class);
        assertThat(((Panic) thrown).value()).isNull();
      }
    });
  }

  @Test
  @Origin(file = FUNC, name = "TestOnceFuncGoexit")
  void func_thatEndsItsGoroutine_isNotCalledAgain() {
    everywhere(() -> {
      int[] calls = {0};
      Runnable f =
          Once.func(() -> {
            calls[0]++;
            throw goexit();
          });
      for (int _ : range(2)) {
        var wg = new WaitGroup();
        wg.go(() -> {
          try {
            f.run();
          } catch (Panic p) {
            // Who comes later has nothing to be given.
          }
        });
        wg.await();
      }
      assertThat(calls[0]).isEqualTo(1);
    });
  }

  @Test
  @Origin(file = FUNC, name = "TestOnceFuncPanicTraceback")
  void func_thatPanics_showsWhereIt() {
    everywhere(() -> {
      Throwable thrown = catchThrowable(Once.func(OnceTest::panicsHere)::run);
      assertThat(thrown.getStackTrace())
          .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("panicsHere"));
    });
  }

  private static void panicsHere() {
    panic("x");
  }

  @Test
  @Origin(file = FUNC, name = "TestOnceXGC")
  void funcAndValue_onceCalled_letGoOfWhatTheyWereGiven() {
    letsGo(buffer -> Once.func(() -> buffer[0]++));
    letsGo(buffer ->
        Once.func(() -> {
          buffer[0]++;
          panic("x");
        }));
    letsGo(buffer -> {
      Supplier<Integer> f = Once.value(() -> ++buffer[0]);
      return f::get;
    });
    letsGo(buffer -> {
      Supplier<Integer> f =
          Once.value(() -> {
            throw panic("x" + buffer[0]);
          });
      return f::get;
    });
  }

  private interface Maker {
    Runnable make(int[] buffer);
  }

  private static void letsGo(Maker maker) {
    var calls = new AtomicInteger();
    int[] buffer = new int[1024];
    var reference = new WeakReference<>(buffer);
    Runnable f = maker.make(buffer);
    buffer = new int[0];
    Consumer<Runnable> call =
        run -> {
          catchThrowable(run::run);
          calls.incrementAndGet();
        };
    System.gc();
    assertThat(reference.get()).as("held until it has run").isNotNull();
    call.accept(f);
    Garbage.awaitCleared(reference);
    call.accept(f);
    assertThat(calls).hasValue(2);
    assertThat(buffer).isEmpty();
  }
}
