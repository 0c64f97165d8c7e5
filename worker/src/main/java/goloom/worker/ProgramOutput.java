package goloom.worker;

import goloom.scheduler.Engine;
import goloom.worker.protocol.Event;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * One of the program's two output streams: each write becomes an event that says when and by which
 * goroutine.
 *
 * <p>One print is one write, and one event. Writes are not gathered: what is gathered has to be let
 * go of at some real time, and then the events of a run would depend on the machine's speed, not on
 * its seed alone.
 */
final class ProgramOutput extends OutputStream {
  private final String stream;
  private final Outbox outbox;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** Bytes of a character whose end is still to be written. */
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 13);

  private final CharBuffer chars = CharBuffer.allocate(1 << 13);

  private ProgramOutput(String stream, Outbox outbox) {
    this.stream = stream;
    this.outbox = outbox;
  }

  /** A stream that takes the place of {@code System.out} or {@code System.err}. */
  static PrintStream stream(String name, Outbox outbox) {
    return new PrintStream(new ProgramOutput(name, outbox), true, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    for (int at = offset; at < offset + length; ) {
      var n = Math.min(bytes.remaining(), offset + length - at);
      bytes.put(source, at, n);
      at += n;
      bytes.flip();
      decoder.decode(bytes, chars, false);
      bytes.compact();
      chars.flip();
      if (chars.hasRemaining()) {
        outbox.write(new Event.Output(stream, chars.toString(), Engine.now(), Engine.goroutine()));
      }
      chars.clear();
    }
    Engine.wrote(stream.equals("stdout") ? 1 : 2, length);
  }
}
