package goloom.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The product as the build lays it out, started in processes of its own. */
final class Product {
  private Product() {}

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
