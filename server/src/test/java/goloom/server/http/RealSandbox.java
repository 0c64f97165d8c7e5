package goloom.server.http;

import goloom.sandbox.Sandbox;
import goloom.sandbox.SandboxSettings;
import goloom.sandbox.SandboxUnavailableException;
import java.nio.file.Path;

/** The sandbox as it is shipped, for the few tests that go all the way. */
final class RealSandbox {
  private RealSandbox() {}

  static Sandbox open() {
    var app = Path.of(System.getProperty("goloom.app"));
    var data = Path.of(System.getProperty("goloom.data"));
    try {
      return Sandbox.open(
          SandboxSettings.of(data, app.resolve("modules"), app.resolve("compiler"), "test"));
    } catch (SandboxUnavailableException e) {
      throw new AssertionError(e);
    }
  }
}
