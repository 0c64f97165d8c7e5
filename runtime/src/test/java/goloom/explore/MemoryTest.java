package goloom.explore;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.instrument.Repeatable;
import org.junit.jupiter.api.Test;

/** Variables that race are branched at. */
class MemoryTest {

  private static Found explore(String body) {
    return Found.of(ExploreSettings.standard(), Repeatable.of(body));
  }

  @Test
  void increment_besideTestAndPrint_hasThreeOutcomes() {
    var found =
        explore(
            """
            int data;

            void main() {
              go(() -> data++);
              if (data == 0) {
                IO.println("the value is " + data);
              }
            }
            """);
    assertThat(found.lines()).containsExactly("", "the value is 0", "the value is 1");
    assertThat(found.report().completeness()).isEqualTo("all");
    assertThat(found.report().races()).isEqualTo(1);
  }
}
