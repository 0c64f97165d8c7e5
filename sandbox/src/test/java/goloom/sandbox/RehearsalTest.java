package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.ExploreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that have rehearsed a search are quicker, and otherwise like those that haven't. */
@ExtendWith(Box.class)
class RehearsalTest {
  private static final String LOST_UPDATE =
      """
      import module goloom;
      import static goloom.Go.*;
      int data;
      void main() {
        var wg = new WaitGroup();
        for (int _ : range(2)) wg.go(() -> data++);
        wg.await();
        IO.println(data + " " + new Object().hashCode() + " " + new int[1].hashCode());
      }
      """;

  private static final Sizes REHEARSED = new Sizes(1, 1, 1, 1, 1, 0, 0);

  @Test
  @Timeout(300)
  void search_onAWorkerThatHasRehearsed_findsTheSame(Sandbox without) throws Exception {
    assertThat(without.state().searchWorkersWanted()).isZero();
    var expected = outcomes(without);
    try (var with = Sandbox.open(Box.settings().withLimits(Box.QUICK).withSizes(REHEARSED))) {
      var waiting = rehearsed(with);

      assertThat(outcomes(with)).hasSizeGreaterThan(1).isEqualTo(expected);

      // It is gone as every worker is that had a program, and another takes its place.
      Box.until(() -> waiting.stream().noneMatch(ProcessHandle::isAlive));
      Box.until(() -> with.state().searchWorkers() == 1);
    }
  }

  @Test
  @Timeout(300)
  void ordinaryRun_leavesItToSearches() throws Exception {
    try (var sandbox = Sandbox.open(Box.settings().withLimits(Box.QUICK).withSizes(REHEARSED))) {
      var waiting = rehearsed(sandbox);
      assertThat(Box.run(sandbox, "void main() { IO.println(1); }").stdout()).isEqualTo("1\n");
      assertThat(waiting).isNotEmpty().allMatch(ProcessHandle::isAlive);
    }
  }

  /** The processes of the one that waits. */
  private static List<ProcessHandle> rehearsed(Sandbox sandbox) throws InterruptedException {
    Box.until(() -> sandbox.state().searchWorkers() == 1);
    return ProcessHandle.current()
        .descendants()
        .filter(process ->
            text(Path.of("/proc/" + process.pid() + "/cmdline")).contains("rehearsal.job"))
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return "";
    }
  }

  /** The last told of each outcome. */
  private static List<Event.Outcome> outcomes(Sandbox sandbox) throws InterruptedException {
    var run = Box.request(LOST_UPDATE);
    var search =
        new RunRequest(
            run.files(),
            run.options(),
            run.timeoutMillis(),
            run.stdin(),
            run.stdinOpen(),
            new ExploreOptions(100_000, 10_000));
    var ended = Box.run(sandbox, search);
    assertThat(ended.exit().status()).isEqualTo(Event.Status.OK);
    var last = new TreeMap<Integer, Event.Outcome>();
    ended.all(Event.Outcome.class).forEach(each -> last.put(each.id(), each));
    return List.copyOf(last.values());
  }
}
