package goloom.worker.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import goloom.report.Frame;
import goloom.report.GoroutineState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CodecTest {
  private static final List<FromWorker> MESSAGES =
      List.of(
          new FromWorker.Happened(new Event.Output("stdout", "grüße \ud83d\ude00\0", 12L, 3L)),
          new FromWorker.Happened(
              new Event.Panic(
                  1, "", "no", List.of(new Frame("Main.main", "Main.java", 3)), null, "panic: no")),
          new FromWorker.Happened(
              new Event.Deadlock(
                  List.of(
                      new GoroutineState(
                          7,
                          "worker",
                          "chan receive",
                          "chan jobs",
                          "nobody has sent on it",
                          5L,
                          List.of(),
                          new Frame("a", "b", 1),
                          1,
                          null)),
                  "fatal error: all goroutines are asleep - deadlock!")),
          new FromWorker.Waiting(true),
          new FromWorker.Named(7, "worker"),
          new FromWorker.End(
              new Event.Exit(
                  Event.Status.DEADLOCK,
                  2,
                  "x",
                  true,
                  List.of("a", "b"),
                  new Event.Stats(1, 2, 3, 4, 5, 6))));

  @Test
  void everyMessage_survivesTheTrip() throws Exception {
    for (var message : MESSAGES) {
      assertThat(Codec.decode(FromWorker.class, Codec.encode(FromWorker.class, message)))
          .isEqualTo(message);
    }
  }

  @Test
  void job_survivesTheTrip() throws Exception {
    var job =
        new ToWorker.Job(
            new byte[16],
            List.of(new ClassFile("Main$1", new byte[] {1, 2})),
            "Main",
            "sites",
            List.of("a note"),
            new RunOptions(9007199254740991L, null, 8, "real", false, true),
            new ExploreOptions(5, 6),
            new ToWorker.WorkerLimits(1, 2, 3, 4, 5),
            new byte[] {7},
            true);
    var back = (ToWorker.Job) Codec.decode(ToWorker.class, Codec.encode(ToWorker.class, job));
    assertThat(back).usingRecursiveComparison().isEqualTo(job);
  }

  @Test
  void cutMessage_isRefused() {
    for (var message : MESSAGES) {
      var bytes = Codec.encode(FromWorker.class, message);
      for (int length = 0; length < bytes.length; length++) {
        var cut = ByteBuffer.allocate(length).put(bytes, 0, length).array();
        assertThatThrownBy(() -> Codec.decode(FromWorker.class, cut))
            .isInstanceOf(ProtocolException.class);
      }
    }
  }

  @Test
  void bytesAfterAMessage_areRefused() {
    var bytes = Codec.encode(FromWorker.class, new FromWorker.Waiting(true));
    var longer = ByteBuffer.allocate(bytes.length + 1).put(bytes).array();
    assertThatThrownBy(() -> Codec.decode(FromWorker.class, longer))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void hugeLength_isRefusedBeforeAnythingIsAllocated() {
    var message = new FromWorker.Trace(new byte[4]);
    var bytes = Codec.encode(FromWorker.class, message);
    ByteBuffer.wrap(bytes).putInt(1, Integer.MAX_VALUE);
    assertThatThrownBy(() -> Codec.decode(FromWorker.class, bytes))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("length");
  }

  @Test
  void nothing_wherAValueIsNeeded_isRefused() {
    var bytes =
        Codec.encode(FromWorker.class, new FromWorker.Happened(new Event.Output("a", "b", 0, 0)));
    bytes[2] = 0;
    assertThatThrownBy(() -> Codec.decode(FromWorker.class, bytes))
        .isInstanceOf(ProtocolException.class);
  }

  /**
   * Whatever the bytes, there is a message or a refusal; never another exception, never an endless
   * loop.
   */
  @Test
  void damagedMessages_areReadOrRefused() throws Exception {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      var bytes = Codec.encode(FromWorker.class, MESSAGES.get(random.nextInt(MESSAGES.size())));
      for (int damage = random.nextInt(1, 4); damage > 0; damage--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      readOrRefuse(bytes);
    }
  }

  @Test
  void randomBytes_areReadOrRefused() {
    var random = new SplittableRandom(2);
    for (int i = 0; i < 200_000; i++) {
      var bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      if (bytes.length > 1) {
        bytes[0] = (byte) random.nextInt(3);
        bytes[1] = (byte) random.nextInt(9);
      }
      readOrRefuse(bytes);
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      var message = Codec.decode(FromWorker.class, bytes);
      assertThat(message).isNotNull();
    } catch (ProtocolException refused) {
      assertThat(refused).hasMessageNotContaining("\n");
    }
  }

  @Test
  void longList_isRefused() {
    var many = new ArrayList<String>();
    for (int i = 0; i <= Codec.MAX_LIST; i++) {
      many.add("");
    }
    var exit = new Event.Exit(Event.Status.OK, 0, "", true, many, Event.Stats.NONE);
    var bytes = Codec.encode(FromWorker.class, new FromWorker.End(exit));
    assertThatThrownBy(() -> Codec.decode(FromWorker.class, bytes))
        .isInstanceOf(ProtocolException.class);
  }
}
