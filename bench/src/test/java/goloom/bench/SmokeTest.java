package goloom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SmokeTest {
  static List<Benchmark> benchmarks() {
    return Main.ALL;
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void benchmark_inTheSmallestDose_givesItsTables(Benchmark benchmark) throws Exception {
    var out = new ByteArrayOutputStream();
    for (Table table : benchmark.run(Dose.TASTE)) {
      table.print(new PrintStream(out, true, StandardCharsets.UTF_8));
    }
    Stream<String> lines = out.toString(StandardCharsets.UTF_8).lines();
    assertThat(lines).anyMatch(line -> line.startsWith(benchmark.name() + ":"));
  }
}
