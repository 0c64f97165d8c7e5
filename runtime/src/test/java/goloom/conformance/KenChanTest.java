package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.gosched;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.select;
import static goloom.conformance.Conformance.fewSeedsAndReal;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.Case;
import goloom.Chan;
import goloom.Mutex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbered values over many channels at once, sent and received plainly or by selects over several
 * channels: each channel's values arrive in order, and none is lost.
 */
class KenChanTest {
  private static final String FILE = "test/ken/chan.go";
  private static final int VALUES = 76;

  /** What one program counts. */
  private static final class Traffic {
    private final Mutex lock = new Mutex();
    private int running;
    private int sent;
    private int received;
    private final AtomicInteger pauses = new AtomicInteger();

    void start(Block body) {
      changeRunning(1);
      go(() -> {
        body.run();
        changeRunning(-1);
      });
    }

    private int changeRunning(int by) {
      try (var _ = lock.locked()) {
        running += by;
        return running;
      }
    }

    void awaitAll() {
      while (changeRunning(0) != 0) {
        gosched();
      }
    }

    /** Gives way a few times, a different number each time. */
    void pause(int most) {
      for (int i = pauses.addAndGet(7) % most; i >= 0; i--) {
        gosched();
      }
    }

    void countSent() {
      try (var _ = lock.locked()) {
        sent++;
      }
    }

    void countReceived() {
      try (var _ = lock.locked()) {
        received++;
      }
    }
  }

  /** A channel, and how far its two ends are. */
  private static final class Line {
    final Traffic traffic;
    final Chan<Integer> ch;
    int nextSent;
    int nextReceived;

    Line(Traffic traffic, int buffer) {
      this.traffic = traffic;
      ch = Chan.make(buffer);
    }

    boolean allSent() {
      return nextSent == VALUES;
    }

    boolean allReceived() {
      return nextReceived == VALUES;
    }

    void sent() {
      traffic.countSent();
      nextSent++;
    }

    void received(int value) {
      traffic.countReceived();
      assertThat(value).isEqualTo(nextReceived++);
    }

    void sendAll() {
      while (!allSent()) {
        traffic.pause(10);
        ch.send(nextSent);
        sent();
      }
    }

    void receiveAll() {
      while (!allReceived()) {
        traffic.pause(10);
        received(ch.receive());
      }
    }
  }

  private static List<Line> lines(Traffic traffic, int n, int buffer) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      lines.add(new Line(traffic, buffer));
    }
    return lines;
  }

  /** Receives and sends by selects over all the lines that still have something to do. */
  private static void selectAll(Traffic traffic, List<Line> receiving, List<Line> sending) {
    for (; ; ) {
      traffic.pause(5);
      var cases = new ArrayList<Case>();
      for (Line line : receiving) {
        cases.add(onReceive(line.allReceived() ? null : line.ch, line::received));
      }
      for (Line line : sending) {
        cases.add(onSend(line.allSent() ? null : line.ch, line.nextSent, line::sent));
      }
      if (receiving.stream().allMatch(Line::allReceived)
          && sending.stream().allMatch(Line::allSent)) {
        return;
      }
      select(cases.toArray(Case[]::new));
    }
  }

  private static void startPlain(Traffic traffic, List<Line> senders, List<Line> receivers) {
    senders.forEach(line -> traffic.start(line::sendAll));
    receivers.forEach(line -> traffic.start(line::receiveAll));
  }

  private interface Layout {
    /** Starts its goroutines and tells how many values they will send. */
    int start(Traffic traffic, int buffer);
  }

  private static void deliversAll(int buffer, Layout layout) {
    fewSeedsAndReal(() -> {
      var traffic = new Traffic();
      int wanted = layout.start(traffic, buffer);
      traffic.awaitAll();
      assertThat(traffic.sent).isEqualTo(wanted);
      assertThat(traffic.received).isEqualTo(wanted);
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 100})
  @Origin(file = FILE, name = "test1: direct send, direct receive")
  void directSend_toDirectReceive_deliversAllInOrder(int buffer) {
    deliversAll(
        buffer,
        (traffic, size) -> {
          List<Line> lines = lines(traffic, 4, size);
          startPlain(traffic, lines, lines);
          return 4 * VALUES;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 100})
  @Origin(file = FILE, name = "test2: direct send, select receive")
  void directSend_toSelectReceive_deliversAllInOrder(int buffer) {
    deliversAll(
        buffer,
        (traffic, size) -> {
          List<Line> lines = lines(traffic, 4, size);
          startPlain(traffic, lines, List.of());
          traffic.start(() -> selectAll(traffic, lines, List.of()));
          return 4 * VALUES;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 100})
  @Origin(file = FILE, name = "test3: select send, direct receive")
  void selectSend_toDirectReceive_deliversAllInOrder(int buffer) {
    deliversAll(
        buffer,
        (traffic, size) -> {
          List<Line> lines = lines(traffic, 4, size);
          startPlain(traffic, List.of(), lines);
          traffic.start(() -> selectAll(traffic, List.of(), lines));
          return 4 * VALUES;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 100})
  @Origin(file = FILE, name = "test4: select send, select receive")
  void selectSend_toSelectReceive_deliversAllInOrder(int buffer) {
    deliversAll(
        buffer,
        (traffic, size) -> {
          List<Line> lines = lines(traffic, 4, size);
          traffic.start(() -> selectAll(traffic, List.of(), lines));
          traffic.start(() -> selectAll(traffic, lines, List.of()));
          return 4 * VALUES;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 100})
  @Origin(file = FILE, name = "test5: selects that send and receive")
  void selects_thatSendAndReceive_deliverAllInOrder(int buffer) {
    deliversAll(
        buffer,
        (traffic, size) -> {
          List<Line> forth = lines(traffic, 4, size);
          List<Line> back = lines(traffic, 4, size);
          traffic.start(() -> selectAll(traffic, back, forth));
          traffic.start(() -> selectAll(traffic, forth, back));
          return 8 * VALUES;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 100})
  @Origin(file = FILE, name = "test6: selects and direct operations together")
  void selectsAndDirectOperations_together_deliverAllInOrder(int buffer) {
    deliversAll(
        buffer,
        (traffic, size) -> {
          List<Line> between = lines(traffic, 4, size);
          List<Line> in = lines(traffic, 4, size);
          List<Line> out = lines(traffic, 4, size);
          startPlain(traffic, in, out);
          traffic.start(() -> selectAll(traffic, in, between));
          traffic.start(() -> selectAll(traffic, between, out));
          return 12 * VALUES;
        });
  }
}
