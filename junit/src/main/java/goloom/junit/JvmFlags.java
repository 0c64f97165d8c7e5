package goloom.junit;

import goloom.scheduler.Engine;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What the JVM must have been started with. */
final class JvmFlags {
  private JvmFlags() {}

  static void check() {
    if (Engine.canSimulate()) {
      return;
    }
    Module library = Engine.class.getModule();
    String flag =
        "--add-opens java.base/java.lang="
            + (library.isNamed() ? library.getName() : "ALL-UNNAMED");
    throw new ExtensionConfigurationException(
        "@Explore needs the JVM flag "
            + flag
            + ", which this JVM was started without. With Maven, put it into the argLine of"
            + " maven-surefire-plugin: <argLine>"
            + flag
            + " -Djdk.trackAllThreads=false</argLine>; with Gradle, into the test task:"
            + " jvmArgs('"
            + flag.replace("opens ", "opens=")
            + "', '-Djdk.trackAllThreads=false')");
  }
}
