package goloom.worker.protocol;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The worker's end of descriptor 1, which the program can write to as well. Frames leave in pieces
 * that the kernel writes to a pipe as a whole, so whatever the program writes there lies between
 * pieces, never in one.
 *
 * <pre>
 * piece = secret (16 bytes)  length (2 bytes)  length bytes of the stream of frames
 * </pre>
 *
 * <p>Not thread-safe.
 */
public final class SecretWriter {
  /** Linux writes up to this many bytes to a pipe in one piece. */
  static final int PIPE_BUF = 4096;

  static final int SECRET = 16;
  static final int HEAD = SECRET + 2;

  private final OutputStream out;
  private final byte[] piece = new byte[PIPE_BUF];

  /** Writes to {@code out}, which must hand each array to the kernel in one call. */
  public SecretWriter(OutputStream out, byte[] secret) {
    if (secret.length != SECRET) {
      throw new IllegalArgumentException("a secret has 16 bytes, not " + secret.length);
    }
    this.out = out;
    System.arraycopy(secret, 0, piece, 0, SECRET);
  }

  /** Sends one message. */
  public void send(FromWorker message) throws IOException {
    var frame = Frames.frame(FromWorker.class, message);
    for (int sent = 0; sent < frame.length; ) {
      var length = Math.min(frame.length - sent, PIPE_BUF - HEAD);
      piece[SECRET] = (byte) (length >> 8);
      piece[SECRET + 1] = (byte) length;
      System.arraycopy(frame, sent, piece, HEAD, length);
      out.write(piece, 0, HEAD + length);
      sent += length;
    }
  }
}
