package goloom.conformance;

import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.select;
import static goloom.conformance.Conformance.everywhere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import goloom.Chan;
import goloom.Panic;
import goloom.Received;
import goloom.SendChan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Closed channels, by each way to use a channel; and what len and cap tell. */
class CloseTest {
  private static final String FILE = "test/closedchan.go";

  /** A way to use a channel. */
  private interface Access {
    void send(SendChan<Integer> ch, int value);

    Received<Integer> receive(Chan<Integer> ch);

    /** Without waiting; false where that can't be. */
    default boolean trySend(SendChan<Integer> ch, int value) {
      return select(onSend(ch, value), onDefault()) == 0;
    }

    /** Without waiting; null where that can't be. */
    default Received<Integer> tryReceive(Chan<Integer> ch) {
      var received = onReceive(ch);
      return select(received, onDefault()) == 0
          ? new Received<>(received.value(), received.ok())
          : null;
    }
  }

  /** The channel's own methods. */
  private static final Access DIRECT =
      new Access() {
        @Override
        public void send(SendChan<Integer> ch, int value) {
          ch.send(value);
        }

        @Override
        public Received<Integer> receive(Chan<Integer> ch) {
          return ch.receiveOk();
        }
      };

  /** Selects of one case. */
  private static final Access SELECT =
      new Access() {
        @Override
        public void send(SendChan<Integer> ch, int value) {
          select(onSend(ch, value));
        }

        @Override
        public Received<Integer> receive(Chan<Integer> ch) {
          var received = onReceive(ch);
          select(received);
          return new Received<>(received.value(), received.ok());
        }
      };

  /** Selects with a further case that is never ready. */
  private static final Access LARGER_SELECT =
      new Access() {
        @Override
        public void send(SendChan<Integer> ch, int value) {
          select(onSend(ch, value), onReceive(Chan.<Boolean>make()));
        }

        @Override
        public Received<Integer> receive(Chan<Integer> ch) {
          var received = onReceive(ch);
          select(onReceive(Chan.<Boolean>make()), received);
          return new Received<>(received.value(), received.ok());
        }

        @Override
        public boolean trySend(SendChan<Integer> ch, int value) {
          return select(onDefault(), onReceive(Chan.<Boolean>make()), onSend(ch, value)) == 2;
        }

        @Override
        public Received<Integer> tryReceive(Chan<Integer> ch) {
          var received = onReceive(ch);
          return select(onReceive(Chan.<Boolean>make()), onDefault(), received) == 2
              ? new Received<>(received.value(), received.ok())
              : null;
        }
      };

  private static final List<Access> WAYS = List.of(DIRECT, SELECT, LARGER_SELECT);
  private static final Received<Integer> CLOSED = new Received<>(0, false);

  private static void isClosedAndDrained(Access way, Chan<Integer> ch) {
    for (int i = 0; i < 3; i++) {
      assertThat(way.receive(ch)).isEqualTo(CLOSED);
      assertThat(way.tryReceive(ch)).isEqualTo(CLOSED);
    }
    assertPanics("send on closed channel", () -> way.trySend(ch, 1));
    assertThat(way.receive(ch)).as("the value was dropped").isEqualTo(CLOSED);
    assertPanics("send on closed channel", () -> way.send(ch, 2));
    assertThat(way.receive(ch)).as("the value was dropped").isEqualTo(CLOSED);
  }

  private static void assertPanics(String text, Runnable operation) {
    assertThatThrownBy(operation::run).isInstanceOf(Panic.class).hasMessage(text);
  }

  @Test
  @Origin(file = FILE, name = "test1, unbuffered")
  void closedChannel_unbuffered_yieldsZerosAndRefusesSends() {
    everywhere(() ->
        WAYS.forEach(way -> {
          var ch = Chan.make(0, 0);
          ch.close();
          isClosedAndDrained(way, ch);
        }));
  }

  @Test
  @Origin(file = FILE, name = "testasync1")
  @Origin(file = FILE, name = "testasync2")
  void closedChannel_withAValueLeft_yieldsItFirst() {
    everywhere(() ->
        WAYS.forEach(way -> {
          var ch = closedHolding(1);
          assertThat(way.receive(ch)).isEqualTo(new Received<>(1, true));
          isClosedAndDrained(way, ch);
        }));
  }

  @Test
  @Origin(file = FILE, name = "testasync3")
  @Origin(file = FILE, name = "testasync4")
  void closedChannel_withAValueLeft_yieldsItWithoutWaiting() {
    everywhere(() ->
        WAYS.forEach(way -> {
          var ch = closedHolding(1);
          assertThat(way.tryReceive(ch)).isEqualTo(new Received<>(1, true));
          isClosedAndDrained(way, ch);
        }));
  }

  private static Chan<Integer> closedHolding(int value) {
    var ch = Chan.make(2, 0);
    ch.send(value);
    ch.close();
    return ch;
  }

  @Test
  @Origin(file = FILE, name = "close of a nil channel")
  void close_ofTheNilChannel_panics() {
    everywhere(() -> assertPanics("close of nil channel", () -> Chan.nil().close()));
  }

  @Test
  @Origin(file = FILE, name = "close of a closed channel")
  void close_ofAClosedChannel_panics() {
    everywhere(() -> {
      var ch = Chan.<Integer>make();
      ch.close();
      assertPanics("close of closed channel", ch::close);
    });
  }

  @Test
  @Origin(file = "test/chancap.go", name = "len and cap")
  void lenAndCap_tellWhatIsBufferedAndWhatFits() {
    everywhere(() -> {
      var ch = Chan.<Integer>make(10);
      assertThat(ch.len()).isZero();
      assertThat(ch.cap()).isEqualTo(10);
      for (int i = 0; i < 3; i++) {
        ch.send(i);
      }
      assertThat(ch.len()).isEqualTo(3);
      assertThat(ch.cap()).isEqualTo(10);
      var unbuffered = Chan.<Integer>make();
      assertThat(unbuffered.len()).isZero();
      assertThat(unbuffered.cap()).isZero();
    });
  }

  @Test
  @Origin(file = "test/chancap.go", name = "makechan: size out of range")
  void make_ofANegativeOrImpossibleSize_panics() {
    everywhere(() -> {
      assertPanics("makechan: size out of range", () -> Chan.<Integer>make(-1));
      assertPanics("makechan: size out of range", () -> Chan.<Integer>make(Integer.MAX_VALUE));
    });
  }
}
