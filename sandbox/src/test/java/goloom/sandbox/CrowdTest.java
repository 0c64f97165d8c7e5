package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import goloom.worker.protocol.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many at once: none is lost, some are asked to come again, nothing is left. */
class CrowdTest {
  private static final int CROWD = 200;
  private static final Sizes SIZES = new Sizes(2, 0, 1, 2, 1, 0, 0);

  /** What somebody was answered: a run's events, or that there is no room. */
  private record Answer(List<Event> events, BusyException busy) {}

  /**
   * Whoever runs is held back until all have asked. So there is room for as many as run and wait,
   * and for nobody else.
   */
  @Test
  @Timeout(900)
  void twoHundredAtOnce_areAnsweredOrAskedToComeAgain_andNoneIsLost() throws Exception {
    try (var sandbox = Sandbox.open(Box.settings().withLimits(Box.QUICK).withSizes(SIZES));
        var threads = Executors.newFixedThreadPool(CROWD)) {
      var gate = new CountDownLatch(1);
      var asked = new CountDownLatch(CROWD);
      var answers = ask(sandbox, threads, CROWD, gate, asked);
      asked.await();
      gate.countDown();
      var busy = 0;
      for (int i = 0; i < CROWD; i++) {
        var answer = answers.get(i).get();
        if (answer.busy != null) {
          busy++;
          assertThat(answer.busy.scope()).isEqualTo(BusyException.Scope.NODE);
          assertThat(answer.busy.retryAfterSeconds()).isPositive();
          continue;
        }
        var ended = new Box.Ended(answer.events);
        assertThat(ended.all(Event.Exit.class)).hasSize(1);
        assertThat(ended.exit().status()).as("%s", ended.exit()).isEqualTo(Status.OK);
        assertThat(ended.stdout()).isEqualTo("run " + i + "\n");
      }
      assertThat(busy).isEqualTo(CROWD - SIZES.concurrentRuns() - Box.QUICK.queuedRuns());
      isAsBefore(sandbox);
    }
    leavesNothing();
  }

  @Test
  @Timeout(900)
  void listenerWhoTakesNothing_holdsUpNobody_onceTheProgramIsOver() throws Exception {
    try (var sandbox = Sandbox.open(Box.settings().withSizes(Sizes.forOneRun()))) {
      var listens = new CountDownLatch(1);
      var going =
          Box.start(
              sandbox,
              Box.request("void main() { IO.println(1); }"),
              event -> {
                if (event instanceof Event.Output) {
                  hold(listens);
                }
              });
      Box.until(() -> going.events().stream().anyMatch(Event.Output.class::isInstance));
      assertThat(Box.run(sandbox, "void main() { IO.println(2); }").stdout()).isEqualTo("2\n");
      listens.countDown();
      var ended = going.end();
      assertThat(ended.stdout()).isEqualTo("1\n");
      assertThat(ended.all(Event.Exit.class)).hasSize(1);
      assertThat(ended.exit().status()).isEqualTo(Status.OK);
    }
  }

  /** As many as fit, all of whose listeners fail with their first line. */
  @Test
  @Timeout(900)
  void listenersThatAllGoAtOnce_takeTheirRunsWithThem() throws Exception {
    try (var sandbox = Sandbox.open(Box.settings().withLimits(Box.QUICK).withSizes(SIZES))) {
      var runs = new ArrayList<RunHandle>();
      var heard = new CopyOnWriteArrayList<Event>();
      for (int i = 0; i < 20; i++) {
        runs.add(
            sandbox.run(
                "client-" + i,
                Box.request("void main() { IO.println(1); while (true) {} }"),
                event -> {
                  heard.add(event);
                  if (event instanceof Event.Output) {
                    throw new IllegalStateException("the connection is gone");
                  }
                }));
      }
      for (var run : runs) {
        run.await();
      }
      // Nobody was told how it ended, for nobody listened any more; none ran to its limit.
      assertThat(heard).noneMatch(Event.Exit.class::isInstance);
      assertThat(heard).filteredOn(Event.Output.class::isInstance).hasSize(20);
      isAsBefore(sandbox);
    }
    leavesNothing();
  }

  /** Compilations that never end are a client's own trouble. */
  @Test
  @Timeout(900)
  void client_whoKeepsCompilersBusy_leavesOneToTheOthers() throws Exception {
    var bombs = 4;
    var sizes = new Sizes(1, 0, 2, 2, 1, 0, 0);
    var limits = Limits.DEFAULT.withMillis(30_000, 30_000);
    try (var sandbox = Sandbox.open(Box.settings().withLimits(limits).withSizes(sizes));
        var threads = Executors.newFixedThreadPool(bombs)) {
      var ended = new AtomicInteger();
      for (int i = 0; i < bombs; i++) {
        var bomb = List.of(new SourceFile("Main.java", CompilerAttacks.interfaces(40 + i)));
        threads.submit(() -> {
          sandbox.check("greedy", bomb);
          return ended.incrementAndGet();
        });
      }
      var other = Box.run(sandbox, "void main() { IO.println(\"served\"); }");
      assertThat(other.stdout()).isEqualTo("served\n");
      assertThat(ended.get()).as("compilations of 10 s, one after the other").isLessThan(bombs);
    }
  }

  private static List<Future<Answer>> ask(
      Sandbox sandbox,
      ExecutorService threads,
      int crowd,
      CountDownLatch gate,
      CountDownLatch asked) {
    var together = new CyclicBarrier(crowd);
    var answers = new ArrayList<Future<Answer>>();
    for (int i = 0; i < crowd; i++) {
      var number = i;
      answers.add(
          threads.submit(() -> {
            together.await();
            return askOnce(sandbox, number, gate, asked);
          }));
    }
    return answers;
  }

  private static Answer askOnce(
      Sandbox sandbox, int number, CountDownLatch gate, CountDownLatch asked)
      throws InterruptedException {
    var events = new CopyOnWriteArrayList<Event>();
    RunHandle run;
    try {
      run =
          sandbox.run(
              "client-" + number,
              Box.request("void main() { IO.println(\"run %d\"); }".formatted(number)),
              event -> {
                events.add(event);
                if (event instanceof Event.Compile) {
                  hold(gate);
                }
              });
    } catch (BusyException e) {
      asked.countDown();
      return new Answer(events, e);
    }
    asked.countDown();
    run.await();
    return new Answer(events, null);
  }

  private static void hold(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void isAsBefore(Sandbox sandbox) throws InterruptedException {
    Box.until(() -> sandbox.state().running() == 0 && sandbox.state().waiting() == 0);
    Box.until(() -> sandbox.state().runWorkers() == SIZES.runWorkers());
  }

  /** Beside the sandboxes that other tests share, which have workers too. */
  private static void leavesNothing() throws InterruptedException {
    Box.until(() ->
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().startsWith("run-client-")));
  }
}
