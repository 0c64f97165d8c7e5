package goloom.server;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.sandbox.RunHandle;
import goloom.sandbox.RunRequest;
import goloom.sandbox.Sandbox;
import goloom.sandbox.SandboxSettings;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every example, in the real sandbox, does on every seed what its {@code expect} says; so do the
 * programs in the documentation.
 */
final class ExamplesTest {
  private static Sandbox sandbox;

  @BeforeAll
  static void open() throws Exception {
    var app = Path.of(System.getProperty("goloom.app", "target/app"));
    sandbox =
        Sandbox.open(
            SandboxSettings.of(
                Path.of(System.getProperty("goloom.data", "target/data")),
                app.resolve("modules"),
                app.resolve("compiler"),
                "test"));
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_onEverySeed_doesWhatIsExpected(Example example) throws Exception {
    Expect expect = example.expect();
    List<SourceFile> files = sources(example.files());
    var outputs = new HashSet<String>();
    int seeds = 0;
    do {
      for (Ended run : runs(files, seeds, seeds + expect.everySeedTo())) {
        expect.check(run);
        outputs.add(run.stdout());
      }
      seeds += expect.everySeedTo();
    } while (expect.wantsMore(outputs, seeds));
    if (expect.outcomes() != null) {
      assertThat(outputs).containsExactlyInAnyOrderElementsOf(expect.outcomes());
    }
    if (expect.distinctOutputs() != null) {
      assertThat(outputs).hasSizeGreaterThanOrEqualTo(expect.distinctOutputs());
    }
  }

  @Test
  void program_ofTheReadme_printsItsSixLines() throws Exception {
    String source = javaBlocks("../README.md").getFirst();
    for (Ended run : runs(List.of(new SourceFile("Main.java", source)), 0, 10)) {
      assertThat(run.stdout()).isEqualTo("job 1\njob 2\njob 3\njob 4\njob 5\nfinished\n");
      assertThat(run.exit().status()).isEqualTo(Event.Status.OK);
      assertThat(run.exit().deterministic()).isTrue();
    }
  }

  @Test
  void formatter_givenAnExample_leavesItAsItIs() throws Exception {
    for (Example example : index()) {
      List<SourceFile> files = sources(example.files());
      assertThat(sandbox.format(files).files()).isEqualTo(files);
    }
  }

  @Test
  void guide_everyJavaBlock_compiles() throws Exception {
    for (String block : javaBlocks("../docs/guide.md")) {
      String source =
          "import module goloom;\nimport static goloom.Go.*;\n\nvoid main() throws Exception {\n"
              + block
              + "}\n";
      assertThat(sandbox.check("guide", List.of(new SourceFile("Main.java", source))).diagnostics())
          .as(block)
          .isEmpty();
    }
  }

  /** The programs of a page. */
  private static List<String> javaBlocks(String page) throws IOException {
    String text = Files.readString(Path.of(page));
    List<String> blocks =
        Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(text)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(blocks).as(page).isNotEmpty();
    return blocks;
  }

  static Stream<Example> examples() throws IOException {
    return index().stream();
  }

  /** An entry of the index, with what a reader never sees. */
  record Example(
      String id, String title, String summary, String topic, List<String> files, Expect expect) {
    @Override
    public String toString() {
      return id;
    }
  }

  /**
   * What holds on every seed tried; null: not said.
   *
   * @param everySeedTo seeds tried: all below it
   * @param outcomesWithin beyond those, seeds are tried up to here until each outcome has occurred
   */
  record Expect(
      int everySeedTo,
      @Nullable Integer outcomesWithin,
      String status,
      @Nullable Integer code,
      @Nullable String stdout,
      @Nullable List<String> stdoutContains,
      @Nullable String stdoutEnds,
      @Nullable Integer lines,
      @Nullable Integer distinctOutputs,
      @Nullable List<String> outcomes,
      @Nullable List<String> reportContains,
      @Nullable List<String> leakContains,
      @Nullable Integer goroutines) {

    boolean wantsMore(Set<String> outputs, int seeds) {
      return outcomes != null
          && outcomesWithin != null
          && seeds < outcomesWithin
          && !outputs.containsAll(outcomes);
    }

    void check(Ended run) {
      String seed = "seed " + run.seed() + ": " + run.exit().message();
      String how = run.exit().status().name().toLowerCase(Locale.ROOT);
      assertThat(how).as(seed).isEqualTo(status);
      if (code != null) {
        assertThat(run.exit().code()).as(seed).isEqualTo(code);
      }
      checkOutput(seed, run.stdout());
      checkReports(seed, run);
      assertThat(run.all(Event.Panic.class)).as(seed).isEmpty();
    }

    private void checkOutput(String seed, String output) {
      if (stdout != null) {
        assertThat(output).as(seed).isEqualTo(stdout);
      }
      if (stdoutContains != null) {
        assertThat(output).as(seed).contains(stdoutContains);
      }
      if (stdoutEnds != null) {
        assertThat(output).as(seed).endsWith(stdoutEnds);
      }
      if (lines != null) {
        assertThat(output.lines()).as(seed).hasSize(lines);
      }
      if (outcomes != null) {
        assertThat(output).as(seed).isIn(outcomes);
      }
    }

    private void checkReports(String seed, Ended run) {
      List<Event.Deadlock> deadlocks = run.all(Event.Deadlock.class);
      List<Event.Leak> leaks = run.all(Event.Leak.class);
      assertThat(deadlocks).as(seed).hasSize(reportContains == null ? 0 : 1);
      assertThat(leaks).as(seed).hasSize(leakContains == null ? 0 : 1);
      if (reportContains != null) {
        assertThat(deadlocks.getFirst().text()).as(seed).contains(reportContains);
        assertThat(deadlocks.getFirst().goroutines()).as(seed).hasSize(goroutines);
      }
      if (leakContains != null) {
        assertThat(leaks.getFirst().text()).as(seed).contains(leakContains);
        assertThat(leaks.getFirst().goroutines()).as(seed).hasSize(goroutines);
      }
    }
  }

  /** A run that has ended. */
  record Ended(long seed, List<Event> events) {
    Event.Exit exit() {
      return (Event.Exit) events.getLast();
    }

    String stdout() {
      return all(Event.Output.class).stream()
          .filter(output -> output.stream().equals("stdout"))
          .map(Event.Output::text)
          .collect(Collectors.joining());
    }

    <T extends Event> List<T> all(Class<T> type) {
      return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

  private record Going(long seed, RunHandle handle, List<Event> events) {
    Ended end() throws InterruptedException {
      handle.await();
      return new Ended(seed, List.copyOf(events));
    }
  }

  /** All are queued at once, far fewer than the queue holds. */
  private static List<Ended> runs(List<SourceFile> files, int from, int to)
      throws InterruptedException {
    List<Going> going = IntStream.range(from, to).mapToObj(seed -> start(files, seed)).toList();
    var ended = new ArrayList<Ended>();
    for (Going each : going) {
      ended.add(each.end());
    }
    return ended;
  }

  private static Going start(List<SourceFile> files, long seed) {
    var events = new CopyOnWriteArrayList<Event>();
    var request =
        new RunRequest(
            files, new RunOptions(seed, null, 4, "sim", true, true), 10_000, new byte[0], false);
    return new Going(seed, sandbox.run("seed-" + seed, request, events::add), events);
  }

  private static List<Example> index() throws IOException {
    var json = JsonMapper.builder().build();
    return json.readValue(resource("index.json"), new TypeReference<>() {});
  }

  private static List<SourceFile> sources(List<String> names) throws IOException {
    var files = new ArrayList<SourceFile>();
    for (String name : names) {
      files.add(new SourceFile(name, resource(name)));
    }
    return files;
  }

  private static String resource(String name) throws IOException {
    try (var in = ExamplesTest.class.getResourceAsStream("/examples/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
