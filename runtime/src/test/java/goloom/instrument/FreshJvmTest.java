package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One seed gives one output and one trace, whatever the JVM's compilers do. */
class FreshJvmTest {
  /** JVMs a mode. */
  private static final int JVMS = Boolean.getBoolean("goloom.thorough") ? 20 : 1;

  /** Runs of a program in one JVM. */
  private static final int RUNS = Boolean.getBoolean("goloom.thorough") ? 1_000 : 5;

  private static final List<List<String>> MODES =
      List.of(
          List.of("-Xint"),
          List.of("-XX:TieredStopAtLevel=1"),
          List.of("-XX:-TieredCompilation"),
          List.of());

  private static final int LISTED = 30;
  private static final int SEEDS = 3;

  @Test
  void thirtyPrograms_inFreshJvmsOfEveryMode_leaveTheSameImprints(@TempDir Path classes)
      throws IOException {
    assertThat(Imprints.compileInto(classes)).isEqualTo(LISTED);
    List<String> first = null;
    for (List<String> mode : MODES) {
      for (int jvm = 0; jvm < JVMS; jvm++) {
        List<String> imprints = imprints(mode, classes);
        assertThat(imprints).as("%s", mode).hasSize(LISTED * SEEDS);
        if (first == null) {
          first = imprints;
        }
        assertThat(imprints).as("%s, JVM %d", mode, jvm).isEqualTo(first);
      }
    }
  }

  @Test
  void programs_againAndAgainInOneJvm_leaveTheSameImprints() throws IOException {
    for (var listed : Imprints.listed().entrySet()) {
      Ran.Program program = Ran.program(listed.getValue());
      String first = Imprints.of(program, 7);
      for (int run = 1; run < RUNS; run++) {
        assertThat(Imprints.of(program, 7)).as("%s, run %d", listed.getKey(), run).isEqualTo(first);
      }
    }
  }

  private static List<String> imprints(List<String> mode, Path classes) throws IOException {
    return inFreshJvm(mode, Imprints.class, classes.toString());
  }

  private static List<String> inFreshJvm(List<String> mode, Class<?> main, String argument)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(mode);
    command.addAll(
        List.of(
            "--add-opens",
            "java.base/java.lang=ALL-UNNAMED",
            "-Djdk.trackAllThreads=false",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            argument));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var lines = process.inputReader()) {
      return lines.lines().toList();
    }
  }
}
