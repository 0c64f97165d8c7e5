package goloom.hooks;

import java.util.Date;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Stands for {@code java.util.Timer}: one thread of the scheduler's, on the run's clock. */
public class GoTimer extends Timer {

  private final GoScheduledPool pool;
  private boolean cancelled;

  public GoTimer() {
    this("Timer-" + Run.state().nextTimer(), false);
  }

  public GoTimer(boolean daemon) {
    this("Timer-" + Run.state().nextTimer(), daemon);
  }

  public GoTimer(String name) {
    this(name, false);
  }

  public GoTimer(String name, boolean daemon) {
    super(true);
    endThreadOfTheJdk();
    pool =
        new GoScheduledPool(
            1,
            task -> {
              var thread = new GoThread(task, name);
              thread.setDaemon(daemon);
              return thread;
            });
  }

  /**
   * A timer of the JDK's begins with a thread, which takes a monitor that to cancel it takes as
   * well: a goroutine must not have to wait for that one.
   */
  private void endThreadOfTheJdk() {
    var _ = Thread.ofPlatform().daemon().start(super::cancel);
  }

  @Override
  public void schedule(TimerTask task, long delay) {
    task(task).begin(pool().schedule(task, nonNegative(delay), TimeUnit.MILLISECONDS));
  }

  @Override
  public void schedule(TimerTask task, Date time) {
    schedule(task, until(time));
  }

  @Override
  public void schedule(TimerTask task, long delay, long period) {
    task(task)
        .begin(
            pool().scheduleWithFixedDelay(task, nonNegative(delay), period, TimeUnit.MILLISECONDS));
  }

  @Override
  public void schedule(TimerTask task, Date first, long period) {
    schedule(task, until(first), period);
  }

  @Override
  public void scheduleAtFixedRate(TimerTask task, long delay, long period) {
    task(task)
        .begin(pool().scheduleAtFixedRate(task, nonNegative(delay), period, TimeUnit.MILLISECONDS));
  }

  @Override
  public void scheduleAtFixedRate(TimerTask task, Date first, long period) {
    scheduleAtFixedRate(task, until(first), period);
  }

  private static Task task(TimerTask task) {
    if (!(task instanceof Task ours)) {
      throw new IllegalStateException("a TimerTask of the JDK's own");
    }
    if (ours.scheduled != null) {
      throw new IllegalStateException("Task already scheduled or cancelled");
    }
    return ours;
  }

  private GoScheduledPool pool() {
    if (cancelled) {
      throw new IllegalStateException("Timer already cancelled.");
    }
    return pool;
  }

  private static long nonNegative(long delay) {
    if (delay < 0) {
      throw new IllegalArgumentException("Negative delay.");
    }
    return delay;
  }

  @SuppressWarnings("JavaUtilDate") // What the program hands us.
  private static long until(Date time) {
    return Math.max(0, time.getTime() - Clocks.currentTimeMillis());
  }

  @Override
  public void cancel() {
    cancelled = true;
    pool.dropAll();
  }

  @Override
  public int purge() {
    return 0;
  }

  /** Stands for {@code TimerTask}. */
  public abstract static class Task extends TimerTask {
    private @org.jspecify.annotations.Nullable ScheduledFuture<?> scheduled;

    protected Task() {}

    private void begin(ScheduledFuture<?> future) {
      scheduled = future;
    }

    @Override
    public boolean cancel() {
      var future = scheduled;
      return future != null && future.cancel(false);
    }

    @Override
    public long scheduledExecutionTime() {
      var future = scheduled;
      return Clocks.currentTimeMillis()
          + (future == null ? 0 : future.getDelay(TimeUnit.MILLISECONDS));
    }
  }
}
