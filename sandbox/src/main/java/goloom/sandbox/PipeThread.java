package goloom.sandbox;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Threads for all that reads or writes a worker's pipes: platform threads. A virtual thread that
 * waits in a read holds its carrier meanwhile, and of those there are only as many as processors:
 * two idle workers would be enough to stop a server.
 */
final class PipeThread {
  private PipeThread() {}

  static Thread start(String name, Runnable task) {
    return Thread.ofPlatform().daemon().name(name).start(task);
  }

  /** Makes a call on such a thread, and waits for it as the caller's own kind of thread does. */
  static <T> T call(String name, Callable<T> call) throws ExecutionException, InterruptedException {
    var task = new FutureTask<>(call);
    start(name, task);
    return task.get();
  }
}
