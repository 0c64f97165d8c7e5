package goloom.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages point to is there: other pages, files, and the tests that hold a promise. */
final class DocsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");

  /** A class, a method or both. */
  private static final Pattern TEST =
      Pattern.compile("`(?:([A-Z]\\w*Test)\\b)?\\.?([a-z]\\w*_\\w+)?`(?<!``)");

  private static final Pattern SKIPPED =
      Pattern.compile("@(?:Disabled|Enabled)\\w*|\\b(?:assume|assuming)That\\b|\\bassumeTrue\\b");

  private static final Pattern ANNOTATION =
      Pattern.compile("(?m)^  @(?:Parameterized|Repeated)?Test\\b");

  @Test
  void links_inEveryPage_leadSomewhere() throws IOException {
    var broken = new ArrayList<String>();
    for (Path page : pages()) {
      LINK.matcher(Files.readString(page))
          .results()
          .map(link -> link.group(1))
          .filter(target -> !Files.exists(page.resolveSibling(target)))
          .forEach(target -> broken.add(page + " points to " + target));
    }
    assertThat(broken).isEmpty();
  }

  /** A method named without a class is of the class named before it. */
  @ParameterizedTest
  @ValueSource(strings = {"docs/security.md", "SECURITY.md"})
  void testsThatHoldAPromise_exist(String page) throws IOException {
    Map<String, String> sources = testClasses();
    var missing = new ArrayList<String>();
    for (String paragraph : paragraphs(page)) {
      String className = "";
      for (MatchResult named : TEST.matcher(paragraph).results().toList()) {
        className = named.group(1) == null ? className : named.group(1);
        String source = sources.getOrDefault(className, "");
        String method = named.group(2);
        if (method == null ? !source.contains("Test\n") : !isTest(source, method)) {
          missing.add(named.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /** Every promise, every layer, every rule for the browser's side names a test. */
  @Test
  void promises_areEachHeldByATest() throws IOException {
    var held = new ArrayList<String>();
    var unheld = new ArrayList<String>();
    for (String paragraph : paragraphs("docs/security.md")) {
      boolean promise = paragraph.startsWith("* ") && !paragraph.startsWith("* **");
      boolean row = paragraph.startsWith("| ") && !paragraph.startsWith("| Layer");
      if (promise || row) {
        (TEST.matcher(paragraph).find() ? held : unheld).add(paragraph);
      }
    }
    assertThat(unheld).isEmpty();
    assertThat(held).hasSizeGreaterThan(25);
  }

  /** A test that is switched off, or gives up by itself, holds nothing. */
  @Test
  void tests_areNeverSkipped() throws IOException {
    assertThat(testClasses())
        .allSatisfy((name, source) ->
            assertThat(SKIPPED.matcher(source).results().map(MatchResult::group).toList())
                .as(name)
                .isEmpty());
  }

  /** Its annotations stand before it without an empty line. */
  private static boolean isTest(String source, String method) {
    int at = source.indexOf("void " + method + "(");
    return at >= 0
        && ANNOTATION.matcher(source.substring(source.lastIndexOf("\n\n", at), at)).find();
  }

  /** List items, rows of tables and paragraphs, each on one line. */
  private static List<String> paragraphs(String page) throws IOException {
    return Pattern.compile("\n\\s*\n|\n(?=[*|] )")
        .splitAsStream(Files.readString(ROOT.resolve(page)))
        .map(paragraph -> paragraph.strip().replaceAll("\\s+", " "))
        .toList();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Stream.concat(Files.list(ROOT), Files.walk(ROOT.resolve("docs")))) {
      return files.filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static Map<String, String> testClasses() throws IOException {
    var sources = new TreeMap<String, String>();
    for (String room : List.of("runtime", "junit", "worker", "compiler", "sandbox", "server")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(room).resolve("src/test"))) {
        for (Path file : files.filter(file -> file.toString().endsWith("Test.java")).toList()) {
          sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
        }
      }
    }
    return sources;
  }
}
