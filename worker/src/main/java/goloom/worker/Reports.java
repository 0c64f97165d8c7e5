package goloom.worker;

import goloom.report.Frame;
import goloom.report.GoroutineState;
import goloom.report.RaceReport;
import goloom.scheduler.Observer;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.FromWorker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes the engine's reports on as events. */
final class Reports implements Observer {
  private final Outbox outbox;
  private @Nullable Shortage shortage;

  Reports(Outbox outbox) {
    this.outbox = outbox;
  }

  /** What the last panic was for want of; null where it was no such panic. */
  @Nullable Shortage shortage() {
    return shortage;
  }

  @Override
  public void outputEnds() {
    outbox.endOutput();
  }

  @Override
  public void panic(
      long goroutine,
      String name,
      String value,
      List<Frame> stack,
      @Nullable Frame createdAt,
      String text) {
    shortage = value.startsWith("java.lang.OutOfMemoryError") ? Shortage.of(value) : null;
    outbox.send(
        new Event.Panic(
            goroutine,
            Bounds.value(name),
            Bounds.value(value),
            Bounds.stack(stack),
            createdAt,
            Bounds.text(text)));
  }

  @Override
  public void deadlock(List<GoroutineState> goroutines, String text) {
    var shown = Bounds.goroutines(goroutines);
    outbox.send(new Event.Deadlock(shown, Bounds.text(shown, goroutines, text)));
  }

  @Override
  public void leak(List<GoroutineState> goroutines, String text) {
    var shown = Bounds.goroutines(goroutines);
    outbox.send(new Event.Leak(shown, Bounds.text(shown, goroutines, text)));
  }

  @Override
  public void race(RaceReport race) {
    outbox.send(
        new Event.Race(
            Bounds.value(race.location()), race.first(), race.second(), Bounds.text(race.text())));
  }

  @Override
  public void named(long goroutine, String name) {
    outbox.send(new FromWorker.Named(goroutine, Bounds.name(name)));
  }

  @Override
  public void trace(byte[] packed) {
    outbox.send(new FromWorker.Trace(packed));
  }
}
