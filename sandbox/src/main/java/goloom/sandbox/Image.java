package goloom.sandbox;

import java.nio.file.Path;

/**
 * A root file system that a worker's JVM sees, and all that it sees: {@code /jdk}, the C library,
 * {@code prlimit}, {@code /app} and a few files of {@code /etc}.
 */
record Image(Path root) {
  Path java() {
    return root.resolve("jdk/bin/java");
  }

  Path app() {
    return root.resolve("app");
  }
}
