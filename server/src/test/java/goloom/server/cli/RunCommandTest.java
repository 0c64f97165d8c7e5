package goloom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as it is shipped, each time in a process of its own. */
class RunCommandTest {
  @TempDir Path folder;

  @BeforeAll
  static void prepare(@TempDir Path other) throws Exception {
    Product.prepare(other);
  }

  private record Ended(int code, String out, String err) {}

  @Test
  void program_prints_andTheCodeIsZero() {
    Ended ended = run("void main() { IO.println(\"hello\"); System.err.println(\"aside\"); }");

    assertThat(ended).isEqualTo(new Ended(0, "hello\n", "aside\n"));
  }

  @Test
  void program_thatDeadlocks_saysSo_andTheCodeIs2() {
    Ended ended = run("import module goloom; void main() { Chan.<Integer>make().receive(); }");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith("fatal error: all goroutines are asleep - deadlock!\n")
        .contains("goroutine 1 [chan receive]:")
        .contains("--seed ");
  }

  @Test
  void program_thatPanics_saysSo_andTheCodeIs2() {
    Ended ended =
        run("import static goloom.Go.*; void main() { IO.println(1); throw panic(\"oh no\"); }");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEqualTo("1\n");
    assertThat(ended.err()).startsWith("panic: oh no\n");
  }

  private static final String RACY =
      """
      import static goloom.Go.*;
      int data;
      void main() {
        go(() -> data++);
        if (data == 0) IO.println("the value is " + data);
      }
      """;

  @Test
  void program_thatRaces_saysWhereAsGoDoes_andTheCodeIs66() {
    // The order in which both have their turn, as a search found it.
    String schedule = schedule(explore(RACY, "--json").out());
    Ended ended = run(RACY, "--schedule", schedule);

    assertThat(ended.code()).isEqualTo(66);
    assertThat(ended.err())
        .contains("WARNING: DATA RACE", "Main.java:4", "Main.java:5", "Found 1 data race(s)")
        .contains("--schedule " + schedule);
    assertThat(run(RACY, "--schedule", schedule, "--no-race"))
        .isEqualTo(new Ended(0, ended.out(), ""));
  }

  /** The first that shows a race. */
  private static String schedule(String events) {
    return events
        .lines()
        .filter(line -> line.contains("\"races\":[{"))
        .findFirst()
        .map(line -> line.replaceFirst(".*\"races\":\\[\\{.*?\"schedule\":\"([^\"]*)\".*", "$1"))
        .orElseThrow();
  }

  @Test
  void explore_printsATableOfOutcomes_andWhetherTheseAreAll() {
    Ended ended = explore(RACY);

    assertThat(ended.code()).isEqualTo(66);
    assertThat(ended.out())
        .contains("the value is 0", "the value is 1", "(prints nothing)", "3 outcomes in ")
        .endsWith("these are all\n");
    assertThat(ended.err()).isEqualTo("1 variable raced on\n");
  }

  @Test
  void explore_ofWhatDeadlocks_endsInCode2_andOfWhatIsSoundIn0() {
    Ended bad = explore("import module goloom; void main() { Chan.<Integer>make().receive(); }");
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.out()).contains("deadlock");
    Ended sound = explore("void main() { IO.println(1); }");
    assertThat(sound.code()).isZero();
    assertThat(sound.out()).contains("1 outcome in ").endsWith("these are all\n");
    assertThat(explore("void main() { int x = \"\"; }").code()).isEqualTo(1);
  }

  @Test
  void explore_givesEachExecutionTheSameInput() throws Exception {
    Path input = Files.writeString(folder.resolve("input"), "ada\nben\n");
    Ended ended =
        explore(
            """
            import module goloom;
            import static goloom.Go.*;

            void main() {
              var name = IO.readln();
              go(() -> IO.println("hello " + name));
              IO.println("then " + IO.readln());
            }
            """,
            "--stdin",
            input.toString(),
            "--json");
    assertThat(ended.out()).contains("\"outcomes\":3,\"exhaustive\":true");
    assertThat(ended.out()).contains("\"hello ada\\nthen ben\\n\"");
  }

  @Test
  void explore_thatMakesNoSense_saysWhy() {
    assertThat(explore("void main() {}", "--no-race").err())
        .startsWith("goloom: explore does not take --no-race\n");
    assertThat(explore("void main() {}", "--time", "2m").err())
        .startsWith("goloom: timeMillis must be 1 to 60000, not 120000\n");
    assertThat(explore("void main() {}", "--executions", "0").code()).isEqualTo(125);
  }

  @Test
  void program_thatDoesNotCompile_isShownItsLine_andTheCodeIs1() {
    Ended ended = run("void main() {\n\tint x = \"text\";\n}\n");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith("Main.java:2:10: error: incompatible types")
        .contains("  \tint x = \"text\";\n  \t        ^\n");
  }

  @Test
  void program_thatExits_hasItsOwnCode() {
    assertThat(run("void main() { System.exit(7); }").code()).isEqualTo(7);
  }

  @Test
  void program_thatTakesTooLong_timesOut_andTheCodeIs124() {
    Ended ended = run("void main() { IO.println(1); while (true) {} }", "--timeout", "1s");

    assertThat(ended.code()).isEqualTo(124);
    assertThat(ended.out()).isEqualTo("1\n");
    assertThat(ended.err()).startsWith("goloom: ");
  }

  @Test
  void program_thatPrintsTooMuch_hitsALimit_andTheCodeIs126() {
    Ended ended = run("void main() { while (true) IO.println(\"x\".repeat(1000)); }");

    assertThat(ended.code()).isEqualTo(126);
    assertThat(ended.err()).contains("goloom: ");
  }

  @Test
  void json_printsTheEventsAndNothingElse() {
    Ended ended =
        run("void main() { IO.println(\"hello\"); }", "--json", "--seed", "5", "--procs=2");

    assertThat(ended.code()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out().lines())
        .allMatch(line -> line.startsWith("{\"type\":\"") && line.endsWith("}"));
    assertThat(ended.out())
        .contains("{\"type\":\"start\",\"seed\":5,\"procs\":2,\"scheduler\":\"sim\"")
        .contains("\"text\":\"hello\\n\"");
    assertThat(ended.out().lines().filter(line -> line.contains("\"type\":\"exit\""))).hasSize(1);
  }

  @Test
  void stdin_isAFile_orOurs() throws Exception {
    String echo = "void main() { IO.println(\"<\" + IO.readln() + \">\"); }";
    Path input = Files.writeString(folder.resolve("input.txt"), "from a file\n");

    assertThat(run(echo, "--stdin", input.toString()).out()).isEqualTo("<from a file>\n");
    assertThat(start(ProcessBuilder.Redirect.from(input.toFile()), write("Main.java", echo)).out())
        .isEqualTo("<from a file>\n");
    Process piped = process(ProcessBuilder.Redirect.PIPE, write("Main.java", echo));
    piped.getOutputStream().write("from a pipe\n".getBytes(StandardCharsets.UTF_8));
    piped.getOutputStream().flush();
    assertThat(ended(piped).out()).isEqualTo("<from a pipe>\n");
  }

  @Test
  void files_severalOfThem_areOneProgram() {
    String helper =
        write("Helper.java", "class Helper { static String name() { return \"helper\"; } }");

    assertThat(run("void main() { IO.println(Helper.name()); }", helper).out())
        .isEqualTo("helper\n");
  }

  @Test
  void commandLine_thatMakesNoSense_saysWhy_andTheCodeIs125() {
    assertThat(run("void main() {}", "--fast").err())
        .startsWith("goloom: run does not take --fast\n");
    assertThat(run("void main() {}", "--procs", "9").err())
        .startsWith("goloom: --procs must be 1 to 8, not 9\n");
    assertThat(run("void main() {}", "--timeout", "soon").code()).isEqualTo(125);
    Ended missing =
        start(
            ProcessBuilder.Redirect.from(new File("/dev/null")),
            folder.resolve("No.java").toString());
    assertThat(missing.code()).isEqualTo(125);
    assertThat(missing.err()).startsWith("goloom: no such file: ");
  }

  private Ended run(String source, String... more) {
    List<String> arguments = new ArrayList<>(List.of(write("Main.java", source)));
    arguments.addAll(List.of(more));
    return start(
        ProcessBuilder.Redirect.from(new File("/dev/null")), arguments.toArray(String[]::new));
  }

  private Ended explore(String source, String... more) {
    List<String> words = new ArrayList<>(List.of("explore", write("Main.java", source)));
    words.addAll(List.of(more));
    return ended(
        Product.start(
            folder.resolve("out"),
            folder.resolve("err"),
            ProcessBuilder.Redirect.from(new File("/dev/null")),
            Map.of(),
            words.toArray(String[]::new)));
  }

  private String write(String name, String source) {
    try {
      return Files.writeString(folder.resolve(name), source).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Ended start(ProcessBuilder.Redirect input, String... arguments) {
    return ended(process(input, arguments));
  }

  private Process process(ProcessBuilder.Redirect input, String... arguments) {
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(List.of(arguments));
    return Product.start(
        folder.resolve("out"),
        folder.resolve("err"),
        input,
        Map.of(),
        words.toArray(String[]::new));
  }

  private Ended ended(Process process) {
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Ended(
          process.exitValue(),
          Files.readString(folder.resolve("out")),
          Files.readString(folder.resolve("err")));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
