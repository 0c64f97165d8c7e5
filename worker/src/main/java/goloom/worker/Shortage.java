package goloom.worker;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.ToWorker.WorkerLimits;
import java.util.List;

/** What a Java process had no more of when it threw an {@link OutOfMemoryError}. */
enum Shortage {
  HEAP(Event.Status.MEMORY_LIMIT),
  BESIDE_HEAP(Event.Status.MEMORY_LIMIT),
  THREADS(Event.Status.GOROUTINE_LIMIT);

  private static final List<String> OUTSIDE =
      List.of("Metaspace", "Compressed class space", "direct buffer memory", "Unable to allocate");

  private final Event.Status status;

  Shortage(Event.Status status) {
    this.status = status;
  }

  /** Told from the error in words, as HotSpot and the JDK choose them. */
  static Shortage of(String error) {
    if (error.contains("native thread")) {
      return THREADS;
    }
    return OUTSIDE.stream().anyMatch(error::contains) ? BESIDE_HEAP : HEAP;
  }

  Event.Status status() {
    return status;
  }

  /** The limit that has fired, with its value. */
  String message(WorkerLimits limits) {
    return switch (this) {
      case HEAP ->
          "memory limit: the program needs more than its heap of %d MiB"
              .formatted(limits.heapMebibytes());
      case BESIDE_HEAP ->
          "memory limit: the program needs more than the %d MiB that its Java process has beside its heap, for classes, code, stacks and memory outside the heap"
              .formatted(limits.besideHeapMebibytes());
      case THREADS ->
          "thread limit: the program's Java process has %d threads, a dozen of its own among them; goroutines and virtual threads are not counted"
              .formatted(limits.threads());
    };
  }
}
