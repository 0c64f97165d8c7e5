package goloom.bench;

import goloom.Chan;
import goloom.Mutex;
import goloom.RWMutex;
import goloom.WaitGroup;

/**
 * Programs to look for all interleavings of; {@link PlainInterleavings} has the same in plain Java.
 */
final class Interleavings {
  private Interleavings() {}

  /** Goroutines that take turns at one lock. */
  abstract static class Turns implements Sample {
    private final int goroutines;
    private final int turns;
    private final Mutex lock = new Mutex();
    private long count;

    Turns(int goroutines, int turns) {
      this.goroutines = goroutines;
      this.turns = turns;
    }

    @Override
    public final long run(int n) {
      var group = new WaitGroup();
      for (int i = 0; i < goroutines; i++) {
        group.go(() -> {
          for (int turn = 0; turn < turns; turn++) {
            lock.lock();
            count++;
            lock.unlock();
          }
        });
      }
      group.await();
      return count;
    }
  }

  /** Three with three turns each. */
  static final class ThreeTurns extends Turns {
    ThreeTurns() {
      super(3, 3);
    }
  }

  /** Six with one turn each: 720 traces. */
  static final class SixOnce extends Turns {
    SixOnce() {
      super(6, 1);
    }
  }

  /** Two who send and two who receive three messages each, over a channel with room for one. */
  static final class Exchange implements Sample {
    private final Chan<Integer> channel = Chan.make(1);

    @Override
    public long run(int n) {
      var group = new WaitGroup();
      for (int i = 0; i < 2; i++) {
        group.go(() -> {
          for (int message = 0; message < 3; message++) {
            channel.send(message);
          }
        });
        group.go(() -> {
          for (int message = 0; message < 3; message++) {
            channel.receive();
          }
        });
      }
      group.await();
      return 0;
    }
  }

  /** Three who twice need two of three forks, taken in order. */
  static final class Philosophers implements Sample {
    private final Mutex[] forks = {new Mutex(), new Mutex(), new Mutex()};

    @Override
    public long run(int n) {
      var group = new WaitGroup();
      for (int i = 0; i < forks.length; i++) {
        Mutex first = forks[Math.min(i, (i + 1) % forks.length)];
        Mutex second = forks[Math.max(i, (i + 1) % forks.length)];
        group.go(() -> {
          for (int meal = 0; meal < 2; meal++) {
            first.lock();
            second.lock();
            second.unlock();
            first.unlock();
          }
        });
      }
      group.await();
      return 0;
    }
  }

  /** Three who write and two who read, twice each. */
  static final class Readers implements Sample {
    private final RWMutex lock = new RWMutex();
    private long count;

    @Override
    public long run(int n) {
      var group = new WaitGroup();
      for (int i = 0; i < 3; i++) {
        group.go(() -> {
          for (int turn = 0; turn < 2; turn++) {
            lock.lock();
            count++;
            lock.unlock();
          }
        });
      }
      for (int i = 0; i < 2; i++) {
        group.go(() -> {
          for (int turn = 0; turn < 2; turn++) {
            lock.rLock();
            long _ = count;
            lock.rUnlock();
          }
        });
      }
      group.await();
      return count;
    }
  }
}
