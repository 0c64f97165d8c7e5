package goloom;

/** What can be locked. Go: {@code sync.Locker}. */
public interface Locker {
  /** Locks, waiting until it can. */
  void lock();

  /** Unlocks; any goroutine may. */
  void unlock();
}
