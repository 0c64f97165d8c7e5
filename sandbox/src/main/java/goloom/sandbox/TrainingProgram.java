package goloom.sandbox;

import goloom.worker.protocol.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The program that workers are trained and warmed with: it does what most programs do. */
final class TrainingProgram {
  private static final SourceFile FILE = new SourceFile("Main.java", text());

  private TrainingProgram() {}

  static SourceFile file() {
    return FILE;
  }

  private static String text() {
    try (var in = TrainingProgram.class.getResourceAsStream("training/Main.java")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
