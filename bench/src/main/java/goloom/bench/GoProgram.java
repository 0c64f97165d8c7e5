package goloom.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The same programs in Go, where Go is installed; built once, in a folder that goes at the end. */
final class GoProgram {
  private final String binary;

  private GoProgram(String binary) {
    this.binary = binary;
  }

  /** Empty where there is no {@code go} on the path. The flags are {@code go build}'s. */
  static Optional<GoProgram> build(String... flags) throws IOException, InterruptedException {
    Optional<String> go = command();
    if (go.isEmpty()) {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("goloom-bench");
    Path source = folder.resolve("main.go");
    Path binary = folder.resolve("bench");
    for (Path each : List.of(folder, source, binary)) {
      each.toFile().deleteOnExit();
    }
    copy("main.go", source);
    List<String> build = new ArrayList<>(List.of(go.get(), "build"));
    build.addAll(List.of(flags));
    build.addAll(List.of("-o", binary.toString(), source.toString()));
    Processes.lines(build);
    return Optional.of(new GoProgram(binary.toString()));
  }

  static void copy(String resource, Path to) throws IOException {
    try (InputStream from = GoProgram.class.getResourceAsStream(resource)) {
      if (from == null) {
        throw new IOException("no resource " + resource);
      }
      Files.copy(from, to);
    }
  }

  /** A resource as text. */
  static String text(String resource) throws IOException {
    try (InputStream from = GoProgram.class.getResourceAsStream(resource)) {
      if (from == null) {
        throw new IOException("no resource " + resource);
      }
      return new String(from.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Optional<String> command() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, "go"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** Nanoseconds an operation, a line for each round, under the name {@code go}. */
  List<String> measure(String program, Dose dose) throws IOException, InterruptedException {
    return Processes.lines(
        List.of(binary, program, String.valueOf(dose.rounds()), String.valueOf(dose.millis())));
  }

  /** Parks goroutines on a channel, as {@link Parked} does. */
  List<String> park(int goroutines) throws IOException, InterruptedException {
    return Processes.lines(List.of(binary, "parked", String.valueOf(goroutines), "0"));
  }
}
