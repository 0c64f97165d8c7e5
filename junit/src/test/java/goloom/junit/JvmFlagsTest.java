package goloom.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody is told whose JVM was started without the flags. */
class JvmFlagsTest {
  private static final String OPENS = "--add-opens java.base/java.lang=ALL-UNNAMED";
  private static final String UNTRACKED = "-Djdk.trackAllThreads=false";

  private static String said(String... flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), WithoutFlag.class.getName()));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }

  @Test
  void test_withoutTheFlags_failsAndNamesThem() throws Exception {
    assertThat(said())
        .contains("@Explore needs the JVM flags " + OPENS + " " + UNTRACKED + ",")
        .contains("<argLine>" + OPENS + " " + UNTRACKED + "</argLine>")
        .contains("jvmArgs('" + OPENS.replace(' ', '=') + "', '" + UNTRACKED + "')");
  }

  @Test
  void test_withOneOfTheFlags_namesTheOther() throws Exception {
    assertThat(said(OPENS.split(" "))).contains("needs the JVM flags " + UNTRACKED + ",");
    assertThat(said(UNTRACKED)).contains("needs the JVM flags " + OPENS + ",");
  }

  @Test
  void test_withBoth_passes() throws Exception {
    assertThat(said("--add-opens", "java.base/java.lang=ALL-UNNAMED", UNTRACKED)).isEmpty();
  }
}
