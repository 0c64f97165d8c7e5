package goloom.trace;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Packs events into three longs each and hands them on in batches. Not thread-safe.
 *
 * <p>The packed form, 24 bytes big-endian an event: kind (8 bits) and time in nanoseconds (56);
 * goroutine (32), site (24), processor + 1 (8); the two numbers (32 each).
 */
@SuppressWarnings("EnumOrdinal") // the format names kinds by their order
public final class TraceRecorder {
  /** Longs an event. */
  static final int WIDTH = 3;

  private static final int BATCH = 4_096;
  private static final int MOST_SITES = (1 << 24) - 1;

  private final int limit;
  private final Consumer<byte[]> sink;
  private final long[] batch = new long[BATCH * WIDTH];
  private int used;
  private int recorded;

  /**
   * A recorder that stops, with a notice, after {@code limit} events.
   *
   * @param sink receives each batch
   */
  public TraceRecorder(int limit, Consumer<byte[]> sink) {
    this.limit = limit;
    this.sink = sink;
  }

  /** Records an event. */
  public void add(
      TraceKind kind, long at, long goroutine, int processor, int site, int first, int second) {
    if (recorded >= limit) {
      if (recorded == limit) {
        recorded++;
        put(TraceKind.LIMIT, at, goroutine, processor, site, limit, 0);
      }
      return;
    }
    recorded++;
    put(kind, at, goroutine, processor, site, first, second);
  }

  private void put(
      TraceKind kind, long at, long goroutine, int processor, int site, int first, int second) {
    int i = used;
    long[] to = batch;
    to[i] = ((long) kind.ordinal() << 56) | at;
    to[i + 1] = (goroutine << 32) | ((long) (site & MOST_SITES) << 8) | (processor + 1);
    to[i + 2] = ((long) first << 32) | (second & 0xFFFF_FFFFL);
    used = i + WIDTH;
    if (used == to.length) {
      flush();
    }
  }

  /** Hands on what has not been. */
  public void flush() {
    if (used > 0) {
      ByteBuffer bytes = ByteBuffer.allocate(used * Long.BYTES);
      bytes.asLongBuffer().put(batch, 0, used);
      used = 0;
      sink.accept(bytes.array());
    }
  }
}
