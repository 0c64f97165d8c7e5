package goloom.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads ahead the classes that a run needs. It runs nothing: a warm-up run would use up thread and
 * object numbers that learners see.
 */
final class Preload {
  private Preload() {}

  static void classes(String list) throws IOException {
    for (var name : Files.readAllLines(Path.of(list))) {
      try {
        Class.forName(name, false, Preload.class.getClassLoader());
      } catch (ClassNotFoundException | LinkageError absent) {
        // The list was written by another run; what this one doesn't have it will not miss.
      }
    }
  }
}
