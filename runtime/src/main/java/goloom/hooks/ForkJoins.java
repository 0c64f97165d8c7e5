package goloom.hooks;

import goloom.race.SharedCalls;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Forked tasks become goroutines; parallel streams run on the caller. */
public final class ForkJoins {

  private ForkJoins() {}

  public static ForkJoinPool commonPool() {
    return Run.simulated() ? Run.state().commonPool() : ForkJoinPool.commonPool();
  }

  public static int getCommonPoolParallelism() {
    return Run.simulated() ? Run.processors() : ForkJoinPool.getCommonPoolParallelism();
  }

  public static <T> ForkJoinTask<T> fork(ForkJoinTask<T> task) {
    if (!Run.simulated()) {
      return task.fork();
    }
    Threads.startDaemon(() -> run(task));
    return task;
  }

  /** Runs a task, whose end comes before what finds it done. */
  static void run(ForkJoinTask<?> task) {
    task.quietlyInvoke();
    SharedCalls.release(task);
  }

  public static void invokeAll(ForkJoinTask<?> first, ForkJoinTask<?> second) {
    invokeAll(List.of(first, second));
  }

  public static void invokeAll(ForkJoinTask<?>... tasks) {
    invokeAll(List.of(tasks));
  }

  public static <T extends ForkJoinTask<?>> Collection<T> invokeAll(Collection<T> tasks) {
    if (!Run.simulated()) {
      return ForkJoinTask.invokeAll(tasks);
    }
    tasks.forEach(task -> Threads.startDaemon(() -> run(task)));
    for (var task : tasks) {
      task.join();
      SharedCalls.acquire(task);
    }
    return tasks;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // The erased signature is what calls name.
  public static BaseStream parallel(BaseStream stream) {
    return Run.simulated() ? stream.sequential() : stream.parallel();
  }

  public static <T> Stream<T> parallelStream(Collection<T> collection) {
    return Run.simulated() ? collection.stream() : collection.parallelStream();
  }

  public static IntStream parallel(IntStream stream) {
    return Run.simulated() ? stream.sequential() : stream.parallel();
  }

  public static LongStream parallel(LongStream stream) {
    return Run.simulated() ? stream.sequential() : stream.parallel();
  }

  public static DoubleStream parallel(DoubleStream stream) {
    return Run.simulated() ? stream.sequential() : stream.parallel();
  }

  public static <T extends Comparable<? super T>> void parallelSort(T[] elements) {
    Arrays.sort(elements);
  }

  public static <T extends Comparable<? super T>> void parallelSort(
      T[] elements, int from, int to) {
    Arrays.sort(elements, from, to);
  }
}
