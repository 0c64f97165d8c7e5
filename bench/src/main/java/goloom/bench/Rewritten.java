package goloom.bench;

import goloom.instrument.Rewriter;
import goloom.instrument.Rewriter.Input;
import goloom.instrument.Rewriter.Mode;
import goloom.instrument.Rewriter.Result;
import goloom.instrument.RewrittenLoader;
import goloom.scheduler.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A sample's classes, rewritten as a user's are, beside the ones they were made from. */
final class Rewritten {
  private Rewritten() {}

  private static ClassLoader loader(Result result) {
    return new RewrittenLoader(Rewritten.class.getClassLoader(), result.classes());
  }

  static Sample sample(Class<? extends Sample> type, Mode mode) {
    Result result = Rewriter.rewrite(inputs(type), mode);
    Engine.sites(result.sites());
    return instance(type, loader(result));
  }

  /** A new one each time, of the same rewritten classes. */
  static Supplier<Sample> fresh(Class<? extends Sample> type, Mode mode) {
    var loader = loader(Rewriter.rewrite(inputs(type), mode));
    return () -> instance(type, loader);
  }

  /** The same classes as they are, in a loader of their own: alike in all but the rewriting. */
  static Sample asItIs(Class<? extends Sample> type) {
    return instance(type, loader(new Result(inputs(type), "", List.of())));
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
}
