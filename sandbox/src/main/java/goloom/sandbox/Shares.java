package goloom.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets each client have so many of something at a time. Thread-safe. */
final class Shares {
  private final int each;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition given = lock.newCondition();
  private final Map<String, Integer> held = new HashMap<>();

  Shares(int each) {
    this.each = each;
  }

  /** Takes one for {@code client}; false where none of its own came back in time. */
  boolean take(String client, long millis) throws InterruptedException {
    lock.lock();
    try {
      var left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (held.getOrDefault(client, 0) >= each) {
        if (left <= 0) {
          return false;
        }
        left = given.awaitNanos(left);
      }
      held.merge(client, 1, Integer::sum);
      return true;
    } finally {
      lock.unlock();
    }
  }

  void give(String client) {
    lock.lock();
    try {
      held.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
      given.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
