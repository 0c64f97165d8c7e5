package goloom.server.cli;

import goloom.sandbox.SandboxSettings;
import goloom.sandbox.Sizes;
import goloom.server.config.Config;
import goloom.server.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What the build put in place: the version, and the folders that go into the boxes. */
final class Installation {
  private static final String APP_PROPERTY = "goloom.app";

  private Installation() {}

  static String version() {
    var properties = new Properties();
    try (InputStream in =
        Installation.class.getResourceAsStream("/goloom/server/version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is not on the class path");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  /** For a server: workers kept warm, and as many runs at a time as there are processors. */
  static SandboxSettings forServing(Config config) {
    return settings(config, config.sizes(), SandboxSettings.SelfTest.AT_START);
  }

  /** For one run. */
  static SandboxSettings forOneRun(Config config) {
    return settings(config, Sizes.forOneRun(), SandboxSettings.SelfTest.NONE);
  }

  private static SandboxSettings settings(
      Config config, Sizes sizes, SandboxSettings.SelfTest selfTest) {
    Path app = app();
    return new SandboxSettings(
        config.isolation(),
        config.dataDir(),
        app.resolve("modules"),
        app.resolve("compiler"),
        version(),
        config.limits(),
        sizes,
        config.classPolicy(),
        config.groups(),
        selfTest);
  }

  private static Path app() {
    String app = System.getProperty(APP_PROPERTY);
    if (app == null || !Files.isDirectory(Path.of(app, "modules"))) {
      throw new ConfigException(
          "-D"
              + APP_PROPERTY
              + " must be the folder that the build makes, server/target/app, not "
              + app);
    }
    return Path.of(app).toAbsolutePath();
  }
}
