package goloom.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The tests that the documents show do what is said of them. */
class DocumentedTest {
  private static final String IMPORTS =
      """
      import static goloom.Go.*;
      import static org.junit.jupiter.api.Assertions.*;
      import goloom.*;
      import goloom.junit.Explore;
      """;

  @TempDir Path folder;

  /** The one block of a document's that has an {@code @Explore}. */
  private static String block(String document) throws Exception {
    var text = Files.readString(Path.of("..").resolve(document));
    return Pattern.compile("(?ms)^(?:```|~~~)java\\n(.*?)^(?:```|~~~)$")
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .filter(block -> block.contains("@Explore"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no test is shown in " + document));
  }

  private EngineExecutionResults run(String name, String source) throws Exception {
    var file = Files.writeString(folder.resolve(name + ".java"), source);
    var compiler = ToolProvider.getSystemJavaCompiler();
    var path = System.getProperty("java.class.path");
    assertThat(
            compiler.run(
                null, null, null, "-proc:none", "-g", "-cp", path, "-d", folder + "", file + ""))
        .isZero();
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      return EngineTestKit.engine("junit-jupiter")
          .selectors(selectClass(loader.loadClass(name)))
          .execute();
    }
  }

  @Test
  void readme_test_failsAsShown() throws Exception {
    var results = run("AccountTest", block("README.md"));
    List<String> messages =
        results.testEvents().failed().stream()
            .map(event -> event.getRequiredPayload(TestExecutionResult.class))
            .map(result -> result.getThrowable().orElseThrow().getMessage())
            .toList();
    assertThat(messages).hasSize(1);
    var shown =
        Files.readString(Path.of("../README.md"))
            .lines()
            .dropWhile(line -> !line.contains("AccountTest.deposits_addUp fails in"))
            .takeWhile(line -> line.startsWith("    "))
            .map(String::strip)
            .filter(line -> !line.equals("…"))
            .toList();
    assertThat(shown).hasSizeGreaterThan(8);
    assertThat(messages.getFirst().lines().map(String::strip)).containsSubsequence(shown);
  }

  @Test
  void guide_test_passes() throws Exception {
    run("StockTest", IMPORTS + block("docs/guide.md"))
        .testEvents()
        .assertStatistics(events -> events.started(1).succeeded(1));
  }

  @Test
  void guide_test_withoutTheLock_fails() throws Exception {
    var careless = block("docs/guide.md").replaceAll("mu\\.(un)?lock\\(\\);", "");
    run("StockTest", IMPORTS + careless)
        .testEvents()
        .assertStatistics(events -> events.started(1).failed(1));
  }
}
