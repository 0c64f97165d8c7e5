package goloom.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The programs of {@link Interleavings} with the JDK's threads, locks and queues. */
final class PlainInterleavings {
  private PlainInterleavings() {}

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

  static final class ThreeTurns implements Runnable {
    private final Lock lock = new ReentrantLock();
    private long count;

    @Override
    public void run() {
      var group = new Group();
      for (int i = 0; i < 3; i++) {
        group.add(() -> {
          for (int turn = 0; turn < 3; turn++) {
            lock.lock();
            count++;
            lock.unlock();
          }
        });
      }
      group.run();
    }
  }

  static final class Exchange implements Runnable {
    private final BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);

    @Override
    public void run() {
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
  }

  static final class Philosophers implements Runnable {
    private final Lock[] forks = {new ReentrantLock(), new ReentrantLock(), new ReentrantLock()};

    @Override
    public void run() {
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

  static final class Readers implements Runnable {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private long count;

    @Override
    public void run() {
      var group = new Group();
      for (int i = 0; i < 3; i++) {
        group.add(() -> {
          for (int turn = 0; turn < 2; turn++) {
            lock.writeLock().lock();
            count++;
            lock.writeLock().unlock();
          }
        });
      }
      for (int i = 0; i < 2; i++) {
        group.add(() -> {
          for (int turn = 0; turn < 2; turn++) {
            lock.readLock().lock();
            long _ = count;
            lock.readLock().unlock();
          }
        });
      }
      group.run();
    }
  }
}
