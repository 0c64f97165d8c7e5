package goloom.worker.protocol;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a type of the protocol looks like on the wire, found by reflection once. */
sealed interface Shape {

  record Int() implements Shape {
    @Override
    public void write(DataOutputStream out, @Nullable Object value) throws IOException {
      out.writeInt((Integer) Codec.present(value));
    }

    @Override
    public Object read(DataInputStream in, int depth) throws IOException {
      return in.readInt();
    }
  }

  record Long64() implements Shape {
    @Override
    public void write(DataOutputStream out, @Nullable Object value) throws IOException {
      out.writeLong((Long) Codec.present(value));
    }

    @Override
    public Object read(DataInputStream in, int depth) throws IOException {
      return in.readLong();
    }
  }

  record Bool() implements Shape {
    @Override
    public void write(DataOutputStream out, @Nullable Object value) throws IOException {
      out.writeBoolean((Boolean) Codec.present(value));
    }

    @Override
    public Object read(DataInputStream in, int depth) throws IOException {
      return Codec.flag(in);
    }
  }

  record Bytes() implements Shape {
    @Override
    public void write(DataOutputStream out, @Nullable Object value) throws IOException {
      Codec.bytes(out, (byte[]) Codec.present(value));
    }

    @Override
    public Object read(DataInputStream in, int depth) throws IOException {
      return Codec.bytes(in);
    }
  }

  record Text() implements Shape {
    @Override
    public void write(DataOutputStream out, @Nullable Object value) throws IOException {
      Codec.bytes(out, ((String) Codec.present(value)).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Object read(DataInputStream in, int depth) throws IOException {
      return new String(Codec.bytes(in), StandardCharsets.UTF_8);
    }
  }

  /** An enum. */
  record Constant(Class<? extends Enum<?>> type) implements Shape {
    int indexOf(Object value) {
      return List.of(type.getEnumConstants()).indexOf(value);
    }

    Object at(int ordinal) throws ProtocolException {
      var constants = type.getEnumConstants();
      if (ordinal >= constants.length) {
        throw new ProtocolException("no such constant: " + ordinal);
      }
      return constants[ordinal];
    }

    @Override
    public void write(DataOutputStream out, @Nullable Object value) throws IOException {
      out.writeByte(indexOf(Codec.present(value)));
    }

    @Override
    public Object read(DataInputStream in, int depth) throws IOException {
      return at(in.readUnsignedByte());
    }
  }

  /** A list. */
  record Many(Shape element) implements Shape {
    @Override
    public void write(DataOutputStream out, @Nullable Object value) throws IOException {
      var list = (List<?>) Codec.present(value);
      out.writeInt(list.size());
      for (var item : list) {
        element.write(out, item);
      }
    }

    @Override
    public Object read(DataInputStream in, int depth) throws IOException {
      return Codec.list(in, element, depth);
    }
  }

  /** Something that Java lets be null; {@code nullable} says whether the protocol does too. */
  record Maybe(Shape shape, boolean nullable) implements Shape {
    @Override
    public void write(DataOutputStream out, @Nullable Object value) throws IOException {
      out.writeBoolean(value != null);
      if (value != null) {
        shape.write(out, value);
      }
    }

    @Override
    public @Nullable Object read(DataInputStream in, int depth) throws IOException {
      if (Codec.flag(in)) {
        return shape.read(in, depth);
      }
      if (!nullable) {
        throw new ProtocolException("nothing where the protocol needs a value");
      }
      return null;
    }
  }

  /** A record. */
  record Struct(Constructor<?> constructor, List<Component> components) implements Shape {
    Object make(@Nullable Object[] values) throws ProtocolException {
      try {
        return constructor.newInstance(values);
      } catch (InvocationTargetException refused) {
        throw new ProtocolException("values that the record refuses", refused);
      } catch (ReflectiveOperationException broken) {
        throw new IllegalStateException(broken);
      }
    }

    @Override
    public void write(DataOutputStream out, @Nullable Object value) throws IOException {
      for (var component : components) {
        component.shape().write(out, component.get(Codec.present(value)));
      }
    }

    @Override
    public Object read(DataInputStream in, int depth) throws IOException {
      int inner = Codec.depth(depth + 1);
      var values = new @Nullable Object[components.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = components.get(i).shape().read(in, inner);
      }
      return make(values);
    }
  }

  record Component(Method accessor, Shape shape) {
    @Nullable Object get(Object owner) {
      try {
        return accessor.invoke(owner);
      } catch (ReflectiveOperationException broken) {
        throw new IllegalStateException(broken);
      }
    }
  }

  /** A sealed interface of records. */
  record Union(List<Class<?>> types, List<Shape> members) implements Shape {
    int indexOf(Object value) {
      return types.indexOf(value.getClass());
    }

    Shape member(int index) throws ProtocolException {
      if (index >= members.size()) {
        throw new ProtocolException("no such message: " + index);
      }
      return members.get(index);
    }

    @Override
    public void write(DataOutputStream out, @Nullable Object value) throws IOException {
      var index = indexOf(Codec.present(value));
      out.writeByte(index);
      members.get(index).write(out, value);
    }

    @Override
    public @Nullable Object read(DataInputStream in, int depth) throws IOException {
      return member(in.readUnsignedByte()).read(in, Codec.depth(depth + 1));
    }
  }

  /** Writes a value of this shape. Each shape does itself what is its own: see {@link Codec}. */
  void write(DataOutputStream out, @Nullable Object value) throws IOException;

  /** Reads one, {@code depth} records deep in a message. */
  @Nullable Object read(DataInputStream in, int depth) throws IOException;

  /** The shape of a message type. */
  static Shape of(Class<?> type) {
    return Shapes.CACHE.get(type);
  }
}

/**
 * Finds shapes. Not recursive types: the protocol has none, and a cycle would end in a stack
 * overflow here.
 */
final class Shapes {
  static final ClassValue<Shape> CACHE =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return find(type, false);
        }
      };

  /**
   * Whether the nullness annotations can be seen. They are not linked into the box: there, where
   * only our own messages are read, any null passes.
   */
  private static final boolean ANNOTATED = annotated();

  private Shapes() {}

  private static boolean annotated() {
    try {
      Class.forName("org.jspecify.annotations.Nullable");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @SuppressWarnings("unchecked")
  private static Shape find(Type type, boolean nullable) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return new Shape.Many(element(list.getActualTypeArguments()[0]));
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("not a type of the protocol: " + type);
    }
    if (plain == int.class) {
      return new Shape.Int();
    } else if (plain == long.class) {
      return new Shape.Long64();
    } else if (plain == boolean.class) {
      return new Shape.Bool();
    } else if (plain == byte[].class) {
      return new Shape.Bytes();
    } else if (plain == Long.class) {
      return new Shape.Maybe(new Shape.Long64(), nullable);
    } else if (plain == String.class) {
      return new Shape.Maybe(new Shape.Text(), nullable);
    } else if (plain.isEnum()) {
      return new Shape.Constant((Class<? extends Enum<?>>) plain);
    } else if (plain.isSealed()) {
      var types = List.<Class<?>>of(plain.getPermittedSubclasses());
      return new Shape.Union(types, types.stream().map(Shapes::struct).toList());
    } else if (plain.isRecord()) {
      return struct(plain);
    }
    throw new IllegalArgumentException("not a type of the protocol: " + type);
  }

  /** An element needs no byte to say that it is there. */
  private static Shape element(Type type) {
    var shape = find(type, false);
    return shape instanceof Shape.Maybe maybe ? maybe.shape() : shape;
  }

  private static Shape struct(Class<?> type) {
    var components = type.getRecordComponents();
    try {
      var constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return new Shape.Struct(
          constructor, Arrays.stream(components).map(Shapes::component).toList());
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Shape.Component component(RecordComponent component) {
    var nullable = !ANNOTATED || isNullable(component.getAnnotatedType());
    var shape = find(component.getGenericType(), nullable);
    if (component.getType().isRecord()) {
      shape = new Shape.Maybe(shape, nullable);
    }
    return new Shape.Component(component.getAccessor(), shape);
  }

  private static boolean isNullable(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .anyMatch(annotation -> annotation.annotationType().getSimpleName().equals("Nullable"));
  }
}
