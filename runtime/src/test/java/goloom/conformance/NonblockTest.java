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

import goloom.Case;
import goloom.Chan;
import goloom.Time;
import org.junit.jupiter.api.Test;

/** Sends and receives that would rather not wait, against partners that do. */
class NonblockTest {
  private static final String FILE = "test/chan/nonblock.go";

  /** Far more than it takes: each is followed by a pause of 10 µs. */
  private static final int MOST_TRIES = 10_000;

  private static void untilChosen(Case attempt) {
    int tries = 0;
    while (select(attempt, onDefault()) == 1) {
      assertThat(++tries).isLessThan(MOST_TRIES);
      Time.sleep(Time.micros(10));
      gosched();
    }
  }

  private static <T> void meets(T value, T other) {
    everywhere(() -> {
      for (int buffer : range(2)) {
        var ch = Chan.<T>make(buffer);
        assertThat(select(onReceive(ch), onDefault())).as("nobody has sent").isEqualTo(1);

        var finished = Chan.<Boolean>make();
        go(() -> {
          assertThat(ch.receive()).isEqualTo(value);
          finished.send(true);
        });
        untilChosen(onSend(ch, value));
        finished.receive();

        go(() -> {
          ch.send(other);
          finished.send(true);
        });
        if (buffer > 0) {
          finished.receive();
        }
        var received = onReceive(ch);
        untilChosen(received);
        assertThat(received.value()).isEqualTo(other);
        if (buffer == 0) {
          finished.receive();
        }
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "int32")
  void nonblockingOperations_onInts_meetTheirPartners() {
    meets(123, 234);
  }

  @Test
  @Origin(file = FILE, name = "int64")
  void nonblockingOperations_onLongs_meetTheirPartners() {
    meets(123_456_000_000_000L, 234_567_000_000_000L);
  }

  @Test
  @Origin(file = FILE, name = "bool")
  void nonblockingOperations_onBooleans_meetTheirPartners() {
    meets(true, true);
  }

  @Test
  @Origin(file = FILE, name = "string")
  void nonblockingOperations_onStrings_meetTheirPartners() {
    meets("hello", "hello again");
  }
}
