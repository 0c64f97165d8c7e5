package goloom.explore;

import goloom.instrument.Repeatable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the playground's examples can do. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../server/src/main/resources/examples");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "waitgroup",
        "channels",
        "deadlock",
        "done",
        "leak",
        "race",
        "range",
        "select",
        "workers",
        "pipeline",
        "fan"
      })
  void show(String name) throws IOException {
    var settings =
        new ExploreSettings(
            20_000, 3_000, 5_000, goloom.scheduler.Pilot.Timing.STRICT, true, 10_000, 4);
    var found =
        Found.of(settings, Repeatable.ofFile(Files.readString(EXAMPLES.resolve(name + ".java"))));
    System.err.println(
        "== "
            + name
            + " "
            + found.report()
            + " wasted "
            + found.wasted()
            + " given up "
            + found.givenUp());
    found.outcomes().stream().limit(6).forEach(System.err::println);
  }
}
