package goloom.explore;

import static goloom.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.Chan;
import goloom.Mutex;
import goloom.WaitGroup;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Programs whose channels and locks are there before main begins. */
class OutsideTest {
  private static Found found(Supplier<Block> program) {
    return Found.of(ExploreSettings.standard(), program, Tree.Reduction.OPTIMAL);
  }

  private static Block taking(Mutex mutex, WaitGroup done, Chan<Integer> answers) {
    return () -> {
      for (int i = 0; i < 3; i++) {
        int n = i;
        done.go(() -> {
          mutex.lock();
          System.out.println(n);
          mutex.unlock();
        });
      }
      go(() -> answers.send(1));
      done.await();
      answers.receive();
    };
  }

  @Test
  void things_madeAnewForEachExecution_areTheSameToTheSearch() {
    var within =
        found(() -> () -> taking(new Mutex(), new WaitGroup(), Chan.<Integer>make()).run());
    var before = found(() -> taking(new Mutex(), new WaitGroup(), Chan.<Integer>make()));

    assertThat(before.report().completeness()).as("%s", before).isEqualTo("all");
    assertThat(before.lines()).isEqualTo(within.lines());
    assertThat(before.report().executions()).isEqualTo(within.report().executions()).isEqualTo(6);
    assertThat(before.wasted()).isZero();
  }
}
