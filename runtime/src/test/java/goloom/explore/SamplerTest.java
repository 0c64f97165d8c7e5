package goloom.explore;

import static goloom.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.Chan;
import goloom.Mutex;
import goloom.explore.Sampler.Manner;
import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import goloom.scheduler.Pilot.Timing;
import goloom.scheduler.Settings;
import org.junit.jupiter.api.Test;

/** What executions drawn at random find; the numbers drawn are the same on every machine. */
class SamplerTest {
  private static final int DRAWN = 300;
  private static final int STEPS = 12;

  /**
   * One goroutine does much that is nobody else's business before it looks; the other has to come
   * later than all of that.
   */
  private static void lateWriter() {
    var own = new Mutex();
    var shared = Chan.<Integer>make(1);
    go(() -> shared.send(1));
    for (int i = 0; i < STEPS; i++) {
      own.lock();
      own.unlock();
    }
    System.out.print(shared.len() == 0 ? "rare" : "frequent");
  }

  /** How many of them print that. */
  private static int found(String wanted, Manner manner, Block program) {
    var names = new Names();
    var execution = new Execution(new Tree(Tree.Reduction.OPTIMAL), names, Timing.STRICT, 5_000);
    var sampler = new Sampler(manner);
    execution.sample(sampler);
    var settings = new Settings(0L, null, 4, false, false, false, 1_000, 0);
    var out = System.out;
    System.setOut(
        new Prints() {
          @Override
          protected void printed(String text) {
            execution.prints(1, text);
          }
        });
    int found = 0;
    try {
      for (int i = 0; i < DRAWN; i++) {
        sampler.begin();
        execution.follow(new Tree(Tree.Reduction.OPTIMAL), Timing.STRICT);
        execution.begin(Long.MAX_VALUE);
        Engine.steer(settings, program, new Observer() {}, execution);
        execution.close();
        sampler.ends();
        found += execution.printed().getFirst().text().equals(wanted) ? 1 : 0;
      }
    } finally {
      System.setOut(out);
    }
    return found;
  }

  @Test
  void step_thatMustBeLaterThanManyOthers_isFoundByPrioritiesOfSteps() {
    int walks = found("rare", Manner.WALK, SamplerTest::lateWriter);
    int steps = found("rare", Manner.STEPS, SamplerTest::lateWriter);
    assertThat(walks).isLessThan(DRAWN / 100);
    assertThat(steps).isGreaterThan(DRAWN / 50).isGreaterThan(3 * walks);
  }

  @Test
  void draws_withTheSameNumbers_findTheSame() {
    for (var manner : Manner.values()) {
      assertThat(found("rare", manner, SamplerTest::lateWriter))
          .isEqualTo(found("rare", manner, SamplerTest::lateWriter));
    }
  }

  @Test
  void walks_sayHowManyWaysThereAre() {
    var sampler = new Sampler(Manner.WALK);
    var threads = new Threads(new Names());
    threads.made(0, -1, 0);
    for (int i = 1; i < 10; i++) {
      threads.made(i, 0, i);
    }
    int[] able = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    for (int walk = 0; walk < 5; walk++) {
      sampler.begin();
      for (int step = 0; step < 6; step++) {
        assertThat(sampler.next(able, 10, threads)).isBetween(0, 9);
      }
      sampler.ends();
    }
    assertThat(sampler.magnitude()).isEqualTo(6);
  }
}
