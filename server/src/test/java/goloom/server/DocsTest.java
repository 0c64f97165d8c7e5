package goloom.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages point to is there: other pages, files, and the tests that hold a promise. */
final class DocsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");
  private static final Pattern TEST = Pattern.compile("`(?:([A-Z]\\w*Test)\\.)?([a-z]\\w*_\\w+)`");
  private static final Pattern METHOD = Pattern.compile("void (\\w+_\\w+)\\(");

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

  @Test
  void testsThatHoldAPromise_exist() throws IOException {
    Set<String> tests = testMethods();
    var missing = new ArrayList<String>();
    TEST.matcher(Files.readString(ROOT.resolve("docs/security.md")))
        .results()
        .map(match -> match.group(2))
        .filter(name -> !tests.contains(name))
        .forEach(missing::add);
    assertThat(missing).isEmpty();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Stream.concat(Files.list(ROOT), Files.walk(ROOT.resolve("docs")))) {
      return files.filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static Set<String> testMethods() throws IOException {
    var sources = new ArrayList<Path>();
    for (String room : List.of("runtime", "junit", "worker", "compiler", "sandbox", "server")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(room).resolve("src/test"))) {
        files.filter(file -> file.toString().endsWith("Test.java")).forEach(sources::add);
      }
    }
    var all = new StringBuilder();
    for (Path source : sources) {
      all.append(Files.readString(source));
    }
    return METHOD.matcher(all).results().map(match -> match.group(1)).collect(Collectors.toSet());
  }
}
