package goloom.scheduler;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A program's standard input: bytes fed by a thread outside, read by goroutines, which wait for
 * them with the reason {@code IO wait}. While it is open such a wait is no deadlock. Thread-safe.
 */
public final class Inbox {
  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private int offset;
  private boolean closed;
  private @Nullable G reader;

  /** Adds bytes. */
  public void feed(byte[] bytes) {
    G wake;
    synchronized (this) {
      if (closed || bytes.length == 0) {
        return;
      }
      chunks.add(bytes);
      wake = take();
    }
    arrived(wake);
  }

  /** Ends the input. */
  public void close() {
    G wake;
    synchronized (this) {
      closed = true;
      wake = take();
    }
    arrived(wake);
  }

  private @Nullable G take() {
    G g = reader;
    reader = null;
    return g;
  }

  private static void arrived(@Nullable G g) {
    if (g != null) {
      if (g.scheduler instanceof Simulation simulation) {
        simulation.arrived(g);
      } else {
        g.scheduler.ready(g);
      }
    }
  }

  /** Bytes that can be read without waiting. */
  public synchronized int available() {
    int available = -offset;
    for (byte[] chunk : chunks) {
      available += chunk.length;
    }
    return Math.max(0, available);
  }

  /** Reads up to {@code length} bytes, waiting for the first; −1 at the end. */
  public int read(byte[] target, int start, int length) {
    if (length == 0) {
      return 0;
    }
    for (; ; ) {
      G g = G.current();
      synchronized (this) {
        byte[] chunk = chunks.peek();
        if (chunk != null) {
          int n = Math.min(length, chunk.length - offset);
          System.arraycopy(chunk, offset, target, start, n);
          offset += n;
          if (offset == chunk.length) {
            chunks.remove();
            offset = 0;
          }
          return n;
        }
        if (closed) {
          return -1;
        }
        if (reader != null) {
          throw new IllegalStateException("two goroutines read standard input at once");
        }
        reader = g;
      }
      if (g.scheduler instanceof Simulation simulation) {
        simulation.parkExternal(g, WaitReason.IO_WAIT);
      } else {
        g.scheduler.park(g, WaitReason.IO_WAIT, null);
      }
    }
  }
}
