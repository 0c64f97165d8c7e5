package goloom.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/conformance.md} is what the tests' {@link Origin}s and {@code not-ported.tsv} say. It
 * is written anew only with {@code -Dgoloom.refresh=true}.
 */
class ConformanceDocTest {
  private static final Path DOC = Path.of("..", "docs", "conformance.md");
  private static final String NOT_PORTED = "/conformance/not-ported.tsv";

  /** A case of Go's: the tests that check it, or why none does. */
  private static final class Case {
    final TreeSet<String> tests = new TreeSet<>();
    String reason = "";

    boolean ported() {
      return !tests.isEmpty();
    }
  }

  private static TreeMap<String, TreeMap<String, Case>> cases()
      throws IOException, URISyntaxException, ReflectiveOperationException {
    var files = new TreeMap<String, TreeMap<String, Case>>();
    for (Class<?> type : testClasses()) {
      for (Method method : type.getDeclaredMethods()) {
        for (Origin origin : method.getAnnotationsByType(Origin.class)) {
          find(files, origin.file(), origin.name())
              .tests
              .add(type.getSimpleName() + "." + method.getName());
        }
      }
    }
    for (String table : GoRaceTest.FILES) {
      RaceCase.Table of = RaceCase.read(table);
      for (RaceCase race : of.cases()) {
        find(files, of.origin(), race.name()).tests.add("GoRaceTest");
      }
    }
    for (String row : notPorted()) {
      String[] fields = row.split("\t", -1);
      assertThat(fields).as("file, name and reason of: %s", row).hasSize(3);
      find(files, fields[0], fields[1]).reason = fields[2];
    }
    return files;
  }

  private static Case find(TreeMap<String, TreeMap<String, Case>> files, String file, String name) {
    return files.computeIfAbsent(file, f -> new TreeMap<>()).computeIfAbsent(name, n -> new Case());
  }

  private static List<Class<?>> testClasses()
      throws IOException, URISyntaxException, ReflectiveOperationException {
    Path root = Path.of(Origin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> classes = new ArrayList<>();
    try (var found = Files.walk(root)) {
      for (Path file : (Iterable<Path>) found.sorted()::iterator) {
        if (file.toString().endsWith("Test.class")) {
          String name = root.relativize(file).toString().replace('/', '.');
          classes.add(
              Class.forName(
                  name.substring(0, name.length() - ".class".length()),
                  false,
                  Origin.class.getClassLoader()));
        }
      }
    }
    return classes;
  }

  private static List<String> notPorted() throws IOException {
    try (var rows = ConformanceDocTest.class.getResourceAsStream(NOT_PORTED)) {
      return new String(rows.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  private static String document(TreeMap<String, TreeMap<String, Case>> files) {
    var text =
        new StringBuilder(
            """
            # Conformance

            Go's own test suites for its concurrency (Go 1.26), written anew in Java: what each case
            demands, not its code. Each program runs on the simulated scheduler over many seeds and on 1, 2
            and 4 processors, on one seed repeatedly with an identical record and a valid trace, and, unless
            it is about the simulation itself, on the real scheduler. Where a file of Go's is one program
            and not a list of functions, its cases are named after its parts.

            The cases of the race detector run on more than 50 seeds: what `TestRace…` does is reported on
            each of them, what `TestNoRace…` does on none. `JavaRaceTest` does the same for what Java adds,
            and `FalseAlarmTest` looks for races in all correct programs at hand, these tests' included.

            This page is written by `ConformanceDocTest` from the tests themselves; after a change:
            `./mvnw -pl runtime test -Dtest=ConformanceDocTest -Dgoloom.refresh=true`.

            | file | cases | ported | not |
            |---|---:|---:|---:|
            """);
    int cases = 0;
    int ported = 0;
    for (var file : files.entrySet()) {
      int of = file.getValue().size();
      int done = (int) file.getValue().values().stream().filter(Case::ported).count();
      cases += of;
      ported += done;
      text.append("| `%s` | %d | %d | %d |\n".formatted(file.getKey(), of, done, of - done));
    }
    text.append(
        "| **all** | **%d** | **%d** | **%d** |\n".formatted(cases, ported, cases - ported));
    files.forEach((file, of) -> table(text, file, of));
    return text.toString();
  }

  private static void table(StringBuilder text, String file, Map<String, Case> cases) {
    text.append("\n## %s\n\n| case | checked by, or why not |\n|---|---|\n".formatted(file));
    cases.forEach((name, of) -> {
      String by = of.ported() ? "`" + String.join("`, `", of.tests) + "`" : "*not:* " + of.reason;
      text.append("| %s | %s |\n".formatted(name.replace("|", "\\|"), by));
    });
  }

  @Test
  void noCase_isBothPortedAndNot() throws Exception {
    cases()
        .forEach((file, of) ->
            of.forEach((name, it) ->
                assertThat(it.ported() && !it.reason.isEmpty())
                    .as("%s %s is checked, and also listed as not ported", file, name)
                    .isFalse()));
  }

  @Test
  void document_saysWhatTheTestsSay() throws Exception {
    String wanted = document(cases());
    if (Boolean.getBoolean("goloom.refresh")) {
      Files.writeString(DOC, wanted);
    }
    String found = Files.exists(DOC) ? Files.readString(DOC) : "";
    assertThat(found.equals(wanted))
        .as(
            "docs/conformance.md says what the tests say; first line that differs: %s; to write it "
                + "anew: -Dgoloom.refresh=true",
            firstDifference(found, wanted))
        .isTrue();
  }

  /** The document is long: one line of it tells enough. */
  private static String firstDifference(String found, String wanted) {
    List<String> before = found.lines().toList();
    List<String> after = wanted.lines().toList();
    for (int i = 0; i < after.size(); i++) {
      if (i >= before.size() || !before.get(i).equals(after.get(i))) {
        return after.get(i);
      }
    }
    return "its end";
  }
}
