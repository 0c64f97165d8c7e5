package goloom.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may run now, and who waits: clients take turns, each with its own runs in the order they
 * came.
 *
 * <p>A place is for what uses a processor. A run that waits for its user, who is to type something
 * or to read what was printed, rests: it is there, and somebody else has its place.
 *
 * <p>Invariants: nobody waits while a place is free, unless {@code maxResting} runs rest; one
 * client has no more than half of those, and what was let in before that showed. Every field is
 * guarded by {@code lock}, which is held for no longer than it takes to count.
 */
final class RunQueue {
  /** What the newest run counts for in the mean. */
  private static final double NEWEST = 0.2;

  /** For each place: a resting run costs memory only, and most of it the system takes back. */
  private static final int RESTING_PER_PLACE = 16;

  private final int places;
  private final int maxResting;
  private final int maxWaiting;
  private final int maxWaitingPerClient;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** The clients that have runs waiting, whose turn is next first. */
  private final Map<String, Deque<Ticket>> waiting = new LinkedHashMap<>();

  /** How long runs hold a place, the last ones more than those before; 0 for not known. */
  private double heldNanos;

  /** How many runs of a client rest. */
  private final Map<String, Integer> resting = new HashMap<>();

  private int waitingCount;
  private int restingCount;
  private int running;
  private boolean closed;

  RunQueue(int places, int maxWaiting, int maxWaitingPerClient) {
    this.places = places;
    this.maxResting = RESTING_PER_PLACE * places;
    this.maxWaiting = maxWaiting;
    this.maxWaitingPerClient = maxWaitingPerClient;
  }

  /** Gives {@code client} a place, or one in the queue. */
  Ticket enter(String client) {
    lock.lock();
    try {
      if (closed) {
        throw new BusyException(BusyException.Scope.NODE, 10, "this node is shutting down");
      }
      if (resting.getOrDefault(client, 0) >= maxResting / 2) {
        throw new BusyException(
            BusyException.Scope.CLIENT,
            5,
            "too many runs of yours wait for input, or to be read: " + maxResting / 2);
      }
      var ticket = new Ticket(client);
      if (hasPlace()) {
        ticket.begin();
        return ticket;
      }
      var own = waiting.get(client);
      if (own != null && own.size() >= maxWaitingPerClient) {
        throw new BusyException(
            BusyException.Scope.CLIENT,
            5,
            "too many runs of yours wait already: " + maxWaitingPerClient);
      }
      if (waitingCount >= maxWaiting) {
        throw new BusyException(
            BusyException.Scope.NODE, 10, "too many runs wait already: " + maxWaiting);
      }
      waiting.computeIfAbsent(client, _ -> new ArrayDeque<>()).add(ticket);
      waitingCount++;
      return ticket;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasPlace() {
    return running < places && running + restingCount < places + maxResting;
  }

  /** Runs that have a place. */
  int running() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  /** Runs that wait for one. */
  int waiting() {
    lock.lock();
    try {
      return waitingCount;
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody in any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  /** Gives the free places to those whose turn it is. */
  private void admit() {
    while (hasPlace() && !waiting.isEmpty()) {
      var turn = waiting.entrySet().iterator().next();
      var ticket = turn.getValue().remove();
      waiting.remove(turn.getKey());
      if (!turn.getValue().isEmpty()) {
        waiting.put(turn.getKey(), turn.getValue());
      }
      waitingCount--;
      ticket.begin();
    }
    changed.signalAll();
  }

  /** A run's place, in the queue or beyond it. */
  final class Ticket {
    private final String client;
    private boolean admitted;
    private long sinceNanos;
    private long heldBeforeNanos;
    private boolean rests;
    private boolean over;
    private boolean left;
    private int told;

    private Ticket(String client) {
      this.client = client;
    }

    private void begin() {
      running++;
      admitted = true;
      sinceNanos = System.nanoTime();
    }

    /** Lets somebody else have its place while it waits for its user. */
    void rest() {
      lock.lock();
      try {
        if (admitted && !left && !rests) {
          rests = true;
          running--;
          heldBeforeNanos += System.nanoTime() - sinceNanos;
          restingCount++;
          resting.merge(client, 1, Integer::sum);
          admit();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Goes on at once, though there may be more for a while than there are places. */
    void goOn() {
      lock.lock();
      try {
        if (rests && !over && !left) {
          wake();
          running++;
          sinceNanos = System.nanoTime();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Its program has ended; what is left is to tell its user. */
    void over() {
      lock.lock();
      try {
        over = true;
        rest();
      } finally {
        lock.unlock();
      }
    }

    private void wake() {
      rests = false;
      restingCount--;
      resting.computeIfPresent(client, (_, n) -> n == 1 ? null : n - 1);
    }

    /** How long a run at {@code position} has to wait, as far as can be told. */
    long waitMillis(int position) {
      lock.lock();
      try {
        return Math.round(position * heldNanos / places / 1e6);
      } finally {
        lock.unlock();
      }
    }

    /**
     * Waits for news: the position in the queue where it is another than was told before, 0 once
     * the run may begin, −1 where {@link #leave} was called meanwhile.
     */
    int await() throws InterruptedException {
      lock.lock();
      try {
        while (true) {
          var now = left ? -1 : admitted ? 0 : position();
          if (now != told || now <= 0) {
            told = now;
            return now;
          }
          changed.await();
        }
      } finally {
        lock.unlock();
      }
    }

    /** How many would begin before it if nobody else came, and itself. */
    private int position() {
      var own = waiting.get(client);
      var rank = 0;
      for (var ticket : own == null ? new ArrayDeque<Ticket>() : own) {
        if (ticket == this) {
          break;
        }
        rank++;
      }
      var before = 0;
      var passed = false;
      for (var other : waiting.entrySet()) {
        if (other.getKey().equals(client)) {
          before += rank;
          passed = true;
        } else {
          before += Math.min(other.getValue().size(), passed ? rank : rank + 1);
        }
      }
      return before + 1;
    }

    /** Ends the wait of one that is still in the queue: its {@link #await} returns −1. */
    void cancel() {
      lock.lock();
      try {
        if (!admitted) {
          leave();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Gives the place back. Again and again does no harm. */
    void leave() {
      lock.lock();
      try {
        if (left) {
          return;
        }
        left = true;
        if (admitted) {
          var held = heldBeforeNanos;
          if (rests) {
            wake();
          } else {
            running--;
            held += System.nanoTime() - sinceNanos;
          }
          heldNanos += (heldNanos == 0 ? 1 : NEWEST) * (held - heldNanos);
        } else {
          var own = waiting.get(client);
          if (own != null && own.remove(this)) {
            waitingCount--;
            if (own.isEmpty()) {
              waiting.remove(client);
            }
          }
        }
        admit();
      } finally {
        lock.unlock();
      }
    }
  }
}
