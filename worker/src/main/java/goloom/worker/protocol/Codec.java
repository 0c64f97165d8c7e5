package goloom.worker.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
      write(new DataOutputStream(bytes), Shape.of(root), message);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }

  /** The message that {@code bytes}, all of them, stand for. */
  public static <T> T decode(Class<T> root, byte[] bytes) throws ProtocolException {
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      var message = read(in, Shape.of(root), 0);
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

  private static void write(DataOutputStream out, Shape shape, @Nullable Object value)
      throws IOException {
    switch (shape) {
      case Shape.Int _ -> out.writeInt((Integer) present(value));
      case Shape.Long64 _ -> out.writeLong((Long) present(value));
      case Shape.Bool _ -> out.writeBoolean((Boolean) present(value));
      case Shape.Bytes _ -> {
        var bytes = (byte[]) present(value);
        out.writeInt(bytes.length);
        out.write(bytes);
      }
      case Shape.Text _ -> {
        var bytes = ((String) present(value)).getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
      }
      case Shape.Constant constant -> out.writeByte(constant.indexOf(present(value)));
      case Shape.Many many -> {
        var list = (List<?>) present(value);
        out.writeInt(list.size());
        for (var element : list) {
          write(out, many.element(), element);
        }
      }
      case Shape.Maybe maybe -> {
        out.writeBoolean(value != null);
        if (value != null) {
          write(out, maybe.shape(), value);
        }
      }
      case Shape.Struct struct -> {
        for (var component : struct.components()) {
          write(out, component.shape(), component.get(present(value)));
        }
      }
      case Shape.Union union -> {
        var index = union.indexOf(present(value));
        out.writeByte(index);
        write(out, union.member(index), value);
      }
    }
  }

  private static Object present(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("null where the protocol has none");
    }
    return value;
  }

  private static @Nullable Object read(DataInputStream in, Shape shape, int depth)
      throws IOException {
    if (depth > MAX_DEPTH) {
      throw new ProtocolException("nested too deeply");
    }
    return switch (shape) {
      case Shape.Int _ -> in.readInt();
      case Shape.Long64 _ -> in.readLong();
      case Shape.Bool _ -> flag(in);
      case Shape.Bytes _ -> bytes(in);
      case Shape.Text _ -> new String(bytes(in), StandardCharsets.UTF_8);
      case Shape.Constant constant -> constant.at(in.readUnsignedByte());
      case Shape.Many many -> list(in, many, depth);
      case Shape.Maybe maybe -> {
        if (flag(in)) {
          yield read(in, maybe.shape(), depth);
        }
        if (!maybe.nullable()) {
          throw new ProtocolException("nothing where the protocol needs a value");
        }
        yield null;
      }
      case Shape.Struct struct -> {
        var values = new @Nullable Object[struct.components().size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = read(in, struct.components().get(i).shape(), depth + 1);
        }
        yield struct.make(values);
      }
      case Shape.Union union -> read(in, union.member(in.readUnsignedByte()), depth + 1);
    };
  }

  private static boolean flag(DataInputStream in) throws IOException {
    return switch (in.readUnsignedByte()) {
      case 0 -> false;
      case 1 -> true;
      default -> throw new ProtocolException("a flag that is neither 0 nor 1");
    };
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    var bytes = new byte[length(in, Integer.MAX_VALUE)];
    in.readFully(bytes);
    return bytes;
  }

  private static List<Object> list(DataInputStream in, Shape.Many many, int depth)
      throws IOException {
    var length = length(in, MAX_LIST);
    // Grown as elements arrive, not made at once: a length is only a claim.
    var list = new ArrayList<Object>(Math.min(length, 64));
    for (int i = 0; i < length; i++) {
      var element = read(in, many.element(), depth + 1);
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
