package goloom.bench;

import java.util.List;

/** The concurrent programs that are measured. */
final class Programs {
  private Programs() {}

  static final List<Program> ALL =
      List.of(
          new Program("message, unbuffered", Messages.Unbuffered.class, "unbuffered", 250),
          new Program("message, buffered (16)", Messages.Buffered.class, "buffered", 80),
          new Program("goroutine, start to end", Messages.Spawn.class, "spawn", 400),
          new Program("mutex, lock and unlock", Messages.Locking.class, "mutex", 0),
          new Program("message by a select of two", Messages.TwoCases.class, "select", 0),
          new Program("job and result, four workers", Messages.Workers.class, "workers", 0),
          new Program("daisy chain of 10,000", Messages.Chain.class, "chain", 0));
}
