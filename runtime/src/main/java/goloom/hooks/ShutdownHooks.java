package goloom.hooks;

import goloom.scheduler.Governor;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The threads that a program wants run before it ends, by {@code System.exit} or because main has
 * returned and no other thread keeps it alive. A panic, a deadlock and {@code Runtime.halt} wait
 * for none. Confined to the simulation's carrier.
 */
final class ShutdownHooks {

  private final Set<Thread> hooks = new LinkedHashSet<>();
  private final Map<Long, GoThread> staying = new LinkedHashMap<>();
  private boolean known;
  private boolean begun;

  static ShutdownHooks ofRun() {
    return Run.state().shutdownHooks();
  }

  void add(Thread hook) {
    Objects.requireNonNull(hook);
    refuseWhenBegun();
    if (Threads.isAlive(hook)) {
      throw new IllegalArgumentException("Hook already running");
    }
    if (!hooks.add(hook)) {
      throw new IllegalArgumentException("Hook previously registered");
    }
    if (!known) {
      known = true;
      Governor.afterMain(this::mainHasReturned);
    }
  }

  boolean remove(Thread hook) {
    Objects.requireNonNull(hook);
    refuseWhenBegun();
    return hooks.remove(hook);
  }

  private void refuseWhenBegun() {
    if (begun) {
      throw new IllegalStateException("Shutdown in progress");
    }
  }

  /** A thread begins that keeps the program alive. */
  void begins(GoThread thread) {
    staying.put(thread.number(), thread);
  }

  void ends(GoThread thread) {
    staying.remove(thread.number());
  }

  private void mainHasReturned() {
    while (!staying.isEmpty()) {
      join(staying.values().iterator().next());
    }
    run();
  }

  /** Runs them all, each on its thread; at once if that is under way. */
  void run() {
    if (begun) {
      return;
    }
    begun = true;
    var all = List.copyOf(hooks);
    all.forEach(Thread::start);
    all.forEach(ShutdownHooks::join);
  }

  private static void join(Thread thread) {
    while (true) {
      try {
        Threads.join(thread);
        return;
      } catch (InterruptedException e) {
        // The program ends, come what may.
      }
    }
  }
}
