package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import goloom.instrument.Rewriter.Mode;
import goloom.scheduler.Observer;
import goloom.scheduler.Settings;
import goloom.scheduler.TraceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Reads and writes in a trace: of replays, and of nothing else. */
class AccessTraceTest {
  private static final String PROGRAM =
      """
      int data;
      boolean told;
      char[] letters = new char[2];
      void main() {
        var wg = new WaitGroup();
        wg.go(() -> { data++; told = true; letters[1] = 'x'; });
        wg.await();
        if (data == 1 && told && letters[1] == 'x') IO.println("all seen");
      }
      """;

  private static List<Map<String, Object>> trace(Long seed, String schedule) {
    return trace(PROGRAM, seed, schedule);
  }

  private static List<Map<String, Object>> trace(String program, Long seed, String schedule) {
    var classes = Ran.compile(program);
    var view = new TraceView(Loaded.of(classes, Mode.SIM).result.sites());
    List<Map<String, Object>> events = new ArrayList<>();
    var settings = new Settings(seed, schedule, 4, false, true, true, 200_000, 100_000);
    new Ran.Program(classes)
        .run(
            settings,
            new Observer() {
              @Override
              public void trace(byte[] packed) {
                events.addAll(view.view(packed));
              }
            });
    return events;
  }

  private static boolean isAccess(Map<String, Object> event) {
    return event.get("kind").equals("read") || event.get("kind").equals("write");
  }

  private static boolean isAboutVariables(Map<String, Object> event) {
    return isAccess(event) || event.get("kind").equals("element");
  }

  @Test
  void replay_tellsEachAccess_withVariableGoroutineAndWhatIsRead() {
    var accesses =
        trace(null, "1.7").stream()
            .filter(AccessTraceTest::isAccess)
            .map(event ->
                event.get("goroutine")
                    + " "
                    + event.get("kind")
                    + " "
                    + event.get("name")
                    + " "
                    + Objects.requireNonNullElse(event.get("value"), "?"))
            .toList();

    assertThat(accesses)
        .containsSubsequence(
            "2 read Main.data 0",
            "2 write Main.data ?",
            "2 write Main.told ?",
            "1 read Main.data 1",
            "1 read Main.told true",
            "1 read Main.letters x");
  }

  @Test
  void write_tellsWhatItOverwrites() {
    var overwritten =
        trace(null, "1.7").stream()
            .filter(event -> event.get("kind").equals("write"))
            .filter(event -> event.get("goroutine").equals(2L))
            .map(event -> event.get("name") + " " + event.get("was"));

    assertThat(overwritten)
        .containsSubsequence("Main.data 0", "Main.told false", "Main.letters \0");
  }

  /** Where a line has no name for it, an earlier line may have had one. */
  @Test
  void access_whoseLineNamesNothing_isCalledAsBefore() {
    String program =
        """
        void main() {
          var counts = new ConcurrentHashMap<String, Integer>();
          var old = counts.get("a");
          counts.put("a", old == null ? 1 : old + 1);
        }
        """;
    assertThat(trace(program, null, "1.7").stream().filter(AccessTraceTest::isAccess))
        .extracting(event -> event.get("kind") + " " + event.get("name"))
        .containsExactly("read counts", "write counts");
  }

  @Test
  void accessesOfOneVariable_haveOneNumber() {
    var numbers =
        trace(null, "1.7").stream()
            .filter(event -> "Main.data".equals(event.get("name")))
            .map(event -> event.get("variable"))
            .distinct();

    assertThat(numbers).hasSize(1);
  }

  @Test
  void replay_isTheRunOfItsSeed_butForTheAccesses() {
    var replayed = trace(null, "1.7");
    var seeded = trace(7L, null);

    assertThat(seeded).noneMatch(AccessTraceTest::isAboutVariables);
    assertThat(replayed.stream().filter(event -> !isAboutVariables(event)).toList())
        .isEqualTo(seeded);
  }

  @Test
  void element_ofAnArray_tellsItsIndexOnce_beforeItIsAccessed() {
    var told =
        trace(null, "1.7").stream()
            .filter(event ->
                event.get("kind").equals("element") || "Main.letters".equals(event.get("name")))
            .filter(event -> event.containsKey("index") || "x".equals(event.get("value")))
            .toList();

    assertThat(told)
        .extracting(event -> event.get("kind"), event -> event.get("index"))
        .containsExactly(tuple("element", 1), tuple("read", null));
    assertThat(told)
        .extracting(event -> event.get("variable"))
        .containsOnly(told.getFirst().get("variable"));
  }
}
