package bank;

import static goloom.Go.choose;
import static goloom.Go.go;
import static goloom.Go.range;
import static goloom.Go.seconds;
import static goloom.Go.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;

import goloom.Block;
import goloom.Chan;
import goloom.WaitGroup;
import goloom.junit.Explore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** Tests, good and bad, that the tests of the extension run. */
class Deposits {
  private final Account account = new Account();
  private int before;

  @BeforeEach
  void start() {
    before++;
  }

  @AfterEach
  void end() {
    assertEquals(1, before);
    assertEquals(account.balance(), account.balance());
  }

  private static void twice(Block block) {
    var wg = new WaitGroup();
    for (int _ : range(2)) {
      wg.go(block);
    }
    wg.await();
  }

  @Explore(requireAll = true)
  void deposits_underALock_addUp() {
    twice(() -> account.deposit(1));
    assertEquals(2, account.balance());
  }

  @Explore
  void deposits_inTwoSteps_addUp() {
    twice(() -> account.depositInTwoSteps(1));
    assertEquals(2, account.balance(), "a deposit is lost");
  }

  @Explore
  void deposits_withoutALock_addUp() {
    twice(() -> account.depositCarelessly(1));
    assertEquals(2, account.balance(), "a deposit is lost");
  }

  @Explore
  void race_withoutAnAssertion_isFound() {
    twice(() -> account.depositCarelessly(1));
  }

  @Explore(allowRaces = true)
  void race_allowed_isNone() {
    twice(() -> account.depositCarelessly(1));
  }

  @Explore
  void transfers_inBothDirections_end() {
    var other = new Account();
    var wg = new WaitGroup();
    wg.go(() -> account.transfer(other, 1));
    wg.go(() -> other.transfer(account, 1));
    wg.await();
  }

  @Explore
  void receiver_forgotten_leaks() {
    var receipts = Chan.<Integer>make();
    go(() -> receipts.send(1));
  }

  @Explore(allowLeaks = true)
  void receiver_forgottenOnPurpose_isLetBe() {
    var receipts = Chan.<Integer>make();
    go(() -> receipts.send(1));
  }

  @Explore
  void statics_areNewInEachExecution() {
    twice(() -> account.deposit(1));
    assertEquals(1, Account.opened);
  }

  @Explore(maxExecutions = 3)
  void budget_tooSmall_isTold() {
    var wg = new WaitGroup();
    for (int _ : range(4)) {
      wg.go(() -> account.deposit(1));
    }
    wg.await();
  }

  @Explore(maxExecutions = 3, requireAll = true)
  void budget_tooSmallForAll_fails() {
    var wg = new WaitGroup();
    for (int _ : range(4)) {
      wg.go(() -> account.deposit(1));
    }
    wg.await();
  }

  @Explore
  void sleep_isLongEnough() {
    go(() -> account.deposit(1));
    sleep(seconds(1));
    assertEquals(1, account.balance());
  }

  @Explore(timing = Explore.Timing.STRICT)
  void sleep_isLongEnough_whereRunningTakesNoTime() {
    sleep_isLongEnough();
  }

  @Explore
  void choice_hasEachValue() {
    assertEquals(0, choose(3) / 2);
  }

  @Explore
  void end_ofTheProgram_fails() {
    System.exit(0);
  }

  @Explore(schedule = "what")
  void schedule_malformed_isRefused() {}

  @Explore
  void interleaving_printed_isInTheMessage() {
    var ch = Chan.<String>make();
    var done = Chan.<Boolean>make();
    go(() -> ch.send("a"));
    go(() -> ch.send("b"));
    go(() -> {
      System.out.println("first " + ch.receive());
      System.out.println("second " + ch.receive());
      done.send(true);
    });
    done.receive();
    throw new IllegalStateException("after all");
  }

  @Nested
  class Inner {
    private final Chan<Integer> results = Chan.make(2);

    @Explore
    void innerClass_hasItsOuterInstance() {
      twice(() -> {
        account.deposit(1);
        results.send(1);
      });
      assertEquals(2, results.receive() + results.receive());
      assertEquals(2, account.balance());
    }
  }
}
