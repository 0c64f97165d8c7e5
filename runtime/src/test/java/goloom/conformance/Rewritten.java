package goloom.conformance;

import goloom.Block;
import goloom.instrument.Rewriter;
import goloom.scheduler.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Programs of the test code, rewritten as a user's are: so that they can be preempted anywhere and
 * switched between any two reads and writes.
 */
public final class Rewritten extends ClassLoader {
  private final Map<String, byte[]> classes = new HashMap<>();

  private Rewritten(Rewriter.Result result) {
    super(Rewritten.class.getClassLoader());
    result.classes().forEach(rewritten -> classes.put(rewritten.name(), rewritten.bytes()));
  }

  /** A program that makes a fresh instance of a nested class, rewritten, and runs it. */
  public static Block program(Class<? extends Block> program) {
    List<Rewriter.Input> inputs = new ArrayList<>();
    collect(program, inputs);
    var loader = new Rewritten(Rewriter.rewrite(inputs, Rewriter.Mode.SIM));
    try {
      var constructor = loader.loadClass(program.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      return () -> ((Block) constructor.newInstance()).run();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no program: " + program, e);
    }
  }

  private static void collect(Class<?> type, List<Rewriter.Input> inputs) {
    String file = type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = type.getClassLoader().getResourceAsStream(file)) {
      if (bytes == null) {
        throw new IllegalArgumentException("no class file: " + file);
      }
      inputs.add(new Rewriter.Input(type.getName(), bytes.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      collect(nested, inputs);
    }
  }

  /**
   * The conformance tests themselves, rewritten as a whole, with the programs in them: all but
   * those that are about races, and what runs and describes them.
   */
  static List<Class<?>> tests() throws IOException, URISyntaxException, ClassNotFoundException {
    Path root = Path.of(Origin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String own = Rewritten.class.getPackageName();
    List<Rewriter.Input> inputs = new ArrayList<>();
    List<String> tests = new ArrayList<>();
    try (var files = Files.list(root.resolve(own.replace('.', '/')))) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        String simple = file.getFileName().toString().replace(".class", "");
        if (!KEPT.matcher(simple).matches()) {
          inputs.add(new Rewriter.Input(own + "." + simple, Files.readAllBytes(file)));
          if (simple.endsWith("Test")) {
            tests.add(own + "." + simple);
          }
        }
      }
    }
    var result = Rewriter.rewrite(inputs, Rewriter.Mode.SIM);
    Engine.sites(result.sites());
    var loader = new Rewritten(result);
    List<Class<?>> classes = new ArrayList<>();
    for (String test : tests) {
      classes.add(loader.loadClass(test));
    }
    return classes;
  }

  private static final Pattern KEPT =
      Pattern.compile(
          "(Conformance|Traced|Origin|Rewritten|package-info|FalseAlarm|Race|GoRace|JavaRace|OrderDependence).*");

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      return super.loadClass(name, resolve);
    }
    Class<?> loaded = findLoadedClass(name);
    return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
  }
}
