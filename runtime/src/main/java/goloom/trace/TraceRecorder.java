package goloom.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Packs events into three longs each and hands them on in batches. Not thread-safe.
 *
 * <p>The packed form, 24 bytes big-endian an event: kind (8 bits) and time in nanoseconds (56);
 * goroutine (32), site (24), processor + 1 (8); the two numbers (32 each).
 */
@SuppressWarnings("EnumOrdinal") // the format names kinds by their order
public final class TraceRecorder {
  /** Bytes an event. */
  static final int WIDTH = 3 * Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Events handed on at once: as many as stay in a processor's cache until they are. */
  private static final int BATCH = 1_024;

  private static final int MOST_SITES = (1 << 24) - 1;

  private final int limit;
  private final Consumer<byte[]> sink;
  private final byte[] batch = new byte[BATCH * WIDTH];
  private int used;

  /** Where in the batch something is to be done: it is full, or the limit is reached. */
  private int end;

  /** Events of the batches before. */
  private int handedOn;

  /**
   * A recorder that stops, with a notice, after {@code limit} events.
   *
   * @param sink receives each batch, which is overwritten once it returns
   */
  public TraceRecorder(int limit, Consumer<byte[]> sink) {
    this.limit = limit;
    this.sink = sink;
    end = Math.min(limit, BATCH) * WIDTH;
  }

  /** Who an event is of, for {@link #add}: goroutine and processor, 0 and −1 for none. */
  public static long who(long goroutine, int processor) {
    return (goroutine << 32) | (processor + 1);
  }

  /**
   * Records an event.
   *
   * @param at nanoseconds since the program began
   * @param who a {@link #who}
   */
  public void add(TraceKind kind, long at, long who, int site, int first, int second) {
    if (used == end && !makeRoom(at, who, site)) {
      return;
    }
    put(kind, at, who, site, first, second);
  }

  private void put(TraceKind kind, long at, long who, int site, int first, int second) {
    int i = used;
    byte[] to = batch;
    LONGS.set(to, i, ((long) kind.ordinal() << 56) | at);
    LONGS.set(to, i + Long.BYTES, who | ((long) (site & MOST_SITES) << 8));
    LONGS.set(to, i + 2 * Long.BYTES, ((long) first << 32) | (second & 0xFFFF_FFFFL));
    used = i + WIDTH;
  }

  /** Whether another event may be recorded; the first that may not leaves the notice. */
  private boolean makeRoom(long at, long who, int site) {
    if (handedOn < 0) {
      return false;
    }
    if (used == batch.length) {
      sink.accept(batch);
      handedOn += BATCH;
      used = 0;
      end = Math.min(limit - handedOn, BATCH) * WIDTH;
    }
    if (used < end) {
      return true;
    }
    put(TraceKind.LIMIT, at, who, site, limit, 0);
    end = used;
    handedOn = -1;
    return false;
  }

  /** Hands on what has not been. */
  public void flush() {
    if (used > 0) {
      sink.accept(Arrays.copyOf(batch, used));
      if (handedOn >= 0) {
        handedOn += used / WIDTH;
        end = Math.min(limit - handedOn, BATCH) * WIDTH;
      } else {
        end = 0;
      }
      used = 0;
    }
  }
}
