package goloom.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A worker's process as its parent has it. Thread-safe. */
final class Worker {
  /** The kernel's unit of processor time. */
  private static final long TICK_MILLIS = 10;

  private static final long START_SECONDS = 30;

  /** From a process's end to the last that it wrote. */
  private static final long LAST_WORDS_MILLIS = 200;

  private static final int MAX_LAST_WORDS = 2_000;

  /** From a process's end to what its group has counted. */
  private static final long GROUP_MILLIS = 500;

  private final Process process;

  /**
   * The JVM itself: the process, or what the box around it has inside. Set once the JVM has spoken.
   */
  private volatile ProcessHandle java;

  /** All that the box has inside: the JVM alone, or the processes of a kernel of its own. */
  private volatile List<ProcessHandle> inside = List.of();

  /** Whether the kernel ended it for want of memory, once it has ended. */
  private final CompletableFuture<Boolean> outOfMemory;

  Worker(Process process, ControlGroups.Group group) {
    this.process = process;
    this.java = process.toHandle();
    outOfMemory =
        process
            .onExit()
            .thenApply(_ -> {
              var killed = group.outOfMemory();
              group.killRest();
              group.remove();
              return killed;
            });
  }

  /** Starts a worker and waits for the byte that says that it is warm. */
  static Worker start(Spawner spawner, ControlGroups.Group group, List<String> command)
      throws IOException {
    Process process;
    try {
      process = spawner.spawn(group.enter(command));
    } catch (IOException e) {
      group.remove();
      throw e;
    }
    var worker = new Worker(process, group);
    if (worker.firstByte() != 'R') {
      var said = worker.saidInVain();
      worker.kill();
      throw new IOException("a worker did not start: " + said);
    }
    // The kernel names the box's one child without a walk through all processes; without that,
    // walk.
    worker.inside = worker.process.children().toList();
    if (!worker.inside.isEmpty()) {
      worker.java = worker.inside.getFirst();
    }
    return worker;
  }

  /**
   * The first byte that it writes; −1 where none comes. Its pipe's end is not waited for: a box
   * that was killed in the middle of its making may leave a process behind that holds the pipe and
   * waits for good.
   */
  private int firstByte() {
    var first = new CompletableFuture<Integer>();
    PipeThread.start(
        "start-" + process.pid(),
        () -> {
          try {
            first.complete(out().read());
          } catch (IOException e) {
            first.complete(-1);
          }
        });
    var _ =
        process
            .onExit()
            .thenRunAsync(
                () -> first.complete(-1),
                CompletableFuture.delayedExecutor(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS));
    try {
      return first.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** What it has written to say why it doesn't start. */
  private String saidInVain() throws IOException {
    try {
      await(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var bytes = err().readNBytes(Math.min(MAX_LAST_WORDS, err().available()));
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  InputStream out() {
    return process.getInputStream();
  }

  InputStream err() {
    return process.getErrorStream();
  }

  OutputStream in() {
    return process.getOutputStream();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return java.pid();
  }

  /**
   * Ends it now. The JVM is killed, not the box around it: the box then ends by itself and
   * everything is reaped, where the other way round the JVM stays a zombie for as long as nobody
   * adopts it.
   */
  void kill() {
    inside.forEach(ProcessHandle::destroyForcibly);
    if (inside.size() != 1) {
      process.children().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Waits for the end; the exit code, or −1 where it takes longer than {@code millis}. */
  int await(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
  }

  /** Has {@code then} called, quickly, when it has ended. */
  void whenGone(Runnable then) {
    var _ = outOfMemory.whenComplete((_, _) -> then.run());
  }

  /** Whether it ended, not long ago, because the kernel found its memory used up. */
  boolean outOfMemory() {
    try {
      return outOfMemory.get(GROUP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Processor time so far, of all its threads, as the kernel counts it. */
  long cpuMillis() {
    var all = inside;
    return all.isEmpty() ? cpuMillis(java) : all.stream().mapToLong(Worker::cpuMillis).sum();
  }

  private static long cpuMillis(ProcessHandle one) {
    try {
      var stat = Files.readString(Path.of("/proc/" + one.pid() + "/stat"));
      // The name, in parentheses, may hold anything; the fields after it are numbers.
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MILLIS;
    } catch (IOException | RuntimeException gone) {
      return 0;
    }
  }
}
