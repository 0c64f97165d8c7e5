package goloom.trace;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An event, unpacked.
 *
 * @param at virtual nanoseconds since the program began
 * @param goroutine whose it is; 0 where it is nobody's
 * @param processor where it happened; −1 for nowhere
 * @param site the source site, an index into the program's table; 0 where unknown
 * @param first the number that {@link TraceKind#first} names
 * @param second the number that {@link TraceKind#second} names
 */
public record TraceEvent(
    TraceKind kind, long at, long goroutine, int processor, int site, int first, int second) {

  private static final TraceKind[] KINDS = TraceKind.values();
  private static final int BYTES = TraceRecorder.WIDTH;

  /**
   * Unpacks a batch.
   *
   * @throws IllegalArgumentException where it is not whole events of known kinds
   */
  public static List<TraceEvent> unpack(byte[] packed) {
    if (packed.length % BYTES != 0) {
      throw new IllegalArgumentException("a trace batch is not whole events: " + packed.length);
    }
    ByteBuffer bytes = ByteBuffer.wrap(packed);
    List<TraceEvent> events = new ArrayList<>(packed.length / BYTES);
    while (bytes.hasRemaining()) {
      long head = bytes.getLong();
      long where = bytes.getLong();
      long numbers = bytes.getLong();
      int kind = (int) (head >>> 56);
      if (kind >= KINDS.length) {
        throw new IllegalArgumentException("unknown kind of trace event: " + kind);
      }
      events.add(
          new TraceEvent(
              KINDS[kind],
              head & (1L << 56) - 1,
              where >>> 32,
              (int) (where & 0xFF) - 1,
              (int) (where >>> 8) & 0xFF_FFFF,
              (int) (numbers >>> 32),
              (int) numbers));
    }
    return events;
  }
}
