package goloom.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The programs of {@link Interleavings} with the JDK's threads, locks and queues. */
@SuppressWarnings("LockNotBeforeTry") // Statement for statement what the others do.
enum PlainInterleavings implements Runnable {
  THREE_TURNS,
  EXCHANGE,
  PHILOSOPHERS;

  @Override
  public void run() {
    switch (this) {
      case THREE_TURNS -> threeTurns();
      case EXCHANGE -> exchange();
      case PHILOSOPHERS -> philosophers();
    }
  }

  private interface Body {
    void run() throws InterruptedException;
  }

  private static final class Group {
    private final List<Thread> threads = new ArrayList<>();

    void add(Body body) {
      threads.add(
          new Thread(() -> {
            try {
              body.run();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }));
    }

    void run() {
      threads.forEach(Thread::start);
      try {
        for (Thread thread : threads) {
          thread.join();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static void threeTurns() {
    var lock = new ReentrantLock();
    long[] count = {0};
    var group = new Group();
    for (int i = 0; i < 3; i++) {
      group.add(() -> {
        for (int turn = 0; turn < 3; turn++) {
          lock.lock();
          count[0]++;
          lock.unlock();
        }
      });
    }
    group.run();
  }

  static void exchange() {
    var queue = new ArrayBlockingQueue<Integer>(1);
    var group = new Group();
    for (int i = 0; i < 2; i++) {
      group.add(() -> {
        for (int message = 0; message < 3; message++) {
          queue.put(message);
        }
      });
      group.add(() -> {
        for (int message = 0; message < 3; message++) {
          queue.take();
        }
      });
    }
    group.run();
  }

  static void philosophers() {
    Lock[] forks = {new ReentrantLock(), new ReentrantLock(), new ReentrantLock()};
    var group = new Group();
    for (int i = 0; i < forks.length; i++) {
      Lock first = forks[Math.min(i, (i + 1) % forks.length)];
      Lock second = forks[Math.max(i, (i + 1) % forks.length)];
      group.add(() -> {
        for (int meal = 0; meal < 2; meal++) {
          first.lock();
          second.lock();
          second.unlock();
          first.unlock();
        }
      });
    }
    group.run();
  }
}
