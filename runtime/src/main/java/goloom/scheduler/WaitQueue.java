package goloom.scheduler;

import org.jspecify.annotations.Nullable;

/** A first-in first-out queue of waiting goroutines. Guarded by the lock of what they wait on. */
public final class WaitQueue {
  private @Nullable Sudog first;
  private @Nullable Sudog last;

  public boolean isEmpty() {
    return first == null;
  }

  public void add(Sudog sudog) {
    sudog.queue = this;
    sudog.next = null;
    sudog.previous = last;
    if (last == null) {
      first = sudog;
    } else {
      last.next = sudog;
    }
    last = sudog;
  }

  /** Puts a waiter that was woken in vain back to the front, as Go's semaphores do. */
  public void addFirst(Sudog sudog) {
    sudog.queue = this;
    sudog.previous = null;
    sudog.next = first;
    if (first == null) {
      last = sudog;
    } else {
      first.previous = sudog;
    }
    first = sudog;
  }

  /**
   * The first waiter without taking it, or null. A select's may already have been claimed
   * elsewhere.
   */
  public @Nullable Sudog peek() {
    return first;
  }

  /**
   * Takes the first waiter that nobody else has claimed: of a select that waits on several
   * channels, only the first to claim it may wake it.
   */
  public @Nullable Sudog poll() {
    for (; ; ) {
      Sudog sudog = first;
      if (sudog == null) {
        return null;
      }
      remove(sudog);
      if (!sudog.select || sudog.g.claim()) {
        return sudog;
      }
    }
  }

  /** Takes the waiter with that ticket; null where it has not queued yet. */
  public @Nullable Sudog pollTicket(int ticket) {
    for (Sudog sudog = first; sudog != null; sudog = sudog.next) {
      if (sudog.ticket == ticket) {
        remove(sudog);
        return sudog;
      }
    }
    return null;
  }

  /** Takes a waiter out wherever it stands; does nothing where it is not in this queue. */
  public void remove(Sudog sudog) {
    if (sudog.queue != this) {
      return;
    }
    Sudog before = sudog.previous;
    Sudog after = sudog.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    sudog.queue = null;
    sudog.next = null;
    sudog.previous = null;
  }

  /**
   * Whether some waiter could still be taken: a select's that was claimed elsewhere does not count.
   */
  public boolean hasTakers() {
    for (Sudog sudog = first; sudog != null; sudog = sudog.next) {
      if (!sudog.select || !sudog.g.claimed()) {
        return true;
      }
    }
    return false;
  }
}
