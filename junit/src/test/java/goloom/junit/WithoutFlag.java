package goloom.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** In a JVM of its own: runs one test, and prints why it failed. */
final class WithoutFlag {
  private WithoutFlag() {}

  public static void main(String[] arguments) {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod("bank.Deposits#deposits_underALock_addUp"))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable())
        .forEach(failure -> failure.ifPresent(System.out::println));
  }
}
