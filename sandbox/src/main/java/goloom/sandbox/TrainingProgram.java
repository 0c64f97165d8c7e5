package goloom.sandbox;

import goloom.worker.protocol.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The programs that workers are trained and warmed with. */
final class TrainingProgram {
  private static final SourceFile FILE = source("Main.java");
  private static final SourceFile SEARCH = source("Search.java");

  private TrainingProgram() {}

  /** One that does what most programs do. */
  static SourceFile file() {
    return FILE;
  }

  /** One that is searched: workers rehearse with it. */
  static SourceFile search() {
    return SEARCH;
  }

  private static SourceFile source(String name) {
    try (var in = TrainingProgram.class.getResourceAsStream("training/" + name)) {
      var bytes = Objects.requireNonNull(in).readAllBytes();
      return new SourceFile(name, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
