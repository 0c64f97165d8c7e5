package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.gosched;
import static goloom.Go.millis;
import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.range;
import static goloom.Go.select;
import static goloom.Go.sleep;
import static goloom.conformance.Conformance.note;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.Chan;
import goloom.Mutex;
import goloom.Time;
import goloom.WaitGroup;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Programs whose output depends on the order in which goroutines run: some seeds must show one,
 * some another; and each seed the same one each time.
 */
class OrderDependenceTest {
  private static final int SEEDS = 200;

  /** The listed programs; each notes what it prints. */
  enum Program {
    GOROUTINES_PRINT(OrderDependenceTest::goroutinesPrint),
    PRODUCERS_MERGE(OrderDependenceTest::producersMerge),
    CONSUMERS_SHARE(OrderDependenceTest::consumersShare),
    SELECT_CHOOSES(OrderDependenceTest::selectChooses),
    SENDERS_QUEUE(OrderDependenceTest::sendersQueue),
    LOCK_IS_FOUGHT_FOR(OrderDependenceTest::lockIsFoughtFor),
    JAVA_LOCK_IS_FOUGHT_FOR(OrderDependenceTest::javaLockIsFoughtFor),
    SLEEPERS_WAKE_AT_ONCE(OrderDependenceTest::sleepersWakeAtOnce),
    TIMERS_DUE_TOGETHER(OrderDependenceTest::timersDueTogether),
    CLOSE_AGAINST_SEND(OrderDependenceTest::closeAgainstSend),
    DEFAULT_AGAINST_SEND(OrderDependenceTest::defaultAgainstSend),
    TRY_LOCK(OrderDependenceTest::tryLock),
    MAIN_LEAVES_EARLY(OrderDependenceTest::mainLeavesEarly),
    LOST_UPDATE(Rewritten.program(LostUpdate.class)),
    CHECK_THEN_PRINT(Rewritten.program(CheckThenPrint.class)),
    STORE_BUFFERING(Rewritten.program(StoreBuffering.class));

    private final Block body;

    Program(Block body) {
      this.body = body;
    }
  }

  @ParameterizedTest
  @EnumSource
  void program_thatDependsOnOrder_givesSeveralOutputs(Program program) {
    assertThat(outputs(program)).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource
  void program_thatDependsOnOrder_givesOneOutputForOneSeed(Program program) {
    for (long seed = 0; seed < Conformance.FEW_SEEDS; seed++) {
      String first = output(program, seed);
      for (int again = 1; again < Conformance.REPEATS; again++) {
        assertThat(output(program, seed)).as("seed %d", seed).isEqualTo(first);
      }
    }
  }

  private static String output(Program program, long seed) {
    return Conformance.noted(seed, 4, program.body);
  }

  /** How often each output came. */
  private static Map<String, Integer> outputs(Program program) {
    Map<String, Integer> outputs = new TreeMap<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      outputs.merge(output(program, seed), 1, Integer::sum);
    }
    return outputs;
  }

  // The programs
  // ------------

  private static void goroutinesPrint() {
    var wg = new WaitGroup();
    for (int i : range(3)) {
      wg.go(() -> note(i));
    }
    wg.await();
  }

  private static void producersMerge() {
    var merged = Chan.<String>make();
    for (String name : new String[] {"a", "b"}) {
      go(() -> {
        for (int i : range(2)) {
          merged.send(name + i);
        }
      });
    }
    for (int i : range(4)) {
      note(merged.receive());
    }
  }

  private static void consumersShare() {
    var work = Chan.<Integer>make(4);
    var wg = new WaitGroup();
    for (int worker : range(2)) {
      wg.go(() -> {
        for (int item : work) {
          note(worker + ":" + item);
        }
      });
    }
    for (int item : range(4)) {
      work.send(item);
    }
    work.close();
    wg.await();
  }

  private static void selectChooses() {
    var a = Chan.<Integer>make(3);
    var b = Chan.<Integer>make(3);
    for (int i : range(3)) {
      a.send(i);
      b.send(i);
    }
    for (int i : range(3)) {
      note(select(onReceive(a), onReceive(b)) == 0 ? "a" : "b");
    }
  }

  private static void sendersQueue() {
    var ch = Chan.<Integer>make();
    for (int i : range(3)) {
      go(() -> ch.send(i));
    }
    sleep(millis(1));
    for (int i : range(3)) {
      note(ch.receive());
    }
  }

  private static void lockIsFoughtFor() {
    var lock = new Mutex();
    var wg = new WaitGroup();
    for (int i : range(3)) {
      wg.go(() -> {
        for (int k : range(2)) {
          lock.lock();
          note(i);
          lock.unlock();
        }
      });
    }
    wg.await();
  }

  private static void javaLockIsFoughtFor() {
    var lock = new ReentrantLock();
    var wg = new WaitGroup();
    for (int i : range(3)) {
      wg.go(() -> {
        lock.lock();
        try {
          gosched();
          note(i);
        } finally {
          lock.unlock();
        }
      });
    }
    wg.await();
  }

  private static void sleepersWakeAtOnce() {
    var wg = new WaitGroup();
    var begin = Time.now();
    for (int i : range(3)) {
      wg.go(() -> {
        sleep(millis(10).minus(Time.since(begin)));
        note(i);
      });
    }
    wg.await();
  }

  private static void timersDueTogether() {
    var first = Time.after(millis(10));
    var second = Time.after(millis(10));
    select(onReceive(first, () -> note("first")), onReceive(second, () -> note("second")));
  }

  private static void closeAgainstSend() {
    var ch = Chan.<Integer>make(1);
    var ended = Chan.<String>make();
    go(() -> {
      try {
        ch.send(1);
        ended.send("sent");
      } catch (goloom.Panic p) {
        ended.send(p.getMessage());
      }
    });
    go(() -> {
      ch.close();
      ended.send("closed");
    });
    note(ended.receive());
    note(ended.receive());
  }

  private static void defaultAgainstSend() {
    var ch = Chan.<Integer>make(1);
    go(() -> ch.send(1));
    gosched();
    note(select(onReceive(ch), onDefault()) == 0 ? "received" : "nothing yet");
  }

  private static void tryLock() {
    var lock = new Mutex();
    var wg = new WaitGroup();
    var got = new AtomicInteger();
    for (int i : range(2)) {
      wg.go(() -> {
        if (lock.tryLock()) {
          got.incrementAndGet();
          gosched();
          lock.unlock();
        }
      });
    }
    wg.await();
    note(got.get());
  }

  private static void mainLeavesEarly() {
    var ch = Chan.<Integer>make(1);
    for (int i : range(2)) {
      go(() -> {
        note(i);
        select(onSend(ch, i), onDefault());
      });
    }
    ch.receive();
  }

  /** {@code count++} by two goroutines: one update may be lost. */
  static final class LostUpdate implements Block {
    private int count;

    @Override
    public void run() {
      var wg = new WaitGroup();
      for (int g : range(2)) {
        wg.go(() -> {
          for (int i = 0; i < 5; i++) {
            count++;
          }
        });
      }
      wg.await();
      note(count);
    }
  }

  /** A value that changes between its check and its use. */
  static final class CheckThenPrint implements Block {
    private int data;

    @Override
    public void run() {
      var wg = new WaitGroup();
      wg.go(() -> data++);
      if (data == 0) {
        note("the value is " + data);
      }
      wg.await();
    }
  }

  /** Two goroutines that each write one variable and read the other. */
  static final class StoreBuffering implements Block {
    private int x;
    private int y;
    private int sawX;
    private int sawY;

    @Override
    public void run() {
      var wg = new WaitGroup();
      wg.go(() -> {
        x = 1;
        sawY = y;
      });
      wg.go(() -> {
        y = 1;
        sawX = x;
      });
      wg.await();
      note(sawX);
      note(sawY);
    }
  }
}
