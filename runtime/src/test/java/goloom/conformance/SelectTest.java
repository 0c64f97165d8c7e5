package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.gosched;
import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.range;
import static goloom.Go.select;
import static goloom.conformance.Conformance.everywhere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import goloom.Case;
import goloom.Chan;
import goloom.Program;
import goloom.ReceiveChan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which case a select chooses, what it evaluates, and what it leaves behind. */
class SelectTest {

  private static void unreachable() {
    fail("a case that is never ready was chosen");
  }

  // Evaluation
  // ----------

  /** Sends 1, 2, 4, … on the two channels in a loop, each until it has taken one. */
  private static final class PowersOfTwo {
    int evaluated;
    int shift;

    int next() {
      evaluated++;
      return 1 << shift;
    }

    int sendToBoth(Chan<Integer> first, Chan<Integer> second) {
      Chan<Integer> a = first;
      Chan<Integer> b = second;
      for (int sent = 0; ; sent++) {
        switch (select(onSend(a, next()), onSend(b, next()), onDefault())) {
          case 0 -> a = Chan.nil();
          case 1 -> b = Chan.nil();
          default -> {
            return sent;
          }
        }
        shift++;
      }
    }
  }

  @Test
  @Origin(file = "test/chan/select.go", name = "values are evaluated, nil channels too")
  void select_inALoop_evaluatesEveryValueEachTime() {
    everywhere(() -> {
      var a = Chan.<Integer>make(1);
      var b = Chan.<Integer>make(1);
      var powers = new PowersOfTwo();
      assertThat(powers.sendToBoth(a, b)).isEqualTo(2);
      assertThat(a.receive() | b.receive()).isEqualTo(3);
      assertThat(powers.sendToBoth(a, Chan.nil())).isEqualTo(1);
      assertThat(powers.evaluated).isEqualTo(10);
    });
  }

  @Test
  @Origin(file = "test/chan/select4.go", name = "only the chosen case assigns")
  void body_ofACaseThatIsNotChosen_isNotRun() {
    everywhere(() -> {
      var ready = Chan.<Integer>make(1);
      ready.send(42);
      int[] x = new int[1];
      select(onReceive(Chan.<Integer>make(), v -> unreachable()), onReceive(ready, v -> x[0] = v));
      assertThat(x[0]).isEqualTo(42);
    });
  }

  @Test
  @Origin(file = "test/chan/select2.go", name = "100,000 selects leave nothing behind")
  void select_aHundredThousandTimes_leavesNothingOnTheOtherChannel() {
    int messages = 100_000;
    long[] before = new long[1];
    long[] after = new long[1];
    Program.Result result =
        Conformance.run(
            1,
            2,
            () -> {
              var ch = Chan.<Integer>make();
              var other = Chan.<Integer>make();
              sendAndSelect(ch, other, messages);
              before[0] = usedMemory();
              sendAndSelect(ch, other, messages);
              after[0] = usedMemory();
              other.close();
            });
    assertThat(result.status()).isEqualTo("ok");
    // A waiter left in the queue each time would be some 50 bytes each time.
    assertThat(after[0] - before[0]).isLessThan(20L * messages);
  }

  private static void sendAndSelect(Chan<Integer> ch, Chan<Integer> other, int messages) {
    go(() -> {
      for (int i = 0; i < messages; i++) {
        ch.send(i);
      }
    });
    for (int i = 0; i < messages; i++) {
      select(onReceive(ch), onReceive(other, SelectTest::unreachable));
    }
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  // Every form of select around one ready case
  // ------------------------------------------

  /** Bits that say which cases stand beside the one under test. */
  private static final int DEFAULT_FIRST = 1;

  private static final int DEFAULT_LAST = 2;
  private static final int IDLE_SEND = 4;
  private static final int IDLE_RECEIVE = 8;
  private static final int NIL_SEND = 16;
  private static final int NIL_RECEIVE = 32;
  private static final int ALL = 63;

  private static Case[] around(int which, List<Case> tested, Runnable onDefault) {
    var idle = Chan.<Integer>make();
    var cases = new ArrayList<Case>();
    if ((which & DEFAULT_FIRST) != 0) {
      cases.add(onDefault(onDefault::run));
    }
    cases.addAll(tested);
    if ((which & DEFAULT_LAST) != 0) {
      cases.add(onDefault(onDefault::run));
    }
    if ((which & IDLE_SEND) != 0) {
      cases.add(onSend(idle, 1, SelectTest::unreachable));
    }
    if ((which & IDLE_RECEIVE) != 0) {
      cases.add(onReceive(idle, SelectTest::unreachable));
    }
    if ((which & NIL_SEND) != 0) {
      cases.add(onSend(Chan.<Integer>nil(), 1, SelectTest::unreachable));
    }
    if ((which & NIL_RECEIVE) != 0) {
      cases.add(onReceive((ReceiveChan<Integer>) null, SelectTest::unreachable));
    }
    return cases.toArray(Case[]::new);
  }

  private static boolean hasTwoDefaults(int which) {
    return (which & (DEFAULT_FIRST | DEFAULT_LAST)) == (DEFAULT_FIRST | DEFAULT_LAST);
  }

  private static void everyForm(Consumer<Integer> form) {
    everywhere(() -> {
      for (int which = 0; which <= ALL; which++) {
        if (!hasTwoDefaults(which)) {
          form.accept(which);
        }
      }
    });
  }

  /** The ways to take what a case receives. */
  private enum Taking {
    VALUE {
      @Override
      Case receive(ReceiveChan<Integer> ch, int[] into) {
        return onReceive(ch, v -> into[0] = v);
      }
    },
    VALUE_AND_OK {
      @Override
      Case receive(ReceiveChan<Integer> ch, int[] into) {
        return onReceive(ch, (v, ok) -> into[0] = ok ? v : -1);
      }
    };

    abstract Case receive(ReceiveChan<Integer> ch, int[] into);
  }

  @Test
  @Origin(file = "test/chan/select5.go", name = "recv")
  void selectReceiving_amongAnyIdleCases_receivesTheValue() {
    everyForm(which -> {
      for (Taking taking : Taking.values()) {
        var ch = Chan.<Integer>make(1);
        ch.send(which + 100);
        int[] x = new int[1];
        select(around(which, List.of(taking.receive(ch, x)), SelectTest::unreachable));
        assertThat(x[0]).isEqualTo(which + 100);
      }
      var ch = Chan.<Integer>make(1);
      ch.send(which + 200);
      var received = onReceive(ch);
      select(around(which, List.of(received), SelectTest::unreachable));
      assertThat(received.value()).isEqualTo(which + 200);
      assertThat(received.ok()).isTrue();
    });
  }

  @Test
  @Origin(file = "test/chan/select5.go", name = "send")
  void selectSending_amongAnyIdleCases_sendsTheValue() {
    everyForm(which -> {
      var ch = Chan.<Integer>make(1);
      select(around(which, List.of(onSend(ch, which)), SelectTest::unreachable));
      assertThat(ch.receive()).isEqualTo(which);
    });
  }

  @Test
  @Origin(file = "test/chan/select5.go", name = "nonblock")
  void selectWithDefault_amongAnyIdleCases_choosesDefault() {
    everyForm(which -> {
      if ((which & (DEFAULT_FIRST | DEFAULT_LAST)) != 0) {
        var chosen = new AtomicInteger();
        select(around(which, List.of(), chosen::incrementAndGet));
        assertThat(chosen).hasValue(1);
      }
    });
  }

  @Test
  @Origin(file = "test/chan/select5.go", name = "recvOrder")
  @Origin(file = "test/chan/select5.go", name = "sendOrder")
  void select_ofSeveralCases_evaluatesChannelsAndValuesInOrder() {
    everywhere(() -> {
      List<Integer> order = new ArrayList<>();
      var ch = Chan.<Integer>make(1);
      select(
          onSend(step(order, 1, Chan.<Integer>make()), step(order, 2, 7)),
          onReceive(step(order, 3, Chan.<Integer>make())),
          onSend(step(order, 4, Chan.<Integer>nil()), step(order, 5, 7)),
          onSend(step(order, 6, ch), step(order, 7, 8), () -> order.add(100)));
      assertThat(order).containsExactly(1, 2, 3, 4, 5, 6, 7, 100);
      assertThat(ch.receive()).isEqualTo(8);
    });
  }

  private static <T> T step(List<Integer> order, int number, T value) {
    order.add(number);
    return value;
  }

  // Queues
  // ------

  @Test
  @Origin(file = "test/chan/select6.go", name = "a loser in the middle of the queue")
  void select_thatChoseAnotherChannel_leavesTheQueueWhole() {
    everywhere(() -> {
      var c1 = Chan.<Boolean>make();
      var c2 = Chan.<Boolean>make();
      var c3 = Chan.<Boolean>make();
      go(c1::receive);
      go(() -> {
        select(
            onReceive(c1, SelectTest::unreachable),
            onReceive(
                c2,
                () -> {
                  c3.send(true);
                }));
        c1.receive();
      });
      go(() -> c2.send(true));
      c3.receive();
      c1.send(true);
      c1.send(true);
    });
  }

  private static final List<Consumer<ReceiveChan<Integer>>> RECEIVERS =
      List.of(
          ReceiveChan::receive,
          ch -> select(onReceive(ch)),
          ch -> select(onReceive(ch), onReceive(Chan.<Integer>make())));

  private static final List<BiConsumer<Chan<Integer>, Integer>> SENDERS =
      List.of(
          Chan::send,
          (ch, v) -> select(onSend(ch, v)),
          (ch, v) -> select(onSend(ch, v), onSend(Chan.<Integer>make(), v)));

  @Test
  @Origin(file = "test/chan/select7.go", name = "plain and select, 3 senders by 3 receivers")
  void rendezvous_ofEveryFormOfSendAndReceive_happens() {
    everywhere(() -> {
      for (var receive : RECEIVERS) {
        for (var send : SENDERS) {
          var ch = Chan.<Integer>make();
          go(() -> receive.accept(ch));
          gosched();
          send.accept(ch, 1);
        }
      }
    });
  }

  @Test
  @Origin(file = "test/chan/select8.go", name = "leaving a case's body early")
  void body_thatReturnsEarly_leavesTheSelect() {
    everywhere(() -> {
      var ch = Chan.<Integer>make();
      go(() -> {
        for (; ; ) {
          ch.send(5);
        }
      });
      List<String> passed = new ArrayList<>();
      select(onReceive(ch, v -> earlyOut(v, passed)));
      select(onDefault(() -> earlyOut(5, passed)));
      select(onReceive(ch, v -> earlyOut(v, passed)), onDefault(() -> earlyOut(5, passed)));
      select(
          onReceive(ch, v -> earlyOut(v, passed)),
          onSend(ch, 10, SelectTest::unreachable),
          onDefault(() -> earlyOut(5, passed)));
      assertThat(passed).containsExactly("in", "in", "in", "in");
    });
  }

  private static void earlyOut(int value, List<String> passed) {
    passed.add("in");
    if (value == 5) {
      return;
    }
    passed.add("past the return");
  }

  // Linear cost
  // -----------

  @Test
  @Origin(file = "test/chanlinear.go", name = "chanSelect")
  void dequeuing_fromAQueueOfManySelects_costsTheSameEach() {
    int size = 1_000;
    double ratio = Double.MAX_VALUE;
    for (int attempt = 0; attempt < 8 && ratio >= 3; attempt++) {
      long once = nanosToWake(size);
      ratio = (double) nanosToWake(2 * size) / once;
      size = Math.min(2 * size, 16_000);
    }
    assertThat(ratio).isLessThan(3);
  }

  private static long nanosToWake(int goroutines) {
    System.gc();
    long begin = System.nanoTime();
    Conformance.run(
        0,
        2,
        () -> {
          var common = Chan.<Boolean>make();
          List<Chan<Boolean>> own = new ArrayList<>();
          for (int g = 0; g < goroutines; g++) {
            var mine = Chan.<Boolean>make();
            own.add(mine);
            go(() -> {
              for (int message : range(10)) {
                select(onReceive(common), onReceive(mine));
              }
            });
          }
          for (int message : range(10)) {
            for (var ch : own) {
              ch.send(true);
            }
          }
        });
    return System.nanoTime() - begin;
  }
}
