package goloom.scheduler;

/**
 * How an operation uses a place: two uses of one place may be exchanged where both are the same and
 * not {@link #WRITE}.
 */
public enum Touch {
  /** Looks. */
  READ,
  /** Changes it; the order among such uses matters. */
  WRITE,
  /** Changes it in a way that commutes with others of the kind. */
  ADD,
  /** Another such way. */
  REMOVE,
  /** Looks whether there is anything to wait for. */
  AWAIT;

  /** Whether the order of two uses makes a difference. */
  public boolean conflicts(Touch other) {
    return this != other || this == WRITE;
  }
}
