package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event.Output;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutputKeeperTest {
  private final StringBuilder seen = new StringBuilder();

  private OutputKeeper keeper(int head, int tail) {
    var limits = new Limits(0, 0, 0, 0, 0, head, tail, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    return new OutputKeeper(limits, output -> seen.append(output.text()));
  }

  private static Output output(String text) {
    return new Output("stdout", text, 0, 0);
  }

  @Test
  void head_passesAtOnce_andTheTailAtTheEnd() {
    var keeper = keeper(5, 4);
    keeper.accept(output("abc"));
    keeper.accept(output("defgh"));
    keeper.accept(output("ijklm"));
    assertThat(seen.toString()).isEqualTo("abcde");
    keeper.release();
    assertThat(seen.toString()).isEqualTo("abcdejklm");
    assertThat(keeper.cutBytes()).isEqualTo(4);
  }

  @Test
  void outputWithinHeadAndTail_isWhole() {
    var keeper = keeper(5, 5);
    keeper.accept(output("0123456789"));
    keeper.release();
    assertThat(seen.toString()).isEqualTo("0123456789");
    assertThat(keeper.cutBytes()).isZero();
  }

  @Test
  void characters_areNeverCutInTwo() {
    var keeper = keeper(5, 5);
    keeper.accept(output("\ud83d\ude00\ud83d\ude00ä\ud83d\ude00"));
    keeper.release();
    assertThat(seen.toString()).isEqualTo("\ud83d\ude00\ud83d\ude00");
  }

  @Test
  void anyPortions_keepTheSameBytes() {
    for (long seed = 0; seed < 200; seed++) {
      seen.setLength(0);
      var random = new SplittableRandom(seed);
      var keeper = keeper(100, 50);
      var all = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        var text = "abcdefghij".substring(random.nextInt(10));
        all.append(text);
        keeper.accept(output(text));
      }
      keeper.release();
      var expected = all.substring(0, 100) + all.substring(Math.max(100, all.length() - 50));
      assertThat(seen.toString()).isEqualTo(expected);
      assertThat(keeper.cutBytes()).isEqualTo(Math.max(0, all.length() - 150));
    }
  }

  @Test
  void flood_isNoticed() {
    var keeper = keeper(1, 1);
    keeper.accept(output("x".repeat((int) keeper.floodBytes())));
    assertThat(keeper.flooded()).isFalse();
    keeper.accept(output("x"));
    assertThat(keeper.flooded()).isTrue();
  }

  @Test
  void flood_ofSmallPieces_isNoticedEarlier_butNotBeforeAnythingIsCut() {
    var keeper = keeper(100, 20);
    for (int i = 0; i < 120; i++) {
      keeper.accept(output("x"));
      assertThat(keeper.flooded()).isFalse();
    }
    keeper.accept(output("x"));
    assertThat(keeper.flooded()).isTrue();
    assertThat(keeper.floodedByPieces()).isTrue();
  }

  @Test
  void lengthsInUtf8_areThoseOfTheBytes() {
    for (var text : new String[] {"", "a", "ä", "\u20ac", "\ud83d\ude00", "aä\u20ac\ud83d\ude00"}) {
      assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
  }
}
