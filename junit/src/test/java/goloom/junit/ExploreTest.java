package goloom.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventType;

/** What a test with {@code @Explore} does, as JUnit sees it. */
class ExploreTest {
  private static final Pattern SCHEDULE = Pattern.compile("@Explore\\(schedule = \"([^\"]+)\"\\)");

  private static EngineExecutionResults run(String method) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod("bank.Deposits#" + method))
        .execute();
  }

  private static Throwable failure(EngineExecutionResults results) {
    return results.testEvents().failed().stream()
        .map(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class))
        .findFirst()
        .flatMap(org.junit.platform.engine.TestExecutionResult::getThrowable)
        .orElseThrow(() -> new AssertionError("no test failed"));
  }

  private static List<String> entries(EngineExecutionResults results) {
    return results.allEvents().stream()
        .filter(event -> event.getType() == EventType.REPORTING_ENTRY_PUBLISHED)
        .map(event ->
            event.getRequiredPayload(org.junit.platform.engine.reporting.ReportEntry.class))
        .map(entry -> entry.getKeyValuePairs().get("goloom.explore"))
        .toList();
  }

  private static String schedule(Throwable failure) {
    Matcher schedule = SCHEDULE.matcher(failure.getMessage());
    assertThat(schedule.find()).as(failure.getMessage()).isTrue();
    return schedule.group(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deposits_underALock_addUp",
        "race_allowed_isNone",
        "receiver_forgottenOnPurpose_isLetBe",
        "statics_areNewInEachExecution",
        "sleep_isLongEnough_whereRunningTakesNoTime"
      })
  void test_thatHoldsInAllInterleavings_passes(String method) {
    var results = run(method);
    results.testEvents().assertStatistics(events -> events.started(1).succeeded(1));
    assertThat(entries(results)).singleElement().asString().startsWith("all: ");
  }

  @Test
  void test_inAnInnerClass_passes() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(loaded("bank.Deposits$Inner")))
        .execute()
        .testEvents()
        .assertStatistics(events -> events.started(1).succeeded(1));
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"deposits_inTwoSteps_addUp", "deposits_withoutALock_addUp"})
  void lostUpdate_isFound_withItsInterleaving(String method) {
    var failure = failure(run(method));
    assertThat(failure)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a deposit is lost ==> expected: <2> but was: <1>")
        .hasMessageContaining("Account.java")
        .hasMessageContaining("How it came about:")
        .message()
        .doesNotContain("org.junit");
    assertThat(failure.getCause()).hasMessageContaining("expected: <2> but was: <1>");
    assertThat(schedule(failure)).startsWith("2.");
  }

  @Test
  void sleep_ordersNothing_andTheFailureSaysWhatItTakes() {
    var failure = failure(run("sleep_isLongEnough"));
    assertThat(failure)
        .hasMessageContaining("expected: <1> but was: <0>")
        .hasMessageContaining("only if running takes longer than a sleep");
    assertThat(schedule(failure)).startsWith("2.1.");
  }

  @Test
  void race_withoutAnAssertion_fails() {
    assertThat(failure(run("race_withoutAnAssertion_isFound")))
        .hasMessageContaining("data race: ")
        .hasMessageContaining("balance")
        .hasMessageContaining("WARNING: DATA RACE");
  }

  @Test
  void deadlock_isFound_withWhoWaitsForWhat() {
    assertThat(failure(run("transfers_inBothDirections_end")))
        .hasMessageContaining("all goroutines are asleep - deadlock!")
        .hasMessageContaining("[sync.WaitGroup.Wait]")
        .hasMessageContaining("[sync.Mutex.Lock]")
        .hasMessageContaining("waiting on mutex");
  }

  @Test
  void leak_isFound_withWhatIsWaitedFor() {
    assertThat(failure(run("receiver_forgotten_leaks")))
        .hasMessageContaining("leak: ")
        .hasMessageContaining("[chan send]")
        .hasMessageContaining("receipts");
  }

  @Test
  void exception_inTheTest_isTheFailuresCause() {
    var failure = failure(run("interleaving_printed_isInTheMessage"));
    assertThat(failure)
        .hasMessageContaining("panic: java.lang.IllegalStateException: after all")
        .hasMessageContaining("  first ")
        .hasRootCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void choice_isMadeInEachWay() {
    assertThat(failure(run("choice_hasEachValue"))).hasMessageContaining("but was: <1>");
  }

  @Test
  void exit_ofTheProgram_fails() {
    assertThat(failure(run("end_ofTheProgram_fails"))).hasMessageContaining("System.exit(0)");
  }

  @Test
  void schedule_ofAFailure_replaysIt() {
    for (var method : List.of("deposits_inTwoSteps_addUp", "transfers_inBothDirections_end")) {
      var first = failure(run(method));
      System.setProperty(Exploration.SCHEDULE, schedule(first));
      try {
        var again = failure(run(method));
        assertThat(again).hasMessageContaining("fails along this schedule");
        assertThat(steps(again)).isEqualTo(steps(first));
      } finally {
        System.clearProperty(Exploration.SCHEDULE);
      }
    }
  }

  private static String steps(Throwable failure) {
    String text = failure.getMessage();
    String steps = text.substring(text.indexOf("How it came about:"));
    return steps.substring(0, steps.indexOf("\n\n"));
  }

  @Test
  void schedule_ofOneInterleaving_runsThatAlone() {
    System.setProperty(Exploration.SCHEDULE, "2.0.-.");
    try {
      var results = run("deposits_inTwoSteps_addUp");
      results.testEvents().assertStatistics(events -> events.succeeded(1));
      assertThat(entries(results)).containsExactly("replayed 2.0.-.");
    } finally {
      System.clearProperty(Exploration.SCHEDULE);
    }
  }

  @Test
  void schedule_malformed_isRefused() {
    assertThat(failure(run("schedule_malformed_isRefused")))
        .hasMessageContaining("can't replay")
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void test_inAPackageOfTheLibrarys_isRefused() {
    var results =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectMethod(OfTheLibrarys.class, "test"))
            .execute();
    assertThat(failure(results))
        .hasRootCauseMessage(
            "classes in the library's, JUnit's and the JDK's own packages are not rewritten: move it"
                + " to another than goloom.junit");
  }

  static final class OfTheLibrarys {
    @Explore
    void test() {}
  }

  @Test
  void budget_used_isTold() {
    var results = run("budget_tooSmall_isTold");
    results.testEvents().assertStatistics(events -> events.succeeded(1));
    assertThat(entries(results))
        .singleElement()
        .asString()
        .startsWith("bounded: ")
        .contains("stopped after 3 executions");
  }

  @Test
  void budget_used_failsWhereAllIsRequired() {
    assertThat(failure(run("budget_tooSmallForAll_fails")))
        .hasMessageContaining("was not run over all its interleavings")
        .hasMessageContaining("stopped after 3 executions");
  }
}
