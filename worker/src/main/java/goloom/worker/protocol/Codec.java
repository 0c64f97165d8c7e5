package goloom.worker.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns the protocol's records into bytes and back.
 *
 * <p>A record is its components in order; a sealed interface is one byte, the index of the
 * permitted record, and that record; a list is its length and its elements. Strings are UTF-8
 * behind their length. Everything that may be null by its Java type (strings, boxed numbers,
 * records) is behind a byte that says whether it is there.
 *
 * <p>The bytes may come from an enemy. Whatever they hold, {@link #decode} returns a complete value
 * or throws a {@link ProtocolException}, and allocates no more than a small multiple of their
 * length: every length is checked against the bytes that are left, and nesting against {@link
 * #MAX_DEPTH}.
 */
public final class Codec {
  /** Records within records; the protocol's own deepest message needs six. */
  static final int MAX_DEPTH = 12;

  /** Elements of one list. */
  static final int MAX_LIST = 100_000;

  private Codec() {}

  /**
   * {@code message} as bytes; {@code root} is the sealed interface or record that the reader will
   * ask for.
   */
  public static <T> byte[] encode(Class<T> root, T message) {
    var bytes = new ByteArrayOutputStream();
    try {
      Shape.of(root).write(new DataOutputStream(bytes), message);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }

  /** The message that {@code bytes}, all of them, stand for. */
  public static <T> T decode(Class<T> root, byte[] bytes) throws ProtocolException {
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      var message = Shape.of(root).read(in, 0);
      if (in.available() > 0) {
        throw new ProtocolException("bytes left after a message: " + in.available());
      }
      return root.cast(Objects.requireNonNull(message));
    } catch (ProtocolException refused) {
      throw refused;
    } catch (IOException short0) {
      throw new ProtocolException("a message ends too early", short0);
    }
  }

  /** {@code depth}, of which a message has no more than {@link #MAX_DEPTH}. */
  static int depth(int depth) throws ProtocolException {
    if (depth > MAX_DEPTH) {
      throw new ProtocolException("nested too deeply");
    }
    return depth;
  }

  static Object present(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("null where the protocol has none");
    }
    return value;
  }

  static boolean flag(DataInputStream in) throws IOException {
    return switch (in.readUnsignedByte()) {
      case 0 -> false;
      case 1 -> true;
      default -> throw new ProtocolException("a flag that is neither 0 nor 1");
    };
  }

  static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] bytes(DataInputStream in) throws IOException {
    var bytes = new byte[length(in, Integer.MAX_VALUE)];
    in.readFully(bytes);
    return bytes;
  }

  static List<Object> list(DataInputStream in, Shape shape, int depth) throws IOException {
    var length = length(in, MAX_LIST);
    // Grown as elements arrive, not made at once: a length is only a claim.
    var list = new ArrayList<Object>(Math.min(length, 64));
    for (int i = 0; i < length; i++) {
      var element = shape.read(in, depth(depth + 1));
      if (element == null) {
        throw new ProtocolException("nothing in a list");
      }
      list.add(element);
    }
    return List.copyOf(list);
  }

  /**
   * A length, no greater than {@code max} nor, as every element takes a byte or more, than what is
   * left.
   */
  private static int length(DataInputStream in, int max) throws IOException {
    var length = in.readInt();
    if (length < 0 || length > max || length > in.available()) {
      throw new ProtocolException("a length out of bounds: " + length);
    }
    return length;
  }
}
