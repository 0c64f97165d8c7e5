package goloom.server;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.server.config.Config;
import goloom.server.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The container cannot be built where the tests run, so what it takes for granted is held against
 * the build.
 */
class DockerfileTest {
  private static final Path ROOT = Path.of("..");
  private final String dockerfile = read("Dockerfile");

  @Test
  void versions_areTheBuilds() {
    String java = group("FROM eclipse-temurin:(\\d+)-jdk", dockerfile);
    String node = group("FROM node:(\\d+)-", dockerfile);

    assertThat(read("pom.xml"))
        .contains("<maven.compiler.release>" + java + "</maven.compiler.release>");
    assertThat(read("goloom")).contains("JAVA_MAJOR=" + java, "NODE_MINIMUM=\"" + node + ".");
  }

  @Test
  void settings_areKnownAndHaveGoodValues() {
    Map<String, String> settings = new HashMap<>();
    Pattern.compile("(GOLOOM_[A-Z_]+)=(\\S+)")
        .matcher(dockerfile)
        .results()
        .forEach(setting -> settings.put(setting.group(1), setting.group(2)));

    Config config = Config.from(settings);
    assertThat(settings)
        .containsKeys(Setting.HOST.key(), Setting.PORT.key(), Setting.DATA_DIR.key());
    assertThat(dockerfile)
        .contains("EXPOSE " + config.port() + "\n")
        .contains("VOLUME " + config.dataDir() + "\n")
        .contains("install -d -o goloom -g goloom " + config.dataDir());
  }

  @Test
  void paths_areThoseThatTheBuildMakes() {
    Path app = Path.of(System.getProperty("goloom.app"));
    String home = group("COPY --from=build /src/server/target/app (\\S+)", dockerfile);

    assertThat(app).endsWithRaw(Path.of("server", "target", "app"));
    assertThat(List.of("lib", "modules", "compiler"))
        .allSatisfy(part -> assertThat(app.resolve(part)).isDirectory());
    assertThat(dockerfile)
        .contains(
            "\"-Dgoloom.app=" + home + "\"", "\"" + home + "/lib/*\"", "\"goloom.server.Main\"");
    assertThat(Main.class.getName()).isEqualTo("goloom.server.Main");
  }

  @Test
  void build_isTheScriptsBuild() {
    assertThat(group("RUN \\./mvnw (.+)", dockerfile))
        .isEqualTo(group("maven (-q .+ package) >&2", read("goloom")));
  }

  @Test
  void container_isNotRoot_hasItsBox_andTellsItsHealth() {
    String last = dockerfile.substring(dockerfile.lastIndexOf("\nFROM "));

    assertThat(last)
        .contains(
            "FROM debian:bookworm-slim",
            "bubblewrap",
            "util-linux",
            "--uid 1000",
            "\nUSER 1000\n",
            "HEALTHCHECK",
            "/livez");
  }

  @Test
  void context_leavesOutWhatBuildsMake() {
    assertThat(read(".dockerignore").lines())
        .contains(".git", "**/target", "**/node_modules", "**/dist");
  }

  private static String group(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .findFirst()
        .orElseThrow(() ->
            new AssertionError("no " + pattern + " in " + Arrays.toString(text.split("\n", 3))));
  }

  private static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
