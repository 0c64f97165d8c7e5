package goloom.worker;

import goloom.worker.protocol.Frames;
import goloom.worker.protocol.FromWorker;
import goloom.worker.protocol.ToWorker;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The program's standard input: what the job came with, then the frames that follow it.
 *
 * <p>Frames are read by whoever reads the program's input, when it does: no thread waits for them
 * meanwhile. The read blocks its carrier, which is what keeps a program that waits for its user
 * from looking deadlocked.
 */
final class ProgramInput extends InputStream {
  private final InputStream frames;
  private final Outbox outbox;
  private byte[] bytes;
  private int at;
  private boolean open;

  ProgramInput(InputStream frames, Outbox outbox, byte[] bytes, boolean open) {
    this.frames = frames;
    this.outbox = outbox;
    this.bytes = bytes;
    this.open = open;
  }

  @Override
  public synchronized int read() throws IOException {
    return fill() ? bytes[at++] & 0xff : -1;
  }

  @Override
  public synchronized int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    var n = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, target, offset, n);
    at += n;
    return n;
  }

  @Override
  public synchronized int available() {
    return bytes.length - at;
  }

  /** Sees to it that there is a byte to read; false at the end. */
  private boolean fill() throws IOException {
    while (at == bytes.length && open) {
      outbox.send(new FromWorker.Waiting(true));
      var next = Frames.read(frames, ToWorker.class);
      outbox.send(new FromWorker.Waiting(false));
      if (next instanceof ToWorker.Stdin(var more)) {
        bytes = more;
        at = 0;
      } else {
        open = false;
      }
    }
    return at < bytes.length;
  }
}
