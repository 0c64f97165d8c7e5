package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Equal runs in the real sandbox: computed once, told to all, and each stopped by itself. */
class SharedRunTest {
  private static Sandbox sandbox;

  @BeforeAll
  static void open() throws Exception {
    sandbox =
        Sandbox.open(
            Box.settings().withLimits(Box.QUICK).withSizes(new Sizes(2, 0, 1, 2, 1, 100, 100_000)));
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  private static RunRequest open(String source) {
    return new RunRequest(
        List.of(new SourceFile("Main.java", source)),
        new RunOptions(3L, null, 4, "sim", true, true),
        4_000,
        new byte[0],
        true);
  }

  private record Begun(RunHandle handle, List<Event> events) {
    Box.Ended end() throws InterruptedException {
      handle.await();
      return new Box.Ended(events);
    }
  }

  private static Begun begin(Sandbox sandbox, String client, RunRequest request) {
    var events = new CopyOnWriteArrayList<Event>();
    return new Begun(sandbox.run(client, request, events::add), events);
  }

  @Test
  void manyClients_ofOneProgram_areToldTheSame() throws Exception {
    var request =
        open(
            "import module goloom;\nvoid main() { for (int i = 0; i < 9; i++) IO.println(i); } // many");
    var all = new ArrayList<Begun>();
    for (int i = 0; i < 40; i++) {
      all.add(begin(sandbox, "client-" + i, request));
    }
    for (var one : all) {
      var ended = one.end();
      assertThat(ended.exit().status()).isEqualTo(Status.OK);
      assertThat(ended.stdout()).isEqualTo("0\n1\n2\n3\n4\n5\n6\n7\n8\n");
      assertThat(ended.all(Event.Exit.class)).hasSize(1);
    }
  }

  @Test
  void thirdRun_repeatsWhatTwoHaveGiven() throws Exception {
    var request = open("void main() { IO.println(\"kept\"); } // third");
    var first = begin(sandbox, "a", request).end();
    var second = begin(sandbox, "b", request).end();
    var before = sandbox.state().cachedRuns();
    var third = begin(sandbox, "c", request).end();
    assertThat(before).isPositive();
    assertThat(third.events()).isEqualTo(second.events());
    assertThat(RunCache.digest(third.events())).isEqualTo(RunCache.digest(first.events()));
  }

  @Test
  void programThatReadsWhatIsTyped_isEachUsersOwn() throws Exception {
    var request = open("void main() { IO.println(\"you typed \" + IO.readln()); } // typed");
    for (var text : List.of("one", "two", "three")) {
      var run = begin(sandbox, text, request);
      run.handle().stdin((text + "\n").getBytes(StandardCharsets.UTF_8));
      assertThat(run.end().stdout()).isEqualTo("you typed " + text + "\n");
    }
  }

  @Test
  void followers_ofOneThatAsksForInput_getTheirOwn() throws Exception {
    var request = open("void main() { IO.println(\"you typed \" + IO.readln()); } // followers");
    var first = begin(sandbox, "first", request);
    var second = begin(sandbox, "second", request);
    second.handle().stdin("b\n".getBytes(StandardCharsets.UTF_8));
    assertThat(second.end().stdout()).isEqualTo("you typed b\n");
    first.handle().stdin("a\n".getBytes(StandardCharsets.UTF_8));
    assertThat(first.end().stdout()).isEqualTo("you typed a\n");
  }

  @Test
  void stoppingOne_stopsNobodyElse() throws Exception {
    var request = open("void main() { IO.println(\"on\"); while (true) {} } // stop");
    var first = begin(sandbox, "first", request);
    var second = begin(sandbox, "second", request);
    Box.until(() -> second.events().stream().anyMatch(Event.Output.class::isInstance));
    first.handle().stop();
    assertThat(first.end().exit().status()).isEqualTo(Status.KILLED);
    assertThat(second.events()).noneMatch(Event.Exit.class::isInstance);
    second.handle().stop();
    assertThat(second.end().exit().status()).isEqualTo(Status.KILLED);
  }
}
