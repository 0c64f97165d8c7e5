package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.millis;
import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.select;
import static goloom.Go.sleep;
import static goloom.conformance.Conformance.everywhere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import goloom.Block;
import goloom.Chan;
import goloom.Panic;
import goloom.Received;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Which operations wait for ever, which never wait, and which panic. */
class BlockOrPanicTest {
  private static final String FILE = "test/chan/select3.go";
  private static final String SEND_ON_CLOSED = "send on closed channel";

  private static void blocks(Block operation) {
    everywhere(() -> {
      var cameBack = new AtomicBoolean();
      go(() -> {
        operation.run();
        cameBack.set(true);
      });
      sleep(millis(10));
      assertThat(cameBack).isFalse();
    });
  }

  private static void doesNotBlock(Block operation) {
    everywhere(() -> {
      var cameBack = Chan.<Boolean>make();
      go(() -> {
        operation.run();
        cameBack.send(true);
      });
      assertThat(cameBack.receive()).isTrue();
    });
  }

  private static void panics(Block operation) {
    everywhere(() ->
        assertThatThrownBy(operation::run).isInstanceOf(Panic.class).hasMessage(SEND_ON_CLOSED));
  }

  private static Chan<Integer> nil() {
    return Chan.nil();
  }

  private static Chan<Integer> closed() {
    var ch = Chan.make(0, 0);
    ch.close();
    return ch;
  }

  private static Chan<Integer> holding(int value) {
    var ch = Chan.<Integer>make(1);
    ch.send(value);
    return ch;
  }

  private static void unreachable() {
    fail("a case that is never ready was chosen");
  }

  @Test
  @Origin(file = FILE, name = "send on a nil channel")
  void send_onNilChannel_blocks() {
    blocks(() -> nil().send(7));
  }

  @Test
  @Origin(file = FILE, name = "receive from a nil channel")
  void receive_fromNilChannel_blocks() {
    blocks(() -> nil().receive());
  }

  @Test
  @Origin(file = FILE, name = "send on a nil channel, default")
  void selectWithDefault_sendOnNilChannel_isNeverChosen() {
    everywhere(() -> select(onSend(nil(), 7, BlockOrPanicTest::unreachable), onDefault()));
  }

  @Test
  @Origin(file = FILE, name = "receive from a nil channel, default")
  void selectWithDefault_receiveFromNilChannel_isNeverChosen() {
    everywhere(() -> select(onReceive(nil(), BlockOrPanicTest::unreachable), onDefault()));
  }

  @Test
  @Origin(file = FILE, name = "send with room in the buffer")
  void send_withRoomInTheBuffer_doesNotBlock() {
    doesNotBlock(() -> Chan.<Integer>make(1).send(7));
  }

  @Test
  @Origin(file = FILE, name = "receive from a closed channel")
  void receive_fromClosedChannel_givesZeroAtOnceEachTime() {
    doesNotBlock(() -> {
      var ch = closed();
      for (int i = 0; i < 10; i++) {
        assertThat(ch.receive()).isZero();
        assertThat(ch.receiveOk()).isEqualTo(new Received<>(0, false));
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "send on a closed channel")
  void send_onClosedChannel_panics() {
    panics(() -> closed().send(7));
  }

  @Test
  @Origin(file = FILE, name = "receive from a channel that is not ready")
  void receive_nobodySends_blocks() {
    blocks(() -> Chan.<Integer>make().receive());
  }

  @Test
  @Origin(file = FILE, name = "empty select")
  void select_withoutCases_blocks() {
    blocks(() -> select());
  }

  @Test
  @Origin(file = FILE, name = "select: receive from a nil channel")
  void select_receiveFromNilChannel_blocks() {
    blocks(() -> select(onReceive(nil(), BlockOrPanicTest::unreachable)));
  }

  @Test
  @Origin(file = FILE, name = "select: send on a nil channel")
  void select_sendOnNilChannel_blocks() {
    blocks(() -> select(onSend(nil(), 7, BlockOrPanicTest::unreachable)));
  }

  @Test
  @Origin(file = FILE, name = "select: receive from and send on nil channels")
  void select_onlyNilChannels_blocks() {
    blocks(() ->
        select(
            onReceive(nil(), BlockOrPanicTest::unreachable),
            onSend(nil(), 7, BlockOrPanicTest::unreachable)));
  }

  @Test
  @Origin(file = FILE, name = "select: receive from a channel that is not ready")
  void select_noCaseReady_blocks() {
    blocks(() -> select(onReceive(Chan.<Integer>make(), BlockOrPanicTest::unreachable)));
  }

  @Test
  @Origin(file = FILE, name = "select: default alone")
  void select_defaultAlone_doesNotBlock() {
    doesNotBlock(() -> select(onDefault()));
  }

  @Test
  @Origin(file = FILE, name = "select: receive from a nil channel or default")
  void select_receiveFromNilOrDefault_doesNotBlock() {
    doesNotBlock(() -> select(onReceive(nil(), BlockOrPanicTest::unreachable), onDefault()));
  }

  @Test
  @Origin(file = FILE, name = "select: send on a nil channel or default")
  void select_sendOnNilOrDefault_doesNotBlock() {
    doesNotBlock(() -> select(onSend(nil(), 7, BlockOrPanicTest::unreachable), onDefault()));
  }

  @Test
  @Origin(file = FILE, name = "select: send with room in the buffer")
  void select_sendWithRoom_isPreferredToDefault() {
    doesNotBlock(
        () -> select(onSend(Chan.<Integer>make(1), 7), onDefault(BlockOrPanicTest::unreachable)));
  }

  @Test
  @Origin(file = FILE, name = "select: receive of a buffered value")
  void select_receiveOfABufferedValue_isPreferredToDefault() {
    doesNotBlock(() -> select(onReceive(holding(7)), onDefault(BlockOrPanicTest::unreachable)));
  }

  @Test
  @Origin(file = FILE, name = "select: receive from a closed channel, value dropped")
  void select_receiveFromClosed_doesNotBlock() {
    doesNotBlock(() -> select(onReceive(closed())));
  }

  @Test
  @Origin(file = FILE, name = "select: receive from a closed channel, value taken")
  void select_receiveValueFromClosed_givesZero() {
    doesNotBlock(() -> select(onReceive(closed(), v -> assertThat(v).isZero())));
  }

  @Test
  @Origin(file = FILE, name = "select: receive from a closed channel, value and ok taken")
  void select_receiveOkFromClosed_givesFalse() {
    doesNotBlock(() ->
        select(
            onReceive(
                closed(),
                (v, ok) -> {
                  assertThat(v).isZero();
                  assertThat(ok).isFalse();
                })));
  }

  @Test
  @Origin(file = FILE, name = "select: send on a closed channel")
  void select_sendOnClosedChannel_panics() {
    panics(() -> select(onSend(closed(), 7)));
  }

  @Test
  @Origin(file = FILE, name = "select: send and receive on one channel")
  void select_sendAndReceiveOnOneChannel_doesNotMeetItself() {
    blocks(() -> {
      var ch = Chan.<Integer>make();
      select(onSend(ch, 1), onReceive(ch));
    });
  }
}
