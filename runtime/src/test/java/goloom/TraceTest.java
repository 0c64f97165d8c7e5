package goloom;

import static goloom.Go.go;
import static goloom.Go.gosched;
import static goloom.Go.millis;
import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.range;
import static goloom.Go.select;
import static goloom.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import goloom.scheduler.Settings;
import goloom.trace.TraceEvent;
import goloom.trace.TraceKind;
import goloom.trace.TraceValidator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {

  static List<TraceEvent> trace(long seed, int procs, int limit, Block body) {
    List<TraceEvent> events = new ArrayList<>();
    Engine.run(
        new Settings(seed, null, procs, false, false, true, 200_000, limit),
        body,
        new Observer() {
          @Override
          public void trace(byte[] packed) {
            events.addAll(TraceEvent.unpack(packed));
          }
        });
    return events;
  }

  private static void everything() {
    var wg = new WaitGroup();
    var mu = new Mutex();
    var ch = Chan.<Integer>make(2);
    var un = Chan.<Integer>make();
    for (int i : range(20)) {
      wg.go(() -> {
        mu.lock();
        gosched();
        mu.unlock();
        ch.send(i);
        select(onSend(un, i), onReceive(Time.after(millis(i))), onDefault());
        sleep(millis(i % 3));
      });
    }
    go(() -> {
      wg.await();
      ch.close();
    });
    for (int i : ch) {
      select(onReceive(un), onReceive(Time.after(millis(1))));
    }
    for (int i : range(600)) {
      wg.go(() -> {});
    }
    wg.await();
    int before = Go.gomaxprocs(2);
    wg.go(Go::gosched);
    wg.await();
    Go.gomaxprocs(before);
  }

  @Test
  void trace_ofEverything_obeysTheLawsOnAnySeedAndProcessors() {
    for (int procs : new int[] {1, 2, 4, 8}) {
      for (long seed = 0; seed < 50; seed++) {
        try {
          new TraceValidator().check(trace(seed, procs, 1_000_000, TraceTest::everything));
        } catch (IllegalStateException e) {
          throw new AssertionError("seed " + seed + ", procs " + procs, e);
        }
      }
    }
  }

  @Test
  void trace_sameSeed_isTheSame() {
    List<TraceEvent> first = trace(9, 4, 1_000_000, TraceTest::everything);
    assertThat(trace(9, 4, 1_000_000, TraceTest::everything)).isEqualTo(first);
    assertThat(trace(10, 4, 1_000_000, TraceTest::everything)).isNotEqualTo(first);
  }

  @Test
  void goroutine_withAName_isToldBesideTheTrace_othersAreNot() {
    List<String> names = new ArrayList<>();
    Engine.run(
        new Settings(1L, null, 1, false, false, true, 200_000, 1_000),
        () -> {
          go("reader", () -> {});
          go(() -> {});
          go("writer", () -> {});
        },
        new Observer() {
          @Override
          public void named(long goroutine, String name) {
            names.add(goroutine + " " + name);
          }
        });
    assertThat(names).containsExactly("2 reader", "4 writer");
  }

  @Test
  void lockAndWaitGroup_areTracedWhenMade_channelsByTheirOwnEvent() {
    var made =
        trace(
                1,
                1,
                1_000,
                () -> {
                  var mutex = new Mutex();
                  var done = new WaitGroup();
                  var chan = Chan.<Integer>make();
                  mutex.lock();
                  done.add(1);
                  chan.close();
                })
            .stream()
            .filter(event -> event.kind() != TraceKind.OUTPUT && event.first() > 0)
            .map(event -> event.kind() + " " + event.first())
            .toList();
    assertThat(made)
        .containsSubsequence(
            "MAKE 1", "MAKE 2", "CHAN_MAKE 3", "LOCK 1", "WAIT_GROUP_ADD 2", "CHAN_CLOSE 3");
  }

  @Test
  void trace_pastItsLimit_endsWithANotice() {
    List<TraceEvent> events = trace(1, 4, 100, TraceTest::everything);
    assertThat(events).hasSize(101);
    assertThat(events.getLast().kind()).isEqualTo(TraceKind.LIMIT);
  }

  @Test
  void schedule_ofASeed_reproducesItsRun() {
    List<TraceEvent> bySchedule = new ArrayList<>();
    Engine.run(
        new Settings(null, "1.9", 4, false, false, true, 200_000, 1_000_000),
        TraceTest::everything,
        new Observer() {
          @Override
          public void trace(byte[] packed) {
            bySchedule.addAll(TraceEvent.unpack(packed));
          }
        });
    assertThat(bySchedule).isEqualTo(trace(9, 4, 1_000_000, TraceTest::everything));
  }
}
