package goloom.server.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The product as the build lays it out, started in processes of its own. */
final class Product {
  private Product() {}

  /**
   * Builds the sandbox's images unless they are there, so that later runs need not say that they
   * do.
   */
  static void prepare(Path folder) throws IOException, InterruptedException {
    Path program = Files.writeString(folder.resolve("Prepare.java"), "void main() {}");
    Path out = folder.resolve("prepared");
    ProcessBuilder.Redirect nothing = ProcessBuilder.Redirect.from(new File("/dev/null"));
    start(out, out, nothing, Map.of(), "run", program.toString()).waitFor();
  }

  static Process start(
      Path out,
      Path err,
      ProcessBuilder.Redirect input,
      Map<String, String> settings,
      String... arguments) {
    String app = System.getProperty("goloom.app");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dgoloom.app=" + app,
                "-cp",
                app + "/lib/*",
                "goloom.server.Main"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectInput(input);
    builder.environment().put("GOLOOM_DATA_DIR", System.getProperty("goloom.data"));
    builder.environment().putAll(settings);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
