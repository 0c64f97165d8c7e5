package goloom.server.http;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between a run and a slow reader. Putting waits while it is full, which holds the
 * program back; once the reader has gone away, putting drops and taking gives null.
 *
 * <p>Invariant: waiting is empty once closed. The lock is held for moments, never while anything
 * else is waited for.
 */
final class Mailbox<T> {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<T> waiting = new ArrayDeque<>();
  private boolean closed;

  Mailbox(int capacity) {
    this.capacity = capacity;
  }

  void put(T item) {
    lock.lock();
    try {
      while (!closed && waiting.size() >= capacity) {
        changed.awaitUninterruptibly();
      }
      if (!closed) {
        waiting.add(item);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The next one, waited for; null once closed. */
  @Nullable T take() {
    lock.lock();
    try {
      while (!closed && waiting.isEmpty()) {
        changed.awaitUninterruptibly();
      }
      return next();
    } finally {
      lock.unlock();
    }
  }

  /** The next one if it is there, else null. */
  @Nullable T poll() {
    lock.lock();
    try {
      return next();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable T next() {
    T item = waiting.poll();
    changed.signalAll();
    return item;
  }
}
