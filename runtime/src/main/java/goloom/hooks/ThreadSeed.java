package goloom.hooks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Reaches the seed that {@code ThreadLocalRandom} keeps in each thread; {@code java.lang} is open
 * to us.
 */
final class ThreadSeed {

  private static final @Nullable VarHandle SEED = find();

  private ThreadSeed() {}

  /**
   * Makes the next number of the calling thread's generator follow from the run. It adds twice the
   * thread's number to the seed each time, so this holds for one.
   */
  static void apply(Thread current) {
    if (!Run.simulated()) {
      return;
    }
    var seed = SEED;
    if (seed == null) {
      Run.uncontrolled("ThreadLocalRandom");
    } else {
      seed.set(current, Run.randomLong() - (current.threadId() << 1));
    }
  }

  private static @Nullable VarHandle find() {
    try {
      return MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
          .findVarHandle(Thread.class, "threadLocalRandomSeed", long.class);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
