package goloom.bench;

import static goloom.Go.go;
import static goloom.Go.onReceive;
import static goloom.Go.select;

import goloom.Chan;
import goloom.Mutex;
import goloom.ReceiveChan;
import goloom.SendChan;
import goloom.WaitGroup;

/** Concurrent programs; {@code main.go} has the same ones. */
final class Messages {
  private Messages() {}

  /** One message over an unbuffered channel, from one goroutine to another. */
  public static final class Unbuffered implements Sample {
    @Override
    public long run(int n) {
      Chan<Integer> chan = Chan.make();
      go(() -> sendAll(chan, n));
      return sum(chan);
    }
  }

  /** One message over a channel with room for 16. */
  public static final class Buffered implements Sample {
    @Override
    public long run(int n) {
      Chan<Integer> chan = Chan.make(16);
      go(() -> sendAll(chan, n));
      return sum(chan);
    }
  }

  private static final Integer ONE = 1;

  private static void send(SendChan<Integer> chan, int n) {
    for (int i = 0; i < n; i++) {
      chan.send(ONE);
    }
  }

  private static void sendAll(SendChan<Integer> chan, int n) {
    send(chan, n);
    chan.close();
  }

  private static long sum(ReceiveChan<Integer> chan) {
    long sum = 0;
    for (int value : chan) {
      sum += value;
    }
    return sum;
  }

  /** One goroutine, from its start to its end; a thousand of them are waited for at a time. */
  public static final class Spawn implements Sample {
    private static final int BATCH = 1_000;

    @Override
    public long run(int n) {
      var group = new WaitGroup();
      for (int done = 0; done < n; ) {
        int batch = Math.min(BATCH, n - done);
        group.add(batch);
        for (int i = 0; i < batch; i++) {
          go(group::done);
        }
        group.await();
        done += batch;
      }
      return n;
    }
  }

  /** A lock and an unlock that nobody contends for. */
  public static final class Locking implements Sample {
    @Override
    public long run(int n) {
      var mutex = new Mutex();
      long count = 0;
      for (int i = 0; i < n; i++) {
        mutex.lock();
        count++;
        mutex.unlock();
      }
      return count;
    }
  }

  /** One message received by a select of two cases, each with a sender of its own. */
  public static final class TwoCases implements Sample {
    @Override
    public long run(int n) {
      Chan<Integer> left = Chan.make();
      Chan<Integer> right = Chan.make();
      int half = n / 2;
      go(() -> send(left, half));
      go(() -> send(right, n - half));
      var fromLeft = onReceive(left);
      var fromRight = onReceive(right);
      long sum = 0;
      while (sum < n) {
        sum += (select(fromLeft, fromRight) == 0 ? fromLeft : fromRight).value();
      }
      return sum;
    }
  }

  /** A value handed through a chain of 10,000 goroutines. */
  public static final class Chain implements Sample {
    private static final int STAGES = 10_000;

    @Override
    public long run(int n) {
      long sum = 0;
      for (int i = 0; i < n; i++) {
        Chan<Integer> first = Chan.make();
        Chan<Integer> right = first;
        for (int stage = 0; stage < STAGES; stage++) {
          Chan<Integer> to = right;
          Chan<Integer> from = Chan.make();
          go(() -> to.send(from.receive() + 1));
          right = from;
        }
        Chan<Integer> last = right;
        go(() -> last.send(0));
        sum += first.receive();
      }
      return sum;
    }
  }

  /** One job and its result, over buffered channels, by four workers. */
  public static final class Workers implements Sample {
    @Override
    public long run(int n) {
      Chan<Integer> jobs = Chan.make(16);
      Chan<Integer> results = Chan.make(16);
      for (int worker = 0; worker < 4; worker++) {
        go(() -> {
          for (int job : jobs) {
            results.send(job * 2);
          }
        });
      }
      go(() -> sendAll(jobs, n));
      long sum = 0;
      for (int i = 0; i < n; i++) {
        sum += results.receive();
      }
      return sum;
    }
  }
}
