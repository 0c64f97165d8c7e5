package goloom.compiler;

import goloom.worker.protocol.SourceFile;
import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A snippet's file as the compiler reads it. */
final class Source extends SimpleJavaFileObject {
  private final SourceFile file;

  Source(SourceFile file) {
    super(URI.create("mem:///" + file.name()), Kind.SOURCE);
    this.file = file;
  }

  SourceFile file() {
    return file;
  }

  @Override
  public String getCharContent(boolean ignoreEncodingErrors) {
    return file.source();
  }
}
