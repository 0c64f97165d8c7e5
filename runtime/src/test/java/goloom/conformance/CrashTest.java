package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.goexit;
import static goloom.Go.gosched;
import static goloom.Go.hours;
import static goloom.Go.millis;
import static goloom.Go.panic;
import static goloom.Go.range;
import static goloom.Go.select;
import static goloom.Go.sleep;
import static goloom.conformance.Conformance.deadlocksEverywhere;
import static goloom.conformance.Conformance.endsEverywhere;
import static goloom.conformance.Conformance.everySeedEnds;
import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Conformance.panicsEverywhere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import goloom.Block;
import goloom.Chan;
import goloom.Defer;
import goloom.Go;
import goloom.Panic;
import goloom.Time;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How programs end: deadlocks, panics, Goexit, and what is said of them. */
class CrashTest {
  private static final String FILE = "src/runtime/crash_test.go";
  private static final String NO_GOROUTINES =
      "fatal error: no goroutines (main called runtime.Goexit) - deadlock!";

  private static void endsWithoutGoroutines(Block body) {
    endsEverywhere("deadlock", NO_GOROUTINES, body);
  }

  private static void reportStarts(String text, Block body) {
    everySeedEnds(
        body,
        result -> {
          assertThat(result.code()).isEqualTo(2);
          assertThat(result.reports().getFirst()).startsWith(text);
        });
  }

  // Deadlocks
  // ---------

  @Test
  @Origin(file = FILE, name = "TestSimpleDeadlock")
  void emptySelect_inMain_isADeadlock() {
    deadlocksEverywhere(() -> select());
    reportStarts(
        "fatal error: all goroutines are asleep - deadlock!\n\n"
            + "goroutine 1 [select (no cases)]:\n",
        () -> select());
  }

  @Test
  @Origin(file = FILE, name = "TestGoexitDeadlock")
  void goexit_ofMain_endsTheProgramWhenTheOthersHaveEnded() {
    endsWithoutGoroutines(() -> {
      go(() -> {});
      go(() -> {});
      goexit();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestGoexitCrash")
  void goexit_ofMain_waitsForASleeper() {
    endsWithoutGoroutines(() -> {
      go(() -> sleep(millis(1)));
      goexit();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestNetpollDeadlock")
  void mainThatWaits_forAGoroutineInABlockingCall_isNoDeadlock() {
    everywhere(() -> {
      var done = Chan.<Integer>make();
      go(() -> done.send(Go.blocking(() -> 7)));
      assertThat(done.receive()).isEqualTo(7);
    });
  }

  // Panics
  // ------

  private static int endless(int n) {
    return endless(n + 1) + 1;
  }

  @Test
  @Origin(file = FILE, name = "TestStackOverflow")
  void recursion_withoutEnd_isAPanic() {
    panicsEverywhere("java.lang.StackOverflowError", () -> endless(0));
  }

  @Test
  @Origin(file = FILE, name = "TestRecursivePanic")
  void panicThatWrapsAnother_isRecovered_andTheNextEndsTheProgram() {
    panicsEverywhere(
        "again",
        () -> {
          assertThatThrownBy(
                  () -> {
                    try {
                      panic("bad");
                    } catch (Panic p) {
                      panic("wrap: " + p.getMessage());
                    }
                  })
              .hasToString("wrap: bad");
          panic("again");
        });
  }

  @Test
  @Origin(file = FILE, name = "TestRecursivePanic2")
  void panicInADeferredCall_afterARecoveredOne_unwindsFurther() {
    panicsEverywhere(
        "third",
        () -> {
          List<String> recovered = new ArrayList<>();
          try (var d = new Defer()) {
            d.call(() -> panic("second"));
            try {
              panic("first");
            } catch (Panic p) {
              recovered.add(p.getMessage());
            }
          } catch (Panic p) {
            recovered.add(p.getMessage());
          }
          assertThat(recovered).containsExactly("first", "second");
          panic("third");
        });
  }

  @Test
  @Origin(file = FILE, name = "TestRecursivePanic3")
  void panicRecoveredInADeferredCall_leavesTheFirstOne() {
    panicsEverywhere(
        "first",
        () -> {
          try (var d = new Defer()) {
            d.call(() -> {
              try {
                panic("second");
              } catch (Panic p) {
                assertThat(p).hasMessage("second");
              }
            });
            panic("first");
          }
        });
  }

  @Test
  @Origin(file = FILE, name = "TestRecursivePanic5")
  void deferredCalls_allRun_throughRecoveredPanics() {
    panicsEverywhere(
        "third",
        () -> {
          List<String> order = new ArrayList<>();
          try (var outer = new Defer()) {
            outer.call(() -> order.add("outer"));
            try (var inner = new Defer()) {
              inner.call(() -> order.add("inner 1"));
              inner.call(() -> panic("second"));
              inner.call(() -> order.add("inner 3"));
            } catch (Panic p) {
              order.add(p.getMessage());
            }
          }
          assertThat(order).containsExactly("inner 3", "inner 1", "second", "outer");
          panic("third");
        });
  }

  @Test
  @Origin(file = FILE, name = "TestDoublePanic")
  void panicInADeferredCall_whilePanicking_isReportedToo() {
    reportStarts(
        "panic: XXX\n\tpanic: YYY\n\ngoroutine 1 [running]:\n",
        () -> {
          try (var d = new Defer()) {
            d.call(() -> panic("YYY"));
            panic("XXX");
          }
        });
  }

  @Test
  @Origin(file = FILE, name = "TestDoublePanicWithSameValue")
  void panicTwice_withOneValue_isReported() {
    String value = "message";
    reportStarts(
        "panic: message\n",
        () -> {
          try (var d = new Defer()) {
            d.call(() -> panic(value));
            panic(value);
          }
        });
  }

  private static void outer() {
    try (var d = new Defer()) {
      d.call(() -> panic("panic in outer"));
      inner();
    }
  }

  private static void inner() {
    try (var d = new Defer()) {
      d.call(() -> panic("panic in inner"));
      panic("hello");
    }
  }

  @Test
  @Origin(file = FILE, name = "TestPanicTraceback")
  void panicsOfSeveralFrames_areListedInOrder_withTheStackOfTheFirst() {
    everySeedEnds(
        CrashTest::outer,
        result -> {
          String report = result.reports().getFirst();
          assertThat(report)
              .startsWith("panic: hello\n\tpanic: panic in inner\n\tpanic: panic in outer\n\n")
              .containsSubsequence("inner(", "outer(");
        });
  }

  @Test
  @Origin(file = FILE, name = "TestMainGoroutineID")
  void panic_inMain_namesGoroutineOne() {
    reportStarts("panic: test\n\ngoroutine 1 [running]:\n", () -> panic("test"));
  }

  @Test
  void panicValue_thatIsAnException_isToldOnce_andThenItsCause() {
    reportStarts(
        "panic: java.lang.IllegalStateException: why\n\ngoroutine 1",
        () -> panic(new IllegalStateException("why")));
    reportStarts(
        "panic: java.lang.IllegalStateException: why\n\tcaused by: java.lang.Error: deep\n\n",
        () -> panic(new IllegalStateException("why", new Error("deep"))));
  }

  @Test
  @Origin(file = FILE, name = "TestNoHelperGoroutines")
  void report_ofAPanic_showsNoGoroutineOfTheLibrarys() {
    everySeedEnds(
        () -> {
          Time.afterFunc(hours(1), () -> {});
          assertThat(Go.numGoroutine()).isEqualTo(1);
          panic("oops");
        },
        result -> assertThat(String.join("\n", result.reports())).containsOnlyOnce("\ngoroutine "));
  }

  @Test
  @Origin(file = FILE, name = "TestRuntimePanic")
  void exceptionOutOfTheJdk_endsTheProgram_atTheLineThatCalled() {
    everySeedEnds(
        () -> List.of().getFirst(),
        result -> {
          assertThat(result.status()).isEqualTo("panic");
          assertThat(result.code()).isEqualTo(2);
          assertThat(result.reports().getFirst()).contains("CrashTest.java:");
        });
  }

  @Test
  @Origin(file = FILE, name = "TestRuntimePanicWithRuntimeError")
  void misuse_isARuntimeExceptionThatCanBeCaught() {
    var closed = Chan.<Integer>make();
    closed.close();
    List<Block> misuses =
        List.of(
            closed::close,
            () -> closed.send(1),
            () -> Chan.<Integer>make(-1),
            () -> Chan.nil().close(),
            () -> Go.choose(0),
            () -> {
              int[] two = new int[2];
              two[Go.gomaxprocs() + 2]++;
            });
    everywhere(() -> {
      for (Block misuse : misuses) {
        assertThatThrownBy(misuse::run).isInstanceOf(RuntimeException.class);
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestGoNil")
  void go_ofNull_saysSo() {
    everywhere(
        () -> assertThatThrownBy(() -> go(null)).hasMessageContaining("go of nil func value"));
  }

  // Values that misbehave when they are printed
  // -------------------------------------------

  /** A value whose words come out of {@link #words}. */
  private record Value(java.util.concurrent.Callable<String> words) {
    @Override
    public String toString() {
      try {
        return words.call();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  @Origin(file = FILE, name = "TestPanicDeadlockGosched")
  void panicValue_thatYieldsWhenPrinted_isPrinted() {
    panicsEverywhere(
        "value that yields",
        () ->
            panic(
                new Value(() -> {
                  gosched();
                  return "value that yields";
                })));
  }

  @Test
  @Origin(file = FILE, name = "TestPanicDeadlockSyscall")
  void exception_thatMakesABlockingCallWhenPrinted_isPrinted() {
    panicsEverywhere(
        "3",
        () -> {
          throw new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String toString() {
              return Go.blocking(() -> "3");
            }
          };
        });
  }

  @Test
  @Origin(file = FILE, name = "TestPanicLoop")
  void panicValue_thatPanicsWhenPrinted_isReportedOnce() {
    panicsEverywhere(
        "panic while printing panic value: double error",
        () ->
            panic(
                new Value(() -> {
                  throw panic("double error");
                })));
  }

  @Test
  @Origin(file = FILE, name = "TestPanicWhilePanicking")
  void exception_thatThrowsWhenPrinted_isReportedOnce() {
    panicsEverywhere(
        "panic while printing panic value: java.lang.IllegalStateException",
        () -> {
          throw new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String toString() {
              throw new IllegalStateException("no words");
            }
          };
        });
    reportStarts(
        "panic: important multi-line\n\tstring message\n\n",
        () -> panic("important multi-line\nstring message"));
    reportStarts("panic: panic called with nil argument", () -> panic(null));
  }

  // Goexit
  // ------

  @Test
  @Origin(file = FILE, name = "TestGoexitDefer")
  void goexit_runsWhatWasDeferred() {
    everywhere(() -> {
      var deferred = Chan.<Boolean>make();
      go(() -> {
        try (var d = new Defer()) {
          d.call(() -> deferred.send(true));
          goexit();
        }
      });
      assertThat(deferred.receive()).isTrue();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestGoexitInPanic")
  void goexit_inADeferredCallOfAPanic_endsTheGoroutineAlone() {
    endsWithoutGoroutines(() -> {
      go(() -> {
        try (var d = new Defer()) {
          d.call(() -> goexit());
          panic("hello");
        }
      });
      goexit();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestPanicAfterGoexit")
  void panic_inADeferredCallOfGoexit_endsTheProgram() {
    panicsEverywhere(
        "hello",
        () -> {
          try (var d = new Defer()) {
            d.call(() -> panic("hello"));
            goexit();
          }
        });
  }

  @Test
  @Origin(file = FILE, name = "TestRecoveredPanicAfterGoexit")
  void panic_recoveredInADeferredCallOfGoexit_leavesTheGoexit() {
    endsWithoutGoroutines(() -> {
      try (var d = new Defer()) {
        d.call(() -> {
          try {
            panic("hello");
          } catch (Panic p) {
            assertThat(p).hasMessage("hello");
          }
        });
        goexit();
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestPanicRace")
  void panic_besideAPanic_isReportedOnce() {
    everySeedEnds(
        () -> {
          for (int i : range(3)) {
            go(() -> panic("crash"));
          }
          sleep(millis(1));
        },
        result -> {
          assertThat(result.message()).isEqualTo("panic: crash");
          assertThat(result.reports()).hasSize(1);
        });
  }
}
