package goloom.explore;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.Block;
import goloom.instrument.Repeatable;
import goloom.scheduler.Pilot.Timing;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Programs as they are compiled: variables that race, atomics, {@code synchronized}. */
class MemoryTest {

  private static Found explore(String body) {
    var settings = new ExploreSettings(100_000, 60_000, 5_000, Timing.STRICT, true, 10_000, 4);
    var found = Found.of(settings, Repeatable.of(body));
    assertThat(found.report().completeness()).as("%s", found.report()).isEqualTo("all");
    return found;
  }

  @Test
  void synchronizedBlocks_areTakenInEachOrder() {
    var found =
        explore(
            """
            Object lock = new Object();
            int n;

            void main() {
              var wg = new WaitGroup();
              for (int i : range(3)) {
                wg.go(() -> {
                  synchronized (lock) {
                    n++;
                    IO.println(i + ":" + n);
                  }
                });
              }
              wg.await();
            }
            """);
    assertThat(found.outcomes()).hasSize(6);
    assertThat(found.report().executions()).isEqualTo(6);
    assertThat(found.report().races()).isZero();
  }

  @Test
  void notify_wakesAnyOfThoseWhoWait() {
    var found =
        explore(
            """
            Object lock = new Object();
            int waiting;

            void main() throws Exception {
              for (int i : range(2)) {
                go(() -> {
                  synchronized (lock) {
                    waiting++;
                    lock.wait();
                    IO.println("woken " + i);
                    System.exit(0);
                  }
                });
              }
              synchronized (lock) {
                if (waiting == 2) {
                  lock.notify();
                  lock.wait();
                }
              }
            }
            """);
    assertThat(found.lines()).containsExactly("", "woken 0 exit", "woken 1 exit");
  }

  @Test
  void collections_thatRace_areUsedInEachOrder() {
    var found =
        explore(
            """
            void main() {
              var counts = new HashMap<String, Integer>();
              counts.put("k", 0);
              var wg = new WaitGroup();
              for (int i : range(2)) {
                wg.go(() -> counts.put("k", counts.get("k") + 1));
              }
              wg.await();
              IO.println(counts.get("k"));
            }
            """);
    assertThat(found.lines()).containsExactly("1", "2");
    assertThat(found.report().races()).isEqualTo(1);
  }

  @Test
  void collection_gainsAnElement_atAnyTurnOfALoopOverIt() {
    var found =
        explore(
            """
            void main() {
              var list = new ArrayList<Integer>(List.of(1, 2));
              var wg = new WaitGroup();
              wg.go(() -> {
                for (var each : list) {
                  IO.println(each);
                }
              });
              wg.go(() -> list.add(3));
              wg.await();
            }
            """);
    assertThat(found.lines()).containsExactly("1 2", "1 2 3", "1 2 panic", "1 panic", "panic");
  }

  @Test
  void race_isToldOfEachOutcome_thatShowsItBeforeTheEnd() {
    var found =
        explore(
            """
            int data = 0;

            void main() {
              go(() -> data++);
              if (data == 0) {
                IO.println(data);
              }
            }
            """);
    assertThat(found.lines()).containsExactly("", "0", "1");
    assertThat(found.outcomes()).allSatisfy(each -> assertThat(each.races()).hasSize(1));
  }

  @Test
  void closeAndSend_race_whereTheSendComesInTime() {
    Supplier<Block> program =
        Repeatable.of(
            """
            void main() {
              var ch = Chan.<Integer>make(1);
              var closed = Chan.<Integer>make();
              go(() -> {
                ch.close();
                closed.close();
              });
              ch.send(1);
              IO.println("sent");
              closed.receive();
            }
            """);
    var settings = new ExploreSettings(100_000, 60_000, 5_000, Timing.STRICT, true, 10_000, 4);
    var found = Found.of(settings, program);
    assertThat(found.lines()).containsExactly("panic", "sent");
    for (var outcome : found.outcomes()) {
      assertThat(outcome.races()).as("%s", outcome).hasSize(1);
      var replayed = Replayed.of(program, outcome.races().getFirst().schedule());
      assertThat(replayed.races()).isEqualTo(1);
      assertThat(replayed.shows(outcome)).isTrue();
    }
  }

  @Test
  void randomNumbers_areThoseOfOneSeed_andTheAnswerSaysSo() {
    var settings = new ExploreSettings(100_000, 60_000, 5_000, Timing.STRICT, true, 10_000, 4);
    var found =
        Found.of(
            settings,
            Repeatable.of(
                """
                void main() {
                  IO.println(Math.random() < 0.5);
                }
                """));
    assertThat(found.report().completeness()).isEqualTo("bounded");
    assertThat(found.report().why()).contains("random numbers");
  }

  @Test
  void future_isReadAfterAllThatItDependsOn() {
    var found =
        explore(
            """
            void main() throws Exception {
              var a = CompletableFuture.supplyAsync(() -> { IO.println("a"); return 1; });
              var b = CompletableFuture.supplyAsync(() -> { IO.println("b"); return 2; });
              IO.println(a.thenCombine(b, Integer::sum).get());
            }
            """);
    assertThat(found.lines()).containsExactly("a b 3", "b a 3");
  }

  @Test
  void executor_isClosedAfterItsTasks() {
    var found =
        explore(
            """
            int n;

            void main() {
              try (var pool = Executors.newFixedThreadPool(2)) {
                for (int i : range(2)) {
                  pool.submit(() -> n++);
                }
              }
              IO.println(n);
            }
            """);
    assertThat(found.lines()).containsExactly("1", "2");
    assertThat(found.report().races()).isEqualTo(1);
  }

  @Test
  void threads_keepTheProgramAlive_andAreJoined() {
    var found =
        explore(
            """
            void main() throws Exception {
              var joined = Thread.ofVirtual().start(() -> IO.println("joined"));
              joined.join();
              new Thread(() -> IO.println("stays")).start();
              IO.println("main");
            }
            """);
    assertThat(found.lines()).containsExactly("joined main stays", "joined stays main");
  }

  @Test
  void locksAndConditions_areTakenInEachOrder() {
    var found =
        explore(
            """
            int items;

            void main() {
              var lock = new ReentrantLock();
              var filled = lock.newCondition();
              var wg = new WaitGroup();
              for (int i : range(2)) {
                wg.go(() -> {
                  lock.lock();
                  if (items == 0) {
                    filled.await();
                  }
                  items--;
                  IO.println(i + ":" + items);
                  lock.unlock();
                });
                wg.go(() -> {
                  lock.lock();
                  items++;
                  filled.signal();
                  lock.unlock();
                });
              }
              wg.await();
            }
            """);
    // With a loop for the condition nobody could steal what another was woken for.
    assertThat(found.lines())
        .containsExactly("0:0 1:-1", "0:0 1:0", "0:1 1:0", "1:0 0:-1", "1:0 0:0", "1:1 0:0");
  }

  @Test
  void permitsAndQueues_areTakenByAnyOfThoseWhoWait() {
    var found =
        explore(
            """
            void main() throws Exception {
              var permits = new Semaphore(3);
              var queue = new LinkedBlockingQueue<Integer>();
              var wg = new WaitGroup();
              for (int i : range(2)) {
                wg.go(() -> IO.println(i + ":" + permits.drainPermits() + queue.take()));
              }
              queue.put(0);
              queue.put(0);
              wg.await();
            }
            """);
    assertThat(found.lines()).containsExactly("0:00 1:30", "0:30 1:00", "1:00 0:30", "1:30 0:00");
  }

  @Test
  void exit_thatMainWasTooQuickFor_isNoLeak() {
    var program =
        Repeatable.of(
            """
            void main() {
              var ch = Chan.<Integer>make();
              go(() -> ch.receive());
              go(() -> System.exit(3));
              go(() -> ch.send(1));
              IO.println("main");
            }
            """);
    var replayed = Replayed.of(program, "2.0.-.");
    assertThat(replayed.output()).isEqualTo("main\n");
    assertThat(replayed.leaks()).isZero();
  }
}
