package goloom.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * A test that is run over all interleavings of its goroutines, in the place of {@link Test}. The
 * method is a program's main: it starts goroutines, and asserts. It fails where one interleaving
 * makes an assertion fail, panics, deadlocks, ends the program, has a data race, or leaves a
 * goroutine waiting for good; the message holds that interleaving and a schedule that replays it.
 *
 * <pre>{@code
 * @Explore
 * void deposits_addUp() {
 *   var account = new Account();
 *   var wg = new WaitGroup();
 *   for (int _ : range(2)) wg.go(() -> account.deposit(1));
 *   wg.await();
 *   assertEquals(2, account.balance());
 * }
 * }</pre>
 *
 * <p>Each execution has a new instance of the test class, its {@code @BeforeEach} methods before
 * and its {@code @AfterEach} methods after. Static fields of the rewritten classes start anew as
 * well. The method takes no parameters.
 *
 * <p>Needs a JVM started with {@code -Djdk.trackAllThreads=false} and with {@code --add-opens
 * java.base/java.lang=ALL-UNNAMED} where the library is on the class path, {@code =goloom} where it
 * is a module; without them the test fails and says so.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(ExploreExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
@ResourceLock("goloom.explore")
public @interface Explore {
  /**
   * A schedule that a failure told: the test is run once, along it, to be debugged. The system
   * property {@code goloom.explore.schedule} does the same for all tests that are run.
   */
  String schedule() default "";

  /** How long running takes, beside a test's sleeps and timeouts. */
  Timing timing() default Timing.LOOSE;

  /** When timers go off, those of sleeps and timeouts too. */
  enum Timing {
    /**
     * At any moment, in their order: running may take any time, as on a busy machine. A sleep then
     * makes sure of nothing. Where the same is not found with {@link #STRICT}, the failure says so.
     */
    LOOSE,
    /**
     * When nothing else can go on: running takes no time. For tests of what is due when; one that
     * passes may fail where the machine is slow.
     */
    STRICT
  }

  /** Executions at most. */
  long maxExecutions() default 1_000_000;

  /** Real time at most, in milliseconds. */
  long timeMillis() default 10_000;

  /** Steps of one execution at most: one that takes longer is cut off. */
  int maxSteps() default 5_000;

  /**
   * Fails also where not every interleaving was looked at, for whatever reason. Without it that is
   * told, as a report entry and on stderr.
   */
  boolean requireAll() default false;

  /** Lets goroutines wait for good when the method returns. */
  boolean allowLeaks() default false;

  /** Lets data races be; they are still branched at. */
  boolean allowRaces() default false;

  /**
   * Packages whose classes are put under the scheduler, those below them included, as far as the
   * test refers to them. Beside these always the test's own package and those below it.
   */
  String[] packages() default {};
}
