package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.goexit;
import static goloom.Go.millis;
import static goloom.Go.panic;
import static goloom.Go.range;
import static goloom.Go.sleep;
import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Conformance.onReal;
import static goloom.conformance.Conformance.panicsEverywhere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import goloom.Chan;
import goloom.Panic;
import goloom.WaitGroup;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Waiting for goroutines, and what is misuse. */
class WaitGroupTest {
  private static final String FILE = "src/sync/waitgroup_test.go";

  @Test
  @Origin(file = FILE, name = "TestWaitGroup")
  void await_usedAsABarrier_letsNobodyThroughTooSoon() {
    everywhere(() -> {
      var first = new WaitGroup();
      var second = new WaitGroup();
      for (int _ : range(8)) {
        barrier(first, second);
      }
    });
  }

  private static void barrier(WaitGroup first, WaitGroup second) {
    int n = 16;
    first.add(n);
    second.add(n);
    var exited = Chan.<Boolean>make(n);
    for (int _ : range(n)) {
      go(() -> {
        first.done();
        second.await();
        exited.send(true);
      });
    }
    first.await();
    for (int _ : range(n)) {
      Look.blocked(exited, "the barrier is up");
      second.done();
    }
    for (int _ : range(n)) {
      exited.receive();
    }
  }

  @Test
  @Origin(file = FILE, name = "TestWaitGroupMisuse")
  void done_onceTooOften_panics() {
    everywhere(() -> {
      var wg = new WaitGroup();
      wg.add(1);
      wg.done();
      assertThatThrownBy(wg::done)
          .isInstanceOf(Panic.class)
          .hasToString("sync: negative WaitGroup counter");
    });
  }

  @Test
  @Origin(file = FILE, name = "TestWaitGroupRace")
  void await_addedToWhileTheFirstMayBeDone_waitsForBoth() {
    everywhere(() -> {
      for (int _ : range(100)) {
        var wg = new WaitGroup();
        var n = new AtomicInteger();
        for (int _ : range(2)) {
          wg.add(1);
          go(() -> {
            n.incrementAndGet();
            wg.done();
          });
        }
        wg.await();
        assertThat(n).hasValue(2);
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestWaitGroupGo")
  void go_oneBody_isWaitedFor() {
    everywhere(() -> {
      var wg = new WaitGroup();
      int[] i = {0};
      wg.go(() -> i[0]++);
      wg.await();
      assertThat(i[0]).isEqualTo(1);
    });
  }

  @Test
  @Origin(file = FILE, name = "TestIssue76126")
  void go_bodyThatPanics_endsTheProgramBeforeAwaitReturns() {
    panicsEverywhere(
        "test",
        () -> {
          var wg = new WaitGroup();
          wg.go(() -> panic("test"));
          wg.await();
          panic("await returned");
        });
  }

  @Test
  void go_bodyThatEndsItsGoroutine_countsAsDone() {
    everywhere(() -> {
      var wg = new WaitGroup();
      wg.go(() -> goexit());
      wg.await();
    });
  }

  @Test
  void await_reusedBeforeItHasReturned_panics() {
    var seen = new AtomicInteger();
    for (long seed = 1; seed <= 50; seed++) {
      var result =
          Conformance.run(
              seed,
              2,
              () -> {
                var wg = new WaitGroup();
                wg.add(1);
                go(wg::await);
                sleep(millis(1));
                wg.done();
                wg.add(1);
                sleep(millis(1));
              });
      if (result.status().equals("panic")) {
        assertThat(result.message())
            .isEqualTo("panic: sync: WaitGroup is reused before previous Wait has returned");
        seen.incrementAndGet();
      }
    }
    assertThat(seen.get()).as("seeds that show it").isPositive();
  }

  @Test
  void await_manyWaiters_allGoOn() {
    onReal(() -> {
      var wg = new WaitGroup();
      var waiting = new WaitGroup();
      wg.add(1);
      for (int _ : range(100)) {
        waiting.go(wg::await);
      }
      wg.done();
      waiting.await();
    });
  }
}
