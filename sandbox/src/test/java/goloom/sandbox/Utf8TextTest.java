package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8TextTest {

  @Test
  void character_thatStraddlesReads_isOne() {
    var bytes = "ä\u20ac\ud83d\ude00z".getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      var text = new Utf8Text();
      assertThat(
              text.decode(bytes, 0, cut) + text.decode(bytes, cut, bytes.length - cut) + text.end())
          .isEqualTo("ä\u20ac\ud83d\ude00z");
    }
  }

  @Test
  void whatIsNotUtf8_isReplaced() {
    var text = new Utf8Text();
    assertThat(text.decode(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82}, 0, 5))
        .isEqualTo("a\ufffdb");
    assertThat(text.end()).isEqualTo("\ufffd");
  }
}
