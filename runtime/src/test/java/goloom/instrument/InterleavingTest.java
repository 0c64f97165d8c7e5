package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Schedules that only exist because shared accesses are scheduling points. */
class InterleavingTest {

  private static Set<String> outputs(String body, int seeds) {
    var program = Ran.program(body);
    var outputs = new TreeSet<String>();
    for (int seed = 0; seed < seeds; seed++) {
      outputs.add(program.run(seed).output().strip());
    }
    return outputs;
  }

  @Test
  void dataRace_showsAllItsOutcomes() {
    var source =
        """
        int data;
        void main() {
          go(() -> data++);
          if (data == 0) IO.println("the value is " + data);
        }
        """;
    assertThat(outputs(source, 400))
        .containsExactlyInAnyOrder("", "the value is 0", "the value is 1");
  }

  @Test
  void increments_getLost_onSomeSeeds() {
    var source =
        """
        int n;
        void main() {
          var wg = new WaitGroup();
          for (int i : range(2)) wg.go(() -> { for (int k = 0; k < 20; k++) n++; });
          wg.await();
          IO.println(n);
        }
        """;
    assertThat(outputs(source, 60)).contains("40").hasSizeGreaterThan(2);
  }

  @Test
  void endlessLoop_doesNotStarveOthers() {
    var ran =
        Ran.of("void main() { go(() -> { while (true) {} }); sleep(millis(1)); IO.println(1); }");
    assertThat(ran.output()).isEqualTo("1\n");
    assertThat(ran.ending().status()).isEqualTo("ok");
  }

  @Test
  void endlessLoop_onOneProcessor_isPreempted() {
    var ran =
        Ran.of(
            "void main() { gomaxprocs(1); go(() -> { while (true) {} }); gosched(); IO.println(1); }");
    assertThat(ran.output()).isEqualTo("1\n");
  }
}
