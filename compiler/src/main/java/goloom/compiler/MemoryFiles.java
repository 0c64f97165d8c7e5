package goloom.compiler;

import goloom.worker.protocol.ClassFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * The files of one compilation: reads only what the image has, writes only to memory, and not too
 * much.
 */
final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
  static final int MAX_CLASSES = 500;
  static final int MAX_BYTES = 4 << 20;

  private final List<ClassFile> classes = new ArrayList<>();
  private int bytes;
  private boolean tooLarge;

  MemoryFiles(StandardJavaFileManager files) throws IOException {
    super(files);
    // Empty rather than unset: unset means the folder that the compiler was started in.
    files.setLocation(StandardLocation.CLASS_PATH, List.of());
    files.setLocation(StandardLocation.SOURCE_PATH, List.of());
    files.setLocation(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of());
  }

  List<ClassFile> classes() {
    return List.copyOf(classes);
  }

  /** Whether the program compiles to more than is allowed; the rest was thrown away. */
  boolean tooLarge() {
    return tooLarge;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    return new Output(className);
  }

  private final class Output extends SimpleJavaFileObject {
    private final String className;

    Output(String className) {
      super(URI.create("mem:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
      this.className = className;
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream() {
        @Override
        public void close() {
          bytes += size();
          if (classes.size() == MAX_CLASSES || bytes > MAX_BYTES) {
            tooLarge = true;
          } else {
            classes.add(new ClassFile(className, toByteArray()));
          }
        }
      };
    }
  }
}
