package goloom.instrument;

import goloom.instrument.Rewriter.Input;
import goloom.instrument.Rewriter.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A rewritten program, verified and loaded. */
final class Loaded extends ClassLoader {

  final Result result;
  private final Map<String, byte[]> classes = new HashMap<>();

  private Loaded(Result result) {
    super(Loaded.class.getClassLoader());
    this.result = result;
    result.classes().forEach(c -> classes.put(c.name(), c.bytes()));
  }

  static Loaded of(String source) {
    return of(Source.compile(source), Rewriter.Mode.SIM);
  }

  static Loaded of(List<Input> classes, Rewriter.Mode mode) {
    var result = Rewriter.rewrite(classes, mode);
    verify(result);
    return new Loaded(result);
  }

  /** Fails where the verifier would. */
  static void verify(Result result) {
    var context =
        Rewriter.context(World.of(result.classes(), Rewriter.Refusals.BY_NAME).resolver());
    for (var rewritten : result.classes()) {
      var errors = context.verify(rewritten.bytes());
      if (!errors.isEmpty()) {
        throw new AssertionError(rewritten.name() + ": " + errors);
      }
    }
  }

  /** Calls a static method without parameters. */
  Object call(String className, String method) throws Exception {
    var found = loadClass(className).getDeclaredMethod(method);
    found.setAccessible(true);
    return found.invoke(null);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    var bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
