package goloom;

/** A lock that is held, for try-with-resources: closing it unlocks. Closing twice unlocks twice. */
public final class Held implements AutoCloseable {
  private final Locker locker;

  Held(Locker locker) {
    this.locker = locker;
  }

  @Override
  public void close() {
    locker.unlock();
  }
}
