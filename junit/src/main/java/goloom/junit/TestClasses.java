package goloom.junit;

import goloom.instrument.Rewriter;
import goloom.instrument.Rewriter.Input;
import goloom.instrument.Rewriter.Mode;
import goloom.instrument.Rewriter.Refusals;
import goloom.instrument.RewrittenLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A test class and the classes that it refers to, directly or not, as far as they are in given
 * packages; rewritten. Immutable.
 */
final class TestClasses {
  private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([^;<>]+);");

  private final ClassLoader parent;
  private final List<Input> rewritten;
  private final String sites;
  private final List<String> notes;
  private final boolean keepsState;

  private TestClasses(ClassLoader parent, Rewriter.Result result, boolean state) {
    this.parent = parent;
    this.rewritten = result.classes();
    this.sites = result.sites();
    this.notes = result.notes();
    this.keepsState = state;
  }

  /**
   * Finds and rewrites them.
   *
   * @param packages beside the test's own; those below are included
   * @throws IllegalArgumentException where the test's package is one that is never rewritten
   */
  static TestClasses of(Class<?> test, List<String> packages) {
    var classes = new Gathering(test, packages).gather();
    if (!classes.containsKey(test.getName())) {
      throw new IllegalArgumentException(
          "classes in the library's, JUnit's and the JDK's own packages are not rewritten: move it"
              + " to another than "
              + test.getPackageName());
    }
    var inputs = classes.entrySet().stream().map(e -> new Input(e.getKey(), e.getValue())).toList();
    var result = Rewriter.rewrite(inputs, Mode.SIM, Refusals.NONE);
    return new TestClasses(
        loaderOf(test), result, classes.values().stream().anyMatch(TestClasses::keepsState));
  }

  private static ClassLoader loaderOf(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null ? ClassLoader.getSystemClassLoader() : loader;
  }

  /** The table of sites, as the engine takes it. */
  String sites() {
    return sites;
  }

  /** What could not be put under the scheduler. */
  List<String> notes() {
    return notes;
  }

  /** Whether one execution would see in static fields what another has left there. */
  boolean keepsState() {
    return keepsState;
  }

  /** All of them anew, uninitialised. */
  ClassLoader load() {
    return new RewrittenLoader(parent, rewritten);
  }

  private static boolean keepsState(byte[] bytes) {
    ClassModel model = ClassFile.of().parse(bytes);
    return model.methods().stream().anyMatch(m -> m.methodName().equalsString("<clinit>"))
        || model.fields().stream()
            .anyMatch(field ->
                field.flags().has(AccessFlag.STATIC)
                    && field.findAttribute(Attributes.constantValue()).isEmpty());
  }

  /** Follows references from class to class, loading none. */
  private static final class Gathering {
    private final ClassLoader loader;
    private final List<String> prefixes;
    private final Map<String, byte[]> found = new TreeMap<>();
    private final Deque<String> pending = new ArrayDeque<>();

    Gathering(Class<?> test, List<String> packages) {
      loader = loaderOf(test);
      var all = new ArrayList<String>();
      all.add(prefix(test.getPackageName()));
      packages.forEach(name -> all.add(prefix(name)));
      prefixes = List.copyOf(all);
      for (Class<?> c = test; c != null && c != Object.class; c = c.getSuperclass()) {
        pending.add(c.getName().replace('.', '/'));
      }
    }

    private static String prefix(String packageName) {
      return packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    }

    Map<String, byte[]> gather() {
      while (!pending.isEmpty()) {
        String name = pending.remove();
        String binary = name.replace('/', '.');
        if (isWanted(name) && !found.containsKey(binary)) {
          byte[] bytes = read(name);
          if (bytes != null) {
            found.put(binary, bytes);
            follow(ClassFile.of().parse(bytes));
          }
        }
      }
      return found;
    }

    /** The library's own classes, JUnit's and the JDK's are never rewritten. */
    private boolean isWanted(String name) {
      if (name.startsWith("goloom/") || name.startsWith("java/") || name.startsWith("org/junit/")) {
        return false;
      }
      return prefixes.stream()
          .anyMatch(prefix -> prefix.isEmpty() ? name.indexOf('/') < 0 : name.startsWith(prefix));
    }

    private void follow(ClassModel model) {
      for (var entry : model.constantPool()) {
        switch (entry) {
          case ClassEntry type -> add(type.asInternalName());
          case NameAndTypeEntry nameAndType -> addAll(nameAndType.type());
          default -> {}
        }
      }
      model.fields().forEach(field -> addAll(field.fieldType()));
      model.methods().forEach(method -> addAll(method.methodType()));
    }

    private void add(String name) {
      if (name.startsWith("[")) {
        addAll(name);
      } else {
        pending.add(name);
      }
    }

    private void addAll(Utf8Entry descriptor) {
      addAll(descriptor.stringValue());
    }

    private void addAll(String descriptor) {
      Matcher type = TYPE_IN_DESCRIPTOR.matcher(descriptor);
      while (type.find()) {
        pending.add(type.group(1));
      }
    }

    private byte @Nullable [] read(String name) {
      try (InputStream bytes = loader.getResourceAsStream(name + ".class")) {
        return bytes == null ? null : bytes.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
