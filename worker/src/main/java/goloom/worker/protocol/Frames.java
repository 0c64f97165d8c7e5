package goloom.worker.protocol;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Messages on a stream that carries nothing else: four bytes of length, then that many bytes of
 * {@link Codec}.
 */
public final class Frames {
  /** The largest frame: a job with 4 MiB of classes, its input and its table of sites. */
  public static final int MAX_FRAME = 8 << 20;

  private Frames() {}

  /** Writes one message and flushes. */
  public static <T> void write(OutputStream out, Class<T> root, T message) throws IOException {
    out.write(frame(root, message));
    out.flush();
  }

  /** One message with its length before it. */
  static <T> byte[] frame(Class<T> root, T message) throws IOException {
    var body = Codec.encode(root, message);
    if (body.length > MAX_FRAME) {
      throw new ProtocolException("a frame too large: " + body.length);
    }
    return ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).array();
  }

  /** Reads one message; null where the stream ends before one begins. */
  public static <T> @Nullable T read(InputStream in, Class<T> root) throws IOException {
    var first = in.read();
    if (first < 0) {
      return null;
    }
    try {
      var data = new DataInputStream(in);
      var length = (first << 24) | (data.readUnsignedByte() << 16) | data.readUnsignedShort();
      checkLength(length);
      var body = data.readNBytes(length);
      if (body.length < length) {
        throw new ProtocolException("a frame ends too early");
      }
      return Codec.decode(root, body);
    } catch (EOFException e) {
      throw new ProtocolException("a frame ends too early", e);
    }
  }

  static void checkLength(int length) throws ProtocolException {
    if (length < 0 || length > MAX_FRAME) {
      throw new ProtocolException("a frame's length out of bounds: " + length);
    }
  }
}
