package goloom.bench;

import goloom.instrument.Rewriter;
import goloom.instrument.Rewriter.Input;
import goloom.instrument.Rewriter.Mode;
import goloom.instrument.Rewriter.Result;
import goloom.scheduler.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A sample's classes, rewritten as a user's are, beside the ones they were made from. */
final class Rewritten extends ClassLoader {
  private final Map<String, byte[]> classes = new HashMap<>();

  private Rewritten(Result result) {
    super(Rewritten.class.getClassLoader());
    result.classes().forEach(rewritten -> classes.put(rewritten.name(), rewritten.bytes()));
    Engine.openHooks(getUnnamedModule());
  }

  static Sample sample(Class<? extends Sample> type, Mode mode) {
    Result result = Rewriter.rewrite(inputs(type), mode);
    Engine.sites(result.sites());
    return instance(type, new Rewritten(result));
  }

  /** A new one each time, of the same rewritten classes. */
  static Supplier<Sample> fresh(Class<? extends Sample> type, Mode mode) {
    var loader = new Rewritten(Rewriter.rewrite(inputs(type), mode));
    return () -> instance(type, loader);
  }

  /** The same classes as they are, in a loader of their own: alike in all but the rewriting. */
  static Sample asItIs(Class<? extends Sample> type) {
    return instance(type, new Rewritten(new Result(inputs(type), "", List.of())));
  }

  private static Sample instance(Class<? extends Sample> type, ClassLoader loader) {
    try {
      var constructor = loader.loadClass(type.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (Sample) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no sample: " + type, e);
    }
  }

  /** The file that a sample stands in: its outermost class with all that is nested there. */
  static List<Input> inputs(Class<?> type) {
    Class<?> outermost = type;
    while (outermost.getDeclaringClass() != null) {
      outermost = outermost.getDeclaringClass();
    }
    List<Input> inputs = new ArrayList<>();
    collect(outermost, inputs);
    return inputs;
  }

  private static void collect(Class<?> type, List<Input> inputs) {
    String file = type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = type.getClassLoader().getResourceAsStream(file)) {
      if (bytes == null) {
        throw new IllegalArgumentException("no class file: " + file);
      }
      inputs.add(new Input(type.getName(), bytes.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      collect(nested, inputs);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
    }
  }
}
