package goloom.worker.protocol;

/**
 * What a run worker says: the events of its program, then the {@link End}. Nothing else is
 * believed.
 */
public sealed interface FromWorker {

  /** An event, passed on after its bounds were checked. */
  record Happened(Event.OfProgram event) implements FromWorker {}

  /**
   * The program begins ({@code true}) or ceases to wait for input: a wait that costs it no time.
   */
  record Waiting(boolean waiting) implements FromWorker {}

  /**
   * A batch of the scheduler's events, packed; the parent, which knows the program's sites, reads
   * it.
   */
  record Trace(byte[] packed) implements FromWorker {}

  /** A goroutine of the trace has a name of its own. */
  record Named(long goroutine, String name) implements FromWorker {}

  /** The program is over. A worker that goes without saying so has crashed. */
  record End(Event.Exit exit) implements FromWorker {}
}
