package goloom.junit;

import goloom.Block;
import goloom.scheduler.Governor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * A test as a program: its main makes an instance of the test class, runs what comes before each
 * test, the test, and what comes after. To be run any number of times, one after the other.
 */
final class TestProgram implements Block {
  private final MethodHandle constructor;
  private final List<MethodHandle> before;
  private final MethodHandle test;
  private final List<MethodHandle> after;
  private final List<String> uncontrolled;
  private @Nullable Throwable thrown;

  private TestProgram(
      MethodHandle constructor,
      List<MethodHandle> before,
      MethodHandle test,
      List<MethodHandle> after,
      List<String> uncontrolled) {
    this.constructor = constructor;
    this.before = before;
    this.test = test;
    this.after = after;
    this.uncontrolled = uncontrolled;
  }

  /**
   * The test of that name in a class.
   *
   * @throws ReflectiveOperationException where the class can't be loaded or has no such test
   */
  static TestProgram of(TestClasses classes, ClassLoader loader, Class<?> original, Method test)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(original.getName(), false, loader);
    Class<?> declaring = Class.forName(test.getDeclaringClass().getName(), false, loader);
    return new TestProgram(
        constructor(type),
        methods(type, BeforeEach.class, HierarchyTraversalMode.TOP_DOWN),
        method(declaring.getDeclaredMethod(test.getName())),
        methods(type, AfterEach.class, HierarchyTraversalMode.BOTTOM_UP),
        classes.notes());
  }

  /** What the last execution's test threw; null for nothing. */
  @Nullable Throwable thrown() {
    return thrown;
  }

  @Override
  public void run() throws Exception {
    thrown = null;
    uncontrolled.forEach(Governor::uncontrolled);
    try {
      Object instance = constructor.invoke();
      try {
        invoke(before, instance);
        test.invoke(instance);
      } catch (Throwable failed) {
        invokeBeside(failed, instance);
        throw failed;
      }
      invoke(after, instance);
    } catch (Exception | Error e) {
      thrown = e;
      throw e;
    } catch (Throwable odd) {
      throw new UndeclaredThrowableException(odd);
    }
  }

  private static void invoke(List<MethodHandle> methods, Object instance) throws Throwable {
    for (MethodHandle method : methods) {
      method.invoke(instance);
    }
  }

  private void invokeBeside(Throwable failed, Object instance) {
    try {
      invoke(after, instance);
    } catch (Throwable later) {
      failed.addSuppressed(later);
    }
  }

  /** Makes an instance, and for an inner class one of each class around it. */
  private static MethodHandle constructor(Class<?> type) throws ReflectiveOperationException {
    Class<?> outer = type.getDeclaringClass();
    if (outer == null || Modifier.isStatic(type.getModifiers())) {
      return lookup(type).findConstructor(type, MethodType.methodType(void.class));
    }
    MethodHandle inner =
        lookup(type).findConstructor(type, MethodType.methodType(void.class, outer));
    return MethodHandles.foldArguments(inner, constructor(outer));
  }

  private static List<MethodHandle> methods(
      Class<?> type,
      Class<? extends java.lang.annotation.Annotation> annotation,
      HierarchyTraversalMode order)
      throws IllegalAccessException {
    List<MethodHandle> handles = new ArrayList<>();
    for (Method method : AnnotationSupport.findAnnotatedMethods(type, annotation, order)) {
      handles.add(method(method));
    }
    return List.copyOf(handles);
  }

  /** Handles, not reflection: their frames are hidden from the stacks of reports. */
  private static MethodHandle method(Method method) throws IllegalAccessException {
    if (method.getParameterCount() > 0) {
      throw new IllegalArgumentException(
          "in a test with @Explore methods take no parameters: " + method);
    }
    return lookup(method.getDeclaringClass()).unreflect(method);
  }

  private static MethodHandles.Lookup lookup(Class<?> type) throws IllegalAccessException {
    TestProgram.class.getModule().addReads(type.getModule());
    return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
  }
}
