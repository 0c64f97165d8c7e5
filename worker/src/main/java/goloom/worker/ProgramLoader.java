package goloom.worker;

import goloom.worker.protocol.ClassFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The loader of the program's classes: besides them it sees what the platform has and the module
 * {@code goloom}, and nothing of the worker.
 */
final class ProgramLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> classes = new HashMap<>();
  private final Set<String> library;

  ProgramLoader(List<ClassFile> program) {
    super(ClassLoader.getPlatformClassLoader());
    program.forEach(file -> classes.put(file.name(), file.bytes()));
    library = goloom.Block.class.getModule().getPackages();
  }

  /** The JDK's own loaders find each other's modules by themselves, the worker's too. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("goloom.") && !classes.containsKey(name) && !inLibrary(name)) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }

  private boolean inLibrary(String name) {
    return library.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    var bytes = classes.get(name);
    if (bytes != null) {
      return defineClass(name, bytes, 0, bytes.length);
    }
    if (inLibrary(name)) {
      return Class.forName(name, false, ProgramLoader.class.getClassLoader());
    }
    throw new ClassNotFoundException(name);
  }
}
