package goloom.instrument;

import goloom.instrument.Rewriter.Input;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles source text in memory, as the compile worker does. */
public final class Source {

  private Source() {}

  /** Compiles a file {@code Main.java}. */
  static List<Input> compile(String source) {
    return compile(Map.of("Main", source));
  }

  /** Compiles files together: the texts, by the names of their classes. */
  public static List<Input> compile(Map<String, String> sources) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var files = new Memory(compiler.getStandardFileManager(diagnostics, null, null));
    var texts = new ArrayList<JavaFileObject>();
    sources.forEach((name, source) -> texts.add(new Text(name, source)));
    var options =
        List.of(
            "-g", "-proc:none", "--release", "25", "-cp", System.getProperty("java.class.path"));
    if (!compiler.getTask(null, files, diagnostics, options, null, texts).call()) {
      throw new AssertionError(List.copyOf(diagnostics.getDiagnostics()) + "\n" + sources.keySet());
    }
    var classes = new ArrayList<Input>();
    files.classes.forEach((name, bytes) -> classes.add(new Input(name, bytes.toByteArray())));
    return classes;
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String source;

    Text(String name, String source) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

    Memory(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String name,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("mem:///" + name + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return classes.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
        }
      };
    }
  }
}
