package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.gosched;
import static goloom.Go.micros;
import static goloom.Go.millis;
import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.range;
import static goloom.Go.select;
import static goloom.Go.sleep;
import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Conformance.fewSeedsAndReal;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Case;
import goloom.Chan;
import goloom.Mutex;
import goloom.Received;
import goloom.WaitGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the runtime's own tests ask of channels. */
class ChanSuiteTest {
  private static final String FILE = "src/runtime/chan_test.go";

  // TestChan, for each of several capacities
  // ----------------------------------------

  private static Chan<Integer> full(int capacity) {
    var ch = Chan.make(capacity, 0);
    for (int i = 0; i < capacity; i++) {
      ch.send(i);
    }
    return ch;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 20})
  @Origin(file = FILE, name = "TestChan: receive from an empty channel")
  void emptyChannel_makesReceiversWait(int capacity) {
    everywhere(() -> {
      var ch = Chan.<Integer>make(capacity);
      var received = new AtomicInteger();
      for (int i : range(2)) {
        go(() -> {
          ch.receive();
          received.incrementAndGet();
        });
      }
      sleep(millis(1));
      assertThat(received).hasValue(0);
      assertThat(select(onReceive(ch), onDefault())).isEqualTo(1);
      ch.send(0);
      ch.send(0);
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 20})
  @Origin(file = FILE, name = "TestChan: send on a full channel")
  void fullChannel_makesSendersWait(int capacity) {
    everywhere(() -> {
      var ch = full(capacity);
      var sent = new AtomicInteger();
      go(() -> {
        ch.send(0);
        sent.incrementAndGet();
      });
      sleep(millis(1));
      assertThat(sent).hasValue(0);
      assertThat(select(onSend(ch, 0), onDefault())).isEqualTo(1);
      ch.receive();
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 20})
  @Origin(file = FILE, name = "TestChan: receive after close")
  void closedChannel_yieldsWhatIsLeftThenZeros(int capacity) {
    everywhere(() -> {
      var ch = full(capacity);
      ch.close();
      for (int i : range(capacity)) {
        assertThat(ch.receive()).isEqualTo(i);
      }
      assertThat(ch.receive()).isZero();
      assertThat(ch.receiveOk()).isEqualTo(new Received<>(0, false));
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 20})
  @Origin(file = FILE, name = "TestChan: close wakes a receiver")
  void close_wakesAReceiverWithZero(int capacity) {
    everywhere(() -> {
      var ch = Chan.make(capacity, 0);
      var done = Chan.<Received<Integer>>make();
      go(() -> done.send(ch.receiveOk()));
      sleep(millis(1));
      ch.close();
      assertThat(done.receive()).isEqualTo(new Received<>(0, false));
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 20})
  @Origin(file = FILE, name = "TestChan: order")
  void values_arriveInOrder(int capacity) {
    everywhere(() -> {
      var ch = Chan.<Integer>make(capacity);
      go(() -> {
        for (int i : range(200)) {
          ch.send(i);
        }
      });
      for (int i : range(100)) {
        assertThat(ch.receive()).isEqualTo(i);
      }
      for (int i = 100; i < 200; i++) {
        assertThat(ch.receiveOk()).isEqualTo(new Received<>(i, true));
      }
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 20})
  @Origin(file = FILE, name = "TestChan: many senders and receivers")
  void valuesOfManySenders_allArriveOnce(int capacity) {
    int goroutines = 4;
    int values = 100;
    everywhere(() -> {
      var ch = Chan.<Integer>make(capacity);
      var counts = Chan.<Map<Integer, Integer>>make();
      for (int p : range(goroutines)) {
        go(() -> {
          for (int i : range(values)) {
            ch.send(i);
          }
        });
        go(() -> {
          Map<Integer, Integer> count = new HashMap<>();
          for (int i : range(values)) {
            count.merge(ch.receive(), 1, Integer::sum);
          }
          counts.send(count);
        });
      }
      Map<Integer, Integer> all = new HashMap<>();
      for (int p : range(goroutines)) {
        counts.receive().forEach((value, n) -> all.merge(value, n, Integer::sum));
      }
      assertThat(all).hasSize(values);
      assertThat(all.values()).containsOnly(goroutines);
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 20})
  @Origin(file = FILE, name = "TestChan: len and cap")
  void lenAndCap_ofAFullChannel_areEqual(int capacity) {
    everywhere(() -> {
      assertThat(Chan.<Integer>make(capacity).len()).isZero();
      assertThat(full(capacity).len()).isEqualTo(capacity);
      assertThat(full(capacity).cap()).isEqualTo(capacity);
    });
  }

  // Operations that don't wait see the channels at one moment
  // ---------------------------------------------------------

  @Test
  @Origin(file = FILE, name = "TestNonblockRecvRace")
  void nonblockingReceive_besideCloseOfAChannelThatHoldsAValue_isReady() {
    everywhere(() -> {
      for (int i : range(20)) {
        var ch = Chan.<Integer>make(1);
        ch.send(1);
        var ended = Chan.<Integer>make(1);
        go(() -> ended.send(select(onReceive(ch), onDefault())));
        ch.close();
        ch.receive();
        assertThat(ended.receive()).as("the chosen case").isZero();
      }
    });
  }

  /** From before the select until after it, one of its two channels is ready. */
  private static void alwaysOneReady(java.util.function.Consumer<Chan<Integer>> makeReady) {
    everywhere(() -> {
      for (int i : range(40)) {
        var first = Chan.<Integer>make(1);
        var second = Chan.<Integer>make(1);
        first.send(1);
        var chosen = Chan.<Integer>make(1);
        go(() -> chosen.send(select(onReceive(first), onReceive(second), onDefault())));
        makeReady.accept(second);
        select(onReceive(first), onDefault());
        assertThat(chosen.receive()).as("the chosen case").isNotEqualTo(2);
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestNonblockSelectRace")
  void nonblockingSelect_whileOneChannelIsAlwaysReady_neverTakesDefault() {
    alwaysOneReady(second -> second.send(1));
  }

  @Test
  @Origin(file = FILE, name = "TestNonblockSelectRace2")
  void nonblockingSelect_whileAClosedChannelTakesOver_neverTakesDefault() {
    alwaysOneReady(Chan::close);
  }

  // Selects among themselves
  // ------------------------

  @ParameterizedTest
  @ValueSource(ints = {0, 10})
  @Origin(file = FILE, name = "TestSelfSelect")
  void select_sendingAndReceivingOnOneChannel_neverMeetsItself(int capacity) {
    everywhere(() -> {
      var wg = new WaitGroup();
      var ch = Chan.<Integer>make(capacity);
      for (int p : range(2)) {
        wg.go(() -> {
          for (int i : range(100)) {
            var received = onReceive(ch, v -> assertThat(capacity == 0 && v == p).isFalse());
            var sent = onSend(ch, p);
            if (p == 0 || i % 2 == 0) {
              select(sent, received);
            } else {
              select(received, sent);
            }
          }
        });
      }
      wg.await();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestSelectStress")
  void plainOperationsAndSelects_onFourChannels_balance() {
    int values = 200;
    everywhere(() -> {
      var wg = new WaitGroup();
      List<Chan<Integer>> chans = List.of(Chan.make(), Chan.make(), Chan.make(2), Chan.make(3));
      for (Chan<Integer> ch : chans) {
        wg.go(() -> {
          for (int i : range(values)) {
            ch.send(i);
          }
        });
        wg.go(() -> {
          for (int i : range(values)) {
            ch.receive();
          }
        });
      }
      wg.go(() -> {
        var open = new ArrayList<>(chans);
        int[] left = {values, values, values, values};
        for (int i = 0; i < 4 * values; i++) {
          int chosen = select(open.stream().map(ch -> onSend(ch, 0)).toArray(Case[]::new));
          if (--left[chosen] == 0) {
            open.set(chosen, Chan.nil());
          }
        }
      });
      wg.go(() -> {
        var open = new ArrayList<>(chans);
        int[] left = {values, values, values, values};
        for (int i = 0; i < 4 * values; i++) {
          int chosen = select(open.stream().map(ch -> onReceive(ch)).toArray(Case[]::new));
          if (--left[chosen] == 0) {
            open.set(chosen, Chan.nil());
          }
        }
      });
      wg.await();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestSelectFairness")
  void select_ofTwoReadyChannels_choosesEachAboutAsOften() {
    int trials = 10_000;
    fewSeedsAndReal(() -> {
      var first = Chan.<Integer>make(trials + 1);
      var second = Chan.<Integer>make(trials + 1);
      for (int i = 0; i <= trials; i++) {
        first.send(0);
        second.send(1);
      }
      var out = Chan.<Integer>make();
      var done = Chan.<Boolean>make();
      var wg = new WaitGroup();
      wg.go(() -> {
        int[] got = new int[1];
        Case idle = onReceive(Chan.<Integer>make());
        Case idle2 = onReceive(Chan.<Integer>make());
        Case one = onReceive(first, v -> got[0] = v);
        Case two = onReceive(second, v -> got[0] = v);
        do {
          select(idle, idle2, one, two);
        } while (select(onSend(out, got[0]), onReceive(done)) == 0);
      });
      int seconds = 0;
      for (int i = 0; i < trials; i++) {
        seconds += out.receive();
      }
      double sigma = Math.sqrt(trials * 0.25);
      assertThat(Math.abs(seconds - trials / 2.0)).isLessThan(10 * sigma);
      done.close();
      wg.await();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestChanSendInterface")
  void objects_onAFullChannel_areNotSent() {
    everywhere(() -> {
      var ch = Chan.<Object>make(1);
      var object = new Object();
      ch.send(object);
      assertThat(select(onSend(ch, object), onDefault())).isEqualTo(1);
      assertThat(select(onSend(ch, object), onSend(ch, new Object()), onDefault())).isEqualTo(2);
      assertThat(ch.receive()).isSameAs(object);
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  @Origin(file = FILE, name = "TestPseudoRandomSend")
  void select_ofTwoSendsOnOneChannel_sendsBothValuesOften(int capacity) {
    int values = 100;
    everywhere(() -> {
      var ch = Chan.<Integer>make(capacity);
      int[] ones = new int[1];
      var receiving = new Mutex();
      receiving.lock();
      go(() -> {
        for (int i : range(values)) {
          gosched();
          ones[0] += ch.receive();
        }
        receiving.unlock();
      });
      for (int i : range(values)) {
        select(onSend(ch, 1), onSend(ch, 0));
      }
      receiving.lock();
      assertThat(ones[0]).isBetween(values / 10 + 1, values - values / 10 - 1);
    });
  }

  @Test
  @Origin(file = FILE, name = "TestMultiConsumer")
  void work_sharedByManyConsumers_isAllDoneOnce() {
    int workers = 23;
    int items = 2_000;
    int[] primes = {2, 3, 7, 11, 13, 17, 19, 23, 27, 31};
    everywhere(() -> {
      var queue = Chan.<Integer>make(workers * 3);
      var results = Chan.<Integer>make(workers * 3);
      var wg = new WaitGroup();
      for (int w : range(workers)) {
        wg.go(() -> {
          for (int v : queue) {
            if (v == primes[w % primes.length]) {
              gosched();
            }
            results.send(v);
          }
        });
      }
      go(() -> {
        for (int i : range(items)) {
          queue.send(primes[i % primes.length]);
        }
        queue.close();
        wg.await();
        results.close();
      });
      int count = 0;
      int sum = 0;
      for (int v : results) {
        count++;
        sum += v;
      }
      assertThat(count).isEqualTo(items);
      assertThat(sum).isEqualTo(items / primes.length * 153);
    });
  }

  @Test
  @Origin(file = FILE, name = "TestSelectDuplicateChannel")
  void select_withOneChannelTwice_leavesItsQueueWhole() {
    everywhere(() -> {
      var c = Chan.<Integer>make();
      var d = Chan.<Integer>make();
      var e = Chan.<Integer>make();
      go(() -> {
        select(onReceive(c), onReceive(c), onReceive(d));
        e.send(9);
      });
      sleep(millis(1)); // it queues on c first
      go(c::receive);
      sleep(millis(1)); // then this one
      d.send(7);
      assertThat(e.receive()).isEqualTo(9);
      c.send(8);
    });
  }

  // Goroutines whose stacks move while they wait
  // --------------------------------------------

  private static int deep(int frames) {
    return frames == 0 ? 0 : 1 + deep(frames - 1);
  }

  @Test
  @Origin(file = FILE, name = "TestShrinkStackDuringBlockedSend")
  void send_afterDeepCalls_waitsAndGoesOn() {
    fewSeedsAndReal(() -> {
      var ch = Chan.<Integer>make();
      var done = Chan.<Boolean>make();
      go(() -> {
        for (int i : range(10)) {
          ch.send(i);
          assertThat(deep(1_000)).isEqualTo(1_000);
        }
        done.send(true);
      });
      for (int i : range(10)) {
        assertThat(ch.receive()).isEqualTo(i);
        sleep(millis(1));
      }
      done.receive();
    });
  }

  @Test
  @Origin(file = FILE, name = "TestNoShrinkStackWhileParking")
  void sendAndReceive_whileAnotherThreadCollectsGarbage_goOn() {
    fewSeedsAndReal(() -> {
      for (int round : range(5)) {
        var ch = Chan.<Integer>make();
        var done = Chan.<Boolean>make();
        go(() -> {
          for (int i : range(10)) {
            sleep(micros(10));
            ch.receive();
          }
          done.send(true);
        });
        go(() -> {
          for (int i : range(10)) {
            ch.send(i);
            deep(500);
          }
          done.send(true);
        });
        sleep(micros(50));
        System.gc();
        done.receive();
        done.receive();
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestSelectStackAdjust")
  void waitingSelects_afterDeepCallsAndACollection_keepTheirLocals() {
    fewSeedsAndReal(() -> {
      var c = Chan.<int[]>make();
      var d = Chan.<int[]>make();
      List<Chan<Boolean>> ready = Stream.of(1, 2).map(i -> Chan.<Boolean>make()).toList();
      for (int i : range(2)) {
        go(() -> {
          deep(1_000);
          ready.get(i).send(true);
          int[] local = {42};
          int[][] taken = {local};
          boolean twice = i == 1;
          select(
              onReceive(c, v -> taken[0] = v),
              onReceive(twice ? c : null),
              onReceive(d),
              onReceive(twice ? d : null));
          assertThat(taken[0]).isSameAs(local).containsExactly(42);
          ready.get(i).send(true);
        });
      }
      ready.forEach(Chan::receive);
      sleep(millis(10));
      System.gc();
      d.close();
      ready.forEach(Chan::receive);
    });
  }
}
