package goloom.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody is told whose JVM was started without the flag. */
class JvmFlagsTest {
  @Test
  void test_withoutTheFlag_failsAndNamesIt() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    WithoutFlag.class.getName()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(said)
        .contains("@Explore needs the JVM flag --add-opens java.base/java.lang=ALL-UNNAMED")
        .contains("<argLine>--add-opens java.base/java.lang=ALL-UNNAMED")
        .contains("--add-opens=java.base/java.lang=ALL-UNNAMED");
  }
}
