package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.instrument.Rewriter.Input;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of classes that others wrote, rewritten as if a user had written them. */
class CorpusTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java/util",
        "java/text",
        "java/time",
        "java/math",
        "java/io",
        "jdk/internal/classfile"
      })
  void jdkPackage_rewritten_verifies(String folder) throws IOException {
    var classes = classesUnder(folder);
    assertThat(classes).hasSizeGreaterThan(10);
    var result = Rewriter.rewrite(classes, Rewriter.Mode.SIM);
    Loaded.verify(result);
    assertThat(Rewriter.rewrite(classes, Rewriter.Mode.SIM).sites()).isEqualTo(result.sites());
  }

  private static List<Input> classesUnder(String folder) throws IOException {
    var root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base", folder);
    var classes = new ArrayList<Input>();
    try (var paths = Files.walk(root)) {
      for (Path path :
          (Iterable<Path>) paths.filter(p -> p.toString().endsWith(".class"))::iterator) {
        var name = root.getRoot().resolve("modules/java.base").relativize(path).toString();
        classes.add(
            new Input(
                name.substring(0, name.length() - 6).replace('/', '.'), Files.readAllBytes(path)));
      }
    }
    return classes;
  }
}
