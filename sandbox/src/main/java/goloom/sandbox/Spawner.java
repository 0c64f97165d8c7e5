package goloom.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Starts processes, all from one thread that lasts as long as this does: a child that is to die
 * with its parent dies with the parent's <em>thread</em>.
 */
final class Spawner implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("spawner").factory());

  /** Starts {@code command} with an empty environment and pipes for its three streams. */
  Process spawn(List<String> command) throws IOException {
    try {
      return submit(command).get();
    } catch (RejectedExecutionException e) {
      throw new IOException("the sandbox is closing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("cannot start " + command.getFirst() + ": " + e.getCause(), e);
    }
  }

  private Future<Process> submit(List<String> command) {
    return thread.submit(() -> {
      var builder = new ProcessBuilder(command);
      builder.environment().clear();
      return builder.start();
    });
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
