package goloom.hooks;

/**
 * Ends an untimed, interruptible wait of the calling thread by interrupting it when the time is up:
 * so a timed wait of the JDK's follows the run's clock. Used by one thread, around one wait.
 */
final class Deadline extends Alarm implements AutoCloseable {

  private final Thread waiter = Thread.currentThread();
  private boolean due;
  private boolean told;

  private Deadline() {}

  /** A deadline {@code nanos} from now. */
  static Deadline in(long nanos) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    var deadline = new Deadline();
    deadline.start(nanos);
    return deadline;
  }

  @Override
  protected void fire(long now) {
    if (!waiter.isInterrupted()) {
      due = true;
      waiter.interrupt();
    }
  }

  /** Whether the wait was ended by the time and not by somebody; throws on if by somebody. */
  void orRethrow(InterruptedException interrupt) throws InterruptedException {
    told = true;
    if (!due) {
      throw interrupt;
    }
  }

  /** Stops the timer; an interrupt of its that came too late is taken back. */
  @Override
  public void close() {
    if (!stop() && due && !told) {
      boolean _ = Thread.interrupted();
    }
  }
}
