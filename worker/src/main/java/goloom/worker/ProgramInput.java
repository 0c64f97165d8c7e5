package goloom.worker;

import goloom.Go;
import goloom.Mutex;
import goloom.scheduler.Engine;
import goloom.worker.protocol.Frames;
import goloom.worker.protocol.FromWorker;
import goloom.worker.protocol.ToWorker;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The program's standard input: what the job came with, then the frames that follow it.
 *
 * <p>Frames are read by whoever reads the program's input, when it does: no thread waits for them
 * meanwhile. In {@code sim} a reader first lets the others run until all of them wait, then the
 * world stands still until its user has typed: so a program that waits for its user is not
 * deadlocked, and what arrives, not when, decides how it goes on.
 */
final class ProgramInput extends InputStream {
  private final InputStream frames;
  private final Outbox outbox;
  private final Mutex mutex = new Mutex();
  private byte[] bytes;
  private int at;
  private boolean open;

  ProgramInput(InputStream frames, Outbox outbox, byte[] bytes, boolean open) {
    this.frames = frames;
    this.outbox = outbox;
    this.bytes = bytes;
    this.open = open;
  }

  /** One that nothing follows. */
  static ProgramInput whole(Outbox outbox, byte[] bytes) {
    return new ProgramInput(InputStream.nullInputStream(), outbox, bytes, false);
  }

  @Override
  public int read() {
    try (var _ = mutex.locked()) {
      return fill() ? bytes[at++] & 0xff : -1;
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    try (var _ = mutex.locked()) {
      if (!fill()) {
        return -1;
      }
      var n = Math.min(length, bytes.length - at);
      System.arraycopy(bytes, at, target, offset, n);
      at += n;
      return n;
    }
  }

  @Override
  public int available() {
    try (var _ = mutex.locked()) {
      return bytes.length - at;
    }
  }

  /** Sees to it that there is a byte to read; false at the end. */
  private boolean fill() {
    while (at == bytes.length && open) {
      Engine.settle();
      if (Go.blocking(this::next) instanceof ToWorker.Stdin(var more)) {
        bytes = more;
        at = 0;
      } else {
        open = false;
      }
    }
    return at < bytes.length;
  }

  private @Nullable ToWorker next() throws IOException {
    outbox.send(new FromWorker.Waiting(true));
    try {
      return Frames.read(frames, ToWorker.class);
    } finally {
      outbox.send(new FromWorker.Waiting(false));
    }
  }
}
