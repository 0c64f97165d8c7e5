package goloom.junit;

import goloom.scheduler.Engine;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What the JVM must have been started with. */
final class JvmFlags {
  private JvmFlags() {}

  static void check() {
    List<String> missing = Engine.missingToSearch();
    if (missing.isEmpty()) {
      return;
    }
    String flags = String.join(" ", missing);
    String quoted =
        missing.stream()
            .map(flag -> "'" + flag.replace("opens ", "opens=") + "'")
            .collect(Collectors.joining(", "));
    throw new ExtensionConfigurationException(
        "@Explore needs the JVM flags "
            + flags
            + ", which this JVM was started without. With Maven, put them into the argLine of"
            + " maven-surefire-plugin: <argLine>"
            + flags
            + "</argLine>; with Gradle, into the test task: jvmArgs("
            + quoted
            + ")");
  }
}
