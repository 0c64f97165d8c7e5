package goloom.hooks;

import goloom.race.SharedCalls;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
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
    if (task instanceof CountedCompleter<?> completer) {
      compute(completer); // Done when others are, and who waits for that is told by them.
    } else {
      task.quietlyInvoke();
    }
    SharedCalls.release(task);
  }

  private static void compute(CountedCompleter<?> completer) {
    try {
      completer.compute();
    } catch (Throwable e) {
      completer.completeExceptionally(e);
    }
  }

  /** {@code CountedCompleter.tryComplete}, with what each count comes after. */
  public static void tryComplete(CountedCompleter<?> completer) {
    complete(completer, CountedCompleter::onCompletion);
  }

  public static void propagateCompletion(CountedCompleter<?> completer) {
    complete(completer, (_, _) -> {});
  }

  private static void complete(
      CountedCompleter<?> first, BiConsumer<CountedCompleter<?>, CountedCompleter<?>> whenAllHave) {
    CountedCompleter<?> completer = first;
    CountedCompleter<?> by = first;
    while (completer != null) {
      int pending = completer.getPendingCount();
      if (pending == 0) {
        SharedCalls.acquire(completer);
        whenAllHave.accept(completer, by);
        by = completer;
        completer = by.getCompleter();
      } else {
        SharedCalls.release(completer);
        if (completer.compareAndSetPendingCount(pending, pending - 1)) {
          return;
        }
      }
    }
    SharedCalls.release(by);
    by.quietlyComplete();
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

  // Arrays.parallelPrefix
  // ---------------------

  public static void parallelPrefix(int[] array, IntBinaryOperator op) {
    parallelPrefix(array, 0, array.length, op);
  }

  public static void parallelPrefix(int[] array, int from, int to, IntBinaryOperator op) {
    Objects.requireNonNull(op);
    Objects.checkFromToIndex(from, to, array.length);
    for (int i = from + 1; i < to; i++) {
      array[i] = op.applyAsInt(array[i - 1], array[i]);
    }
  }

  public static void parallelPrefix(long[] array, LongBinaryOperator op) {
    parallelPrefix(array, 0, array.length, op);
  }

  public static void parallelPrefix(long[] array, int from, int to, LongBinaryOperator op) {
    Objects.requireNonNull(op);
    Objects.checkFromToIndex(from, to, array.length);
    for (int i = from + 1; i < to; i++) {
      array[i] = op.applyAsLong(array[i - 1], array[i]);
    }
  }

  public static void parallelPrefix(double[] array, DoubleBinaryOperator op) {
    parallelPrefix(array, 0, array.length, op);
  }

  public static void parallelPrefix(double[] array, int from, int to, DoubleBinaryOperator op) {
    Objects.requireNonNull(op);
    Objects.checkFromToIndex(from, to, array.length);
    for (int i = from + 1; i < to; i++) {
      array[i] = op.applyAsDouble(array[i - 1], array[i]);
    }
  }

  public static <T> void parallelPrefix(T[] array, BinaryOperator<T> op) {
    parallelPrefix(array, 0, array.length, op);
  }

  public static <T> void parallelPrefix(T[] array, int from, int to, BinaryOperator<T> op) {
    Objects.requireNonNull(op);
    Objects.checkFromToIndex(from, to, array.length);
    for (int i = from + 1; i < to; i++) {
      array[i] = op.apply(array[i - 1], array[i]);
    }
  }
}
