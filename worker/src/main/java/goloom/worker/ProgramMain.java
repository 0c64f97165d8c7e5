package goloom.worker;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A program's {@code main}, found as the Java launcher finds it (JLS 12.1.4). */
final class ProgramMain implements goloom.Block {
  private final MethodHandle main;

  private ProgramMain(MethodHandle main) {
    this.main = main;
  }

  /** The entry of {@code type}: static or not, with the arguments or without. */
  static ProgramMain of(Class<?> type) throws ReflectiveOperationException {
    var method = find(type, String[].class);
    if (method == null) {
      method = find(type);
    }
    if (method == null) {
      throw new NoSuchMethodException("no main in " + type.getName());
    }
    // Handles, not reflection: their frames are hidden from the program's stack traces.
    ProgramMain.class.getModule().addReads(type.getModule());
    var lookup = MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup());
    var handle = lookup.unreflect(method);
    if (!Modifier.isStatic(method.getModifiers())) {
      var constructor =
          MethodHandles.privateLookupIn(type, MethodHandles.lookup())
              .findConstructor(type, MethodType.methodType(void.class));
      handle =
          MethodHandles.foldArguments(
              handle.asType(handle.type().changeParameterType(0, type)), constructor);
    }
    if (method.getParameterCount() == 1) {
      handle = MethodHandles.insertArguments(handle, 0, (Object) new String[0]);
    }
    return new ProgramMain(handle.asType(MethodType.methodType(void.class)));
  }

  private static @Nullable Method find(Class<?> type, Class<?>... parameters) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (var method : c.getDeclaredMethods()) {
        if (method.getName().equals("main")
            && Arrays.equals(method.getParameterTypes(), parameters)
            && method.getReturnType() == void.class
            && !Modifier.isPrivate(method.getModifiers())) {
          return method;
        }
      }
    }
    return null;
  }

  @Override
  public void run() throws Exception {
    try {
      main.invokeExact();
    } catch (Exception | Error thrown) {
      throw thrown;
    } catch (Throwable odd) {
      throw new UndeclaredThrowableException(odd);
    }
  }
}
