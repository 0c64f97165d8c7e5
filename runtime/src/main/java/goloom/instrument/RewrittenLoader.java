package goloom.instrument;

import goloom.scheduler.Engine;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The loader of one generation of rewritten classes, which come before its parent's of the same
 * name; all others are the parent's. The hooks of rewritten code are open to them.
 */
public final class RewrittenLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> classes = new HashMap<>();

  /** A loader of these classes, none of them loaded yet. */
  public RewrittenLoader(ClassLoader parent, List<Rewriter.Input> rewritten) {
    super(parent);
    rewritten.forEach(each -> classes.put(each.name(), each.bytes()));
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
