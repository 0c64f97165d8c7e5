package goloom.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No race is reported where there is none: in the playground's examples, the programs of the
 * rewriter's tests and those of the conformance tests. The cases that must stay silent in {@link
 * GoRaceTest} and {@link JavaRaceTest} are the rest of this.
 */
class FalseAlarmTest {
  private static final boolean THOROUGH = Boolean.getBoolean("goloom.thorough");

  /** Seeds for whole programs. */
  private static final int SEEDS = THOROUGH ? 1_000 : 20;

  /** Seeds for the programs of conformance tests, of which there are many. */
  private static final int TEST_SEEDS = THOROUGH ? 1_000 : 2;

  private static final Path EXAMPLES = Path.of("../server/src/main/resources/examples");
  private static final Path PROGRAMS = Path.of("src/test/resources/programs");

  /** What is raced for in the programs that are about races. */
  private static final Map<String, String> RACY =
      Map.of(
          "race", ".data",
          "array-of-counters", "counts[",
          "lost-updates", ".count",
          "test-and-print", ".");

  /** Tests of which some program has a race, and why it has to. */
  private static final Map<String, String> RACY_TESTS = racyTests();

  private static Map<String, String> racyTests() {
    var racy = new TreeMap<String, String>();
    for (String test :
        List.of(
            "endlessLoops_onOneProcessor_letTheOthersRun",
            "garbageCollection_whileGoroutinesSpin_happens",
            "goroutinesThatMakeBlockingCallsInALoop_letTheOthersRun",
            "goroutinesThatSpin_onAnyNumberOfProcessors_arePreempted")) {
      racy.put("ProcTest." + test, "spins on plain variables, so that it takes preemption to end");
    }
    for (String test :
        List.of(
            "afterFunc_andWhatItStarts_runOnTheSameClock",
            "contextAfterFunc_runsAfterCancelAndNotBefore",
            "reset_toNothingWhileASelectWaits_firesAgain",
            "sleep_whileOthersWork_endsAfterTheirWork",
            "sleepers_wakeInTheOrderOfTheirTimes",
            "sleepInACallback_isOnTheSameClock",
            "sleepInAnIterator_isOnTheSameClock")) {
      racy.put("VirtualTimeTest." + test, "is ordered by the clock, which is no order");
    }
    racy.put(
        "ProcTest.localQueue_upToItsSize_runsInOrderAfterTheLastCreated",
        "is ordered by there being one processor, which is no order");
    racy.put(
        "WaitGroupTest.await_reusedBeforeItHasReturned_panics",
        "adds while another waits, which is a race for the group");
    return racy;
  }

  /** Tests that say what many seeds give together, of which there are too few here. */
  private static final Set<String> OF_MANY_SEEDS =
      Set.of(
          "VirtualTimeTest.manyPrograms_atOnce_takeTurns",
          "VirtualTimeTest.timers_dueAtOnce_fireInAnyOrder");

  private static TreeMap<String, String> programs() throws IOException {
    var programs = new TreeMap<String, String>();
    for (Path folder : List.of(EXAMPLES, PROGRAMS)) {
      try (var files = Files.list(folder)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          String name = file.getFileName().toString();
          if (name.endsWith(".java")) {
            programs.put(
                name.substring(0, name.length() - ".java".length()),
                Files.readString(file).replaceAll("(?m)^import .*$", ""));
          }
        }
      }
    }
    return programs;
  }

  @TestFactory
  Stream<DynamicTest> programs_areReportedWhereRacy_andOnlyThere() throws IOException {
    return programs().entrySet().stream()
        .map(program ->
            DynamicTest.dynamicTest(
                program.getKey(), () -> check(program.getKey(), program.getValue())));
  }

  private static void check(String name, String source) {
    var program = RaceProgram.of("Main", source);
    var expected =
        new RaceCase(
            name,
            RACY.containsKey(name) ? RaceCase.Expected.SOMETIMES : RaceCase.Expected.NEVER,
            RACY.getOrDefault(name, ""),
            true,
            source);
    RaceChecks.check(expected, program, SEEDS, Set.of("ok", "panic", "deadlock", "exit"));
  }

  @Test
  void racyPrograms_exist() throws IOException {
    assertThat(programs()).containsKeys(RACY.keySet().toArray(String[]::new));
  }

  // Programs of the conformance tests
  // ---------------------------------

  /** A test, and the parameter that it is run with where it has one. */
  private record Run(Class<?> type, Method method, Object... arguments) {
    String name() {
      return type.getSimpleName()
          + "."
          + method.getName()
          + (arguments.length == 0 ? "" : "(" + arguments[0] + ")");
    }

    void execute() throws Throwable {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      method.setAccessible(true);
      try {
        method.invoke(constructor.newInstance(), arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> conformancePrograms_areSilent() throws Exception {
    return Rewritten.tests().stream()
        .flatMap(FalseAlarmTest::runs)
        .filter(run -> !OF_MANY_SEEDS.contains(run.name()))
        .map(run -> DynamicTest.dynamicTest(run.name(), () -> check(run)));
  }

  private static void check(Run run) throws Throwable {
    var watch = new RaceWatch(TEST_SEEDS);
    try {
      Conformance.watched(watch, run::execute);
    } catch (AssertionError e) {
      throw new AssertionError(run.name() + ": " + e.getMessage(), e);
    }
    if (RACY_TESTS.containsKey(run.name())) {
      assertThat(watch.races()).as(RACY_TESTS.get(run.name())).isNotEmpty();
    } else {
      assertThat(watch.races()).as(run.name()).isEmpty();
    }
  }

  private static Stream<Run> runs(Class<?> type) {
    List<Run> runs = new ArrayList<>();
    for (Method method : type.getDeclaredMethods()) {
      var values = method.getAnnotation(ValueSource.class);
      if (method.isAnnotationPresent(Test.class)) {
        runs.add(new Run(type, method));
      } else if (values != null) {
        for (int value : values.ints()) {
          runs.add(new Run(type, method, value));
        }
      }
    }
    runs.sort(java.util.Comparator.comparing(Run::name));
    return runs.stream();
  }
}
