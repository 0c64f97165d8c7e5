package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers that don't start. */
class WorkerTest {
  @Test
  void worker_thatEndsAtOnce_isToldWithItsOwnWords() {
    try (var spawner = new Spawner()) {
      assertThat(start(spawner, "echo 'bwrap: no such thing' >&2; exit 1"))
          .isInstanceOf(IOException.class)
          .hasMessage("a worker did not start: bwrap: no such thing");
    }
  }

  /** As a box that is killed in the middle of its making may do. */
  @Test
  @Timeout(200)
  void process_leftBehindWithThePipes_holdsUpNobody() {
    try (var spawner = new Spawner()) {
      var failed = start(spawner, "sleep 300 & echo $! >&2; exit 1");
      assertThat(failed).isInstanceOf(IOException.class).hasMessageMatching(".*: \\d+");
      var left = failed.getMessage().replaceAll("\\D", "");
      assertThat(ProcessHandle.of(Long.parseLong(left)).orElseThrow().destroy()).isTrue();
    }
  }

  private static Throwable start(Spawner spawner, String script) {
    return catchThrowable(() ->
        Worker.start(spawner, ControlGroups.none().nothing(), List.of("/bin/sh", "-c", script)));
  }
}
