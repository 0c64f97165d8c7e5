package goloom.conformance;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Races, and programs without any, that are written with what Java has and Go hasn't. */
class JavaRaceTest {
  private static final int SEEDS = Boolean.getBoolean("goloom.thorough") ? 1_000 : 12;

  static final List<String> FILES =
      List.of(
          "java/arrays",
          "java/atomics",
          "java/callbacks",
          "java/classes",
          "java/collections",
          "java/constructs",
          "java/executors",
          "java/idioms",
          "java/locks",
          "java/maps",
          "java/monitors",
          "java/queues",
          "java/text",
          "java/threads",
          "java/volatiles");

  @TestFactory
  Stream<DynamicTest> java() {
    return FILES.stream().flatMap(file -> RaceChecks.tests(RaceCase.read(file), SEEDS));
  }
}
