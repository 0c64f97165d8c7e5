package goloom.worker.protocol;

/**
 * What a run worker says: the events of its program, then the {@link End}. Nothing else is
 * believed.
 */
public sealed interface FromWorker {

  /**
   * An event, passed on after its bounds were checked; a worker never sends Queued, Compile, Start
   * or Exit.
   */
  record Happened(Event event) implements FromWorker {}

  /**
   * The program begins ({@code true}) or ceases to wait for input: a wait that costs it no time.
   */
  record Waiting(boolean waiting) implements FromWorker {}

  /** The program is over. A worker that goes without saying so has crashed. */
  record End(Event.Exit exit) implements FromWorker {}
}
