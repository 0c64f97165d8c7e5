package goloom.sandbox;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a stream of bytes piece by piece; a character may straddle pieces, and what isn't UTF-8
 * is replaced.
 */
final class Utf8Text {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  private ByteBuffer rest = ByteBuffer.allocate(0);

  String decode(byte[] bytes, int offset, int length) {
    var in =
        ByteBuffer.allocate(rest.remaining() + length).put(rest).put(bytes, offset, length).flip();
    var out = CharBuffer.allocate(in.remaining() + 1);
    decoder.decode(in, out, false);
    rest = in.slice();
    return out.flip().toString();
  }

  /** The end: what is left of an unfinished character is replaced. */
  String end() {
    var out = CharBuffer.allocate(4);
    decoder.decode(rest, out, true);
    decoder.flush(out);
    rest = ByteBuffer.allocate(0);
    return out.flip().toString();
  }
}
