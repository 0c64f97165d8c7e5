package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import goloom.worker.protocol.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Workers of both kinds are killed at random while programs run: some seconds by default, two
 * minutes in the thorough dose. Every run ends once, nobody sees what another's program wrote, and
 * when the killing ends all is as before.
 */
class ChaosTest {
  private static final long MILLIS = Boolean.getBoolean("goloom.thorough") ? 120_000 : 6_000;
  private static final int CLIENTS = 4;

  /**
   * How a run may end whose workers, any of them, may be killed at any time, and what its user then
   * reads.
   */
  private static final Map<Status, String> POSSIBLE =
      Map.of(
          Status.OK,
          "",
          Status.KILLED,
          "was killed from outside",
          // The box around the JVM went first, or the worker before it had its job.
          Status.INTERNAL,
          "(The Java VM crashed|the playground failed to run the program)",
          // Workers that replace killed ones take their time.
          Status.TIMEOUT,
          "(time limit|compilation took more than|all compilers were busy)",
          Status.COMPILE_ERROR,
          "the program does not compile");

  @Test
  @Timeout(900)
  void workersKilledAtRandom_underLoad_harmNobodyElse_andThePoolHeals() throws Exception {
    var sizes = new Sizes(3, 0, 2, 3, 1, 0, 0);
    try (var sandbox = Sandbox.open(Box.settings().withLimits(Box.QUICK).withSizes(sizes));
        var threads = Executors.newFixedThreadPool(CLIENTS + 1)) {
      var over = new AtomicBoolean();
      var clients = new ArrayList<Future<int[]>>();
      for (int client = 0; client < CLIENTS; client++) {
        clients.add(threads.submit(client(sandbox, client, over)));
      }
      threads.submit(() -> killAtRandom(over)).get();
      var runs = 0;
      var well = 0;
      for (var client : clients) {
        var counts = client.get(300, TimeUnit.SECONDS);
        runs += counts[0];
        well += counts[1];
      }
      assertThat(runs).isGreaterThanOrEqualTo(CLIENTS);
      assertThat(well).as("of %d", runs).isPositive();
      heals(sandbox, sizes);
    }
  }

  private static void heals(Sandbox sandbox, Sizes sizes) throws Exception {
    Box.until(() -> sandbox.state().running() == 0 && sandbox.state().waiting() == 0);
    Box.until(() -> sandbox.state().compileWorkers() == sizes.compileWorkers());
    Box.until(() -> sandbox.state().runWorkers() == sizes.runWorkers());
    // Of those that wait, some may have been killed while they did: taking them shows it.
    for (int i = 0; i < 2 * sizes.runWorkers(); i++) {
      var ended = Box.run(sandbox, "void main() { IO.println(\"well\"); }");
      assertThat(ended.stdout()).isEqualTo("well\n");
      assertThat(ended.exit().status()).isEqualTo(Status.OK);
    }
  }

  private static Callable<int[]> client(Sandbox sandbox, int number, AtomicBoolean over) {
    return () -> {
      var counts = new int[2];
      while (!over.get()) {
        var token = "client-" + number + "-run-" + counts[0] + "-";
        var ended = run(sandbox, "client-" + number, program(token, counts[0]));
        counts[0]++;
        var exits = ended.all(Event.Exit.class);
        assertThat(exits).hasSize(1);
        assertThat(ended.events().getLast()).isSameAs(exits.getFirst());
        assertThat(POSSIBLE).as("%s", ended.exit()).containsKey(ended.exit().status());
        assertThat(ended.exit().message()).containsPattern(POSSIBLE.get(ended.exit().status()));
        if (ended.exit().status() == Status.COMPILE_ERROR) {
          assertThat(ended.all(Event.Compile.class).getFirst().diagnostics().getFirst().code())
              .isEqualTo("goloom.gave-up");
        }
        assertThat(ended.stdout().lines()).allMatch(token::equals, token);
        counts[1] += ended.exit().status() == Status.OK ? 1 : 0;
      }
      return counts;
    };
  }

  private static String program(String token, int kind) {
    return switch (kind % 3) {
      case 0 -> "void main() { IO.println(\"%s\"); }".formatted(token);
      case 1 ->
          "void main() { for (int i = 0; i < 200; i++) IO.println(\"%s\"); }".formatted(token);
      default ->
          """
          import module goloom;
          import static goloom.Go.*;
          void main() {
            var ch = Chan.<String>make();
            for (int i : range(20)) go(() -> ch.send("%s"));
            for (int i = 0; i < 20; i++) IO.println(ch.receive());
          }
          """
              .formatted(token);
    };
  }

  private static Box.Ended run(Sandbox sandbox, String client, String source)
      throws InterruptedException {
    var events = new java.util.concurrent.CopyOnWriteArrayList<Event>();
    var request = Box.request(source);
    var same =
        new RunRequest(
            List.of(new SourceFile("Main.java", source)),
            request.options(),
            request.timeoutMillis(),
            request.stdin(),
            false);
    sandbox.run(client, same, events::add).await();
    return new Box.Ended(events);
  }

  /** Kills some process of ours, whichever: a box, a JVM in it, one that is just starting. */
  private static void killAtRandom(AtomicBoolean over) {
    var random = new SplittableRandom(20_261_125);
    var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
    try {
      while (System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(100, 500)); // the chaos is in the world's time
        var all = ProcessHandle.current().descendants().toList();
        if (!all.isEmpty()) {
          all.get(random.nextInt(all.size())).destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      over.set(true);
    }
  }
}
