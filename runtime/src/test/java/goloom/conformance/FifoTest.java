package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.range;
import static goloom.Go.select;
import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Conformance.fewSeedsAndReal;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Chan;
import goloom.ReceiveChan;
import goloom.SendChan;
import goloom.WaitGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Values arrive in the order they were sent, all of them, each once. */
class FifoTest {
  private static final int VALUES = 10;

  @Test
  @Origin(file = "test/chan/fifo.go", name = "AsynchFifo")
  void bufferedChannel_filledThenDrained_keepsTheOrder() {
    everywhere(() -> {
      var ch = Chan.<Integer>make(VALUES);
      for (int sent : range(VALUES)) {
        ch.send(sent);
      }
      for (int wanted : range(VALUES)) {
        assertThat(ch.receive()).isEqualTo(wanted);
      }
    });
  }

  @Test
  @Origin(file = "test/chan/fifo.go", name = "SynchFifo")
  void unbufferedChannel_receiversTakingTurns_eachGetsItsOwnValue() {
    everywhere(() -> {
      var values = Chan.<Integer>make();
      var first = Chan.<Boolean>make();
      Chan<Boolean> turn = first;
      for (int wanted : range(VALUES)) {
        Chan<Boolean> mine = turn;
        var next = Chan.<Boolean>make();
        go(() -> {
          mine.receive();
          assertThat(values.receive()).isEqualTo(wanted);
          next.send(true);
        });
        turn = next;
      }
      first.send(true);
      for (int i : range(VALUES)) {
        values.send(i);
      }
      turn.receive();
    });
  }

  @Test
  @Origin(file = "test/chan/goroutines.go", name = "chain of 10,000")
  void daisyChain_ofTenThousand_passesTheValueAlong() {
    fewSeedsAndReal(() -> {
      var end = Chan.<Integer>make();
      Chan<Integer> left = end;
      for (int i = 0; i < 10_000; i++) {
        Chan<Integer> out = left;
        var in = Chan.<Integer>make();
        go(() -> out.send(in.receive()));
        left = in;
      }
      Chan<Integer> start = left;
      go(() -> start.send(1));
      assertThat(end.receive()).isEqualTo(1);
    });
  }

  @Test
  @Origin(file = "test/chan/doubleselect.go", name = "no value twice")
  void select_sendingOnFourChannels_sendsEachValueOnce() {
    int values = 200;
    everywhere(() -> {
      var all = Chan.<Integer>make();
      var copiers = new WaitGroup();
      List<Chan<Integer>> outs = new ArrayList<>();

      for (int i = 0; i < 4; i++) {
        var out = Chan.<Integer>make();
        outs.add(out);
        copiers.go(() -> copy(out, all));
      }
      go(() -> {
        for (int v : range(values)) {
          select(
              onSend(outs.get(0), v),
              onSend(outs.get(1), v),
              onSend(outs.get(2), v),
              onSend(outs.get(3), v));
        }
        for (Chan<Integer> out : outs) {
          out.close();
        }
      });
      go(() -> {
        copiers.await();
        all.close();
      });
      Set<Integer> seen = new HashSet<>();
      for (int v : all) {
        assertThat(seen.add(v)).as("%d came for the first time", v).isTrue();
      }
      assertThat(seen).hasSize(values);
    });
  }

  private static void copy(ReceiveChan<Integer> from, SendChan<Integer> to) {
    for (int v : from) {
      to.send(v);
    }
  }

  @Test
  @Origin(file = "test/chan/sendstmt.go", name = "chanchan")
  void channelReceivedFromAChannel_asASelectsTarget_isSentOn() {
    everywhere(() -> {
      var channels = Chan.<Chan<Integer>>make(1);
      var inner = Chan.<Integer>make(1);
      channels.send(inner);
      int chosen = select(onSend(channels.receive(), 2), onDefault());
      assertThat(chosen).isZero();
      assertThat(inner.receive()).isEqualTo(2);
    });
  }

  @Test
  @Origin(file = "test/chan/zerosize.go", name = "channels of nothing")
  void channelOfNothing_buffered_countsItsValues() {
    everywhere(() -> {
      assertThat(Chan.<Void>make().cap()).isZero();
      var ch = Chan.<Void>make(1);
      ch.send(null);
      assertThat(ch.len()).isEqualTo(1);
      assertThat(ch.receiveOk().ok()).isTrue();
      ch.close();
      select(onReceive(ch, (v, ok) -> assertThat(ok).isFalse()));
    });
  }
}
