package goloom.junit;

import goloom.scheduler.Engine;
import java.security.ProtectionDomain;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loader of one generation of rewritten classes; all others are its parent's. */
final class RewritingLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> classes;

  RewritingLoader(ClassLoader parent, Map<String, byte[]> classes) {
    super(parent);
    this.classes = classes;
    Engine.openHooks(getUnnamedModule());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null
          ? loaded
          : defineClass(name, bytes, 0, bytes.length, (@Nullable ProtectionDomain) null);
    }
  }
}
