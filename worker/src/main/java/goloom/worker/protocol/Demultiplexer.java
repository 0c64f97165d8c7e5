package goloom.worker.protocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The parent's end of a worker's descriptor 1: tells the worker's frames, which know the secret,
 * from everything else, which is the program's output. See {@link SecretWriter} for the form of a
 * piece.
 *
 * <p>Nothing in the stream can make a frame without the secret, and nothing can make this class
 * hold more than one frame and one piece.
 */
public final class Demultiplexer {
  /**
   * The largest frame of a worker's; its largest messages are deadlock reports and batches of a
   * trace.
   */
  static final int MAX_FRAME = 4 << 20;

  /** Where the two go, in the order of the stream. */
  public interface Sink {
    /** A message, which took {@code bytes} bytes. */
    void frame(FromWorker message, int bytes) throws IOException;

    /** Bytes the program wrote; the array is only lent. */
    void raw(byte[] bytes, int offset, int length) throws IOException;
  }

  private final byte[] secret;
  private final Sink sink;

  /** What was read and belongs nowhere yet: the beginning of a piece, or what may become one. */
  private byte[] held = new byte[2 * SecretWriter.PIPE_BUF];

  private int end;

  /** The frame whose pieces are arriving, and how much of it has arrived. */
  private byte @Nullable [] frame;

  private int filled;

  public Demultiplexer(byte[] secret, Sink sink) {
    this.secret = secret.clone();
    this.sink = sink;
  }

  /** Takes the next {@code length} bytes of the stream. */
  public void accept(byte[] bytes, int length) throws IOException {
    if (end + length > held.length) {
      held = Arrays.copyOf(held, end + length);
    }
    System.arraycopy(bytes, 0, held, end, length);
    end += length;
    var from = 0;
    while (true) {
      var at = indexOfSecret(from);
      if (at > from) {
        sink.raw(held, from, at - from);
        from = at;
      }
      if (end - from < SecretWriter.HEAD) {
        break;
      }
      var payload =
          ((held[from + SecretWriter.SECRET] & 0xff) << 8)
              | (held[from + SecretWriter.SECRET + 1] & 0xff);
      if (payload == 0 || payload > SecretWriter.PIPE_BUF - SecretWriter.HEAD) {
        throw new ProtocolException("a piece's length out of bounds: " + payload);
      }
      var next = from + SecretWriter.HEAD + payload;
      if (next > end) {
        break;
      }
      assemble(from + SecretWriter.HEAD, payload);
      from = next;
    }
    System.arraycopy(held, from, held, 0, end - from);
    end -= from;
  }

  /**
   * The stream has ended: what looked like the beginning of a piece was none. A whole secret is one
   * even so, from a worker that died in the middle, and goes nowhere.
   */
  public void finish() throws IOException {
    if (end > 0 && end < SecretWriter.SECRET) {
      sink.raw(held, 0, end);
    }
    end = 0;
  }

  /**
   * Where the secret, or what there is of its beginning at the end, is found; the end where it is
   * not.
   */
  private int indexOfSecret(int from) {
    for (int at = from; at < end; at++) {
      var length = Math.min(SecretWriter.SECRET, end - at);
      if (held[at] == secret[0] && Arrays.equals(held, at, at + length, secret, 0, length)) {
        return at;
      }
    }
    return end;
  }

  /** Adds a piece to the frame it belongs to, and delivers that frame where it is complete. */
  private void assemble(int from, int payload) throws IOException {
    var offset = 0;
    if (frame == null) {
      if (payload < 4) {
        throw new ProtocolException("a frame begins with too short a piece: " + payload);
      }
      var length = ByteBuffer.wrap(held).getInt(from);
      if (length < 0 || length > MAX_FRAME) {
        throw new ProtocolException("a frame's length out of bounds: " + length);
      }
      frame = new byte[length];
      filled = 0;
      offset = 4;
    }
    if (payload - offset > frame.length - filled) {
      throw new ProtocolException("a piece that belongs to two frames");
    }
    System.arraycopy(held, from + offset, frame, filled, payload - offset);
    filled += payload - offset;
    if (filled == frame.length) {
      var complete = frame;
      frame = null;
      sink.frame(Codec.decode(FromWorker.class, complete), complete.length);
    }
  }
}
