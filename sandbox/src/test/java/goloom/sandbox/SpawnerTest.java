package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A box dies with the <em>thread</em> that started it. So whoever asks for one, it is the spawner's
 * thread that starts it, and that thread stays.
 */
@Timeout(300)
class SpawnerTest {
  /** A box that holds the whole machine, and in it a program that waits for its input's end. */
  private static final List<String> BOX =
      List.of("/usr/bin/env", "bwrap", "--die-with-parent", "--bind", "/", "/", "--", "cat");

  @Test
  void thread_thatAskedAndIsGone_takesNoBoxWithIt() throws Exception {
    try (var spawner = new Spawner()) {
      var spawned = new CompletableFuture<Process>();
      var own = new CompletableFuture<Process>();
      Thread.ofPlatform()
          .start(() -> {
            spawned.complete(spawn(spawner));
            own.complete(up(start()));
          })
          .join();
      // The one that the thread itself started dies, and shows that the thread is really gone.
      assertThat(own.join().waitFor()).isEqualTo(137);
      answers(spawned.join());
    }
  }

  @Test
  void virtualThread_thatAsks_isNotTheOneThatStarts() throws Exception {
    try (var spawner = new Spawner()) {
      var spawned = new CompletableFuture<Process>();
      Thread.ofVirtual().start(() -> spawned.complete(spawn(spawner))).join();
      var process = spawned.join();
      // As the kernel has it: whose child it is.
      assertThat(parentThread(process.pid())).isEqualTo("spawner");
      answers(process);
    }
  }

  /** One that fails to start anything goes on to start the next. */
  @Test
  void start_thatFails_endsNoThread() throws Exception {
    try (var spawner = new Spawner()) {
      var first = spawner.spawn(List.of("/bin/cat"));
      var starter = parentThread(first.pid());
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> spawner.spawn(List.of("/no/such/program")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("/no/such/program");
      assertThat(parentThread(first.pid())).isEqualTo(starter);
      answers(first);
    }
  }

  private static Process spawn(Spawner spawner) {
    try {
      return spawner.spawn(BOX);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Process start() {
    try {
      return new ProcessBuilder(BOX).start();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Once it answers: before, the box may not have asked yet to die with its parent. */
  private static Process up(Process process) {
    try {
      process.getOutputStream().write('!');
      process.getOutputStream().flush();
      assertThat(process.getInputStream().read()).isEqualTo('!');
      return process;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** It lives, says what it is told, and ends when there is nothing more to say. */
  private static void answers(Process process) throws Exception {
    try (var in = process.getOutputStream()) {
      in.write("still here".getBytes());
    }
    assertThat(new String(process.getInputStream().readAllBytes())).isEqualTo("still here");
    assertThat(process.waitFor()).isZero();
  }

  private static String parentThread(long child) throws IOException {
    try (var threads = Files.list(Path.of("/proc/self/task"))) {
      for (var thread : threads.toList()) {
        var children = Files.readString(thread.resolve("children")).split(" ", -1);
        if (Arrays.asList(children).contains(Long.toString(child))) {
          return Files.readString(thread.resolve("comm")).strip();
        }
      }
    }
    return "";
  }
}
