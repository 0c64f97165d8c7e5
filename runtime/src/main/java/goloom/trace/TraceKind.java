package goloom.trace;

/**
 * The kinds of events. Each event has a time, the goroutine and the processor it happened on (0 and
 * −1 where there is none), a source site, and up to two numbers whose names the kind gives. The
 * order of the constants is part of the packed form: new ones go to the end.
 *
 * <p>Beside Go's own trace events (Go: {@code src/internal/trace}), these name what a goroutine
 * waits on, who readied whom, and every random decision.
 */
public enum TraceKind {
  /** A goroutine was made by this one; it is runnable, but a {@link #QUEUE} says where. */
  GO_CREATE("created", ""),
  /** This goroutine begins or goes on to run here, taken from {@code from}: see {@link Place}. */
  GO_START("from", ""),
  /** This goroutine waits: for a reason (an index into Go's wait reasons), on an object or 0. */
  GO_PARK("reason", "object"),
  /** A waiting goroutine was made runnable by this one, or by a timer where the goroutine is 0. */
  GO_READY("readied", ""),
  /** This goroutine's time slice was over and others wanted the processor. */
  GO_PREEMPT("", ""),
  /** This goroutine gave way by itself. */
  GO_YIELD("", ""),
  /** This goroutine has ended. */
  GO_END("", ""),
  /** A runnable goroutine was put in a queue: see {@link Place}. */
  QUEUE("queued", "place"),
  /** A processor was woken and looks for work from now on. */
  PROC_START("", ""),
  /** A processor found nothing to do. */
  PROC_IDLE("", ""),
  /**
   * A processor took the front half of another's queue; it runs the first and queues the others in
   * order.
   */
  STEAL("victim", "count"),
  /**
   * A full queue's front half went to the global queue, in the order of the {@link #QUEUE} events
   * that follow.
   */
  OVERFLOW("count", ""),
  /** A processor took goroutines beyond the first from the global queue into its own, in order. */
  GLOBAL_BATCH("count", ""),
  /** The processor was handed on for the length of a blocking call. */
  HANDOFF("", ""),
  /** A channel was made. */
  CHAN_MAKE("object", "capacity"),
  /** A value was sent: handed to a waiting {@code peer}, or buffered where that is 0. */
  CHAN_SEND("object", "peer"),
  /** A value was received: the {@code peer} is the sender that was waiting, or 0. */
  CHAN_RECEIVE("object", "peer"),
  /** A receive found the channel closed and drained. */
  CHAN_RECEIVE_CLOSED("object", ""),
  /** A channel was closed; so many goroutines woke. */
  CHAN_CLOSE("object", "woken"),
  /** A select of so many cases begins. */
  SELECT("cases", ""),
  /** A select chose a case, by its index; on a channel, or 0 for default. */
  SELECT_CHOSEN("index", "object"),
  /** A lock was taken, for reading or writing: see {@link Mode}. */
  LOCK("object", "mode"),
  /** A lock was released. */
  UNLOCK("object", "mode"),
  /** A wait group's counter was changed. */
  WAIT_GROUP_ADD("object", "delta"),
  /** A once ran its function: 0 begun, 1 done. */
  ONCE("object", "done"),
  /** A condition was signalled; so many goroutines woke. */
  COND_SIGNAL("object", "woken"),
  /** A timer was started; it is due in so many microseconds (at most 2^31−1). */
  TIMER_START("timer", "micros"),
  /** A timer was stopped. */
  TIMER_STOP("timer", ""),
  /** A timer fired. */
  TIMER_FIRE("timer", ""),
  /** Nothing could run, and the clock jumped to the event's time. */
  TIME_JUMP("", ""),
  /** The program wrote to a stream (1 stdout, 2 stderr), so many bytes. */
  OUTPUT("stream", "bytes"),
  /**
   * A decision that could have gone another way: its kind × 2^24 + the number of ways, and the way
   * it went.
   */
  CHOICE("decision", "chosen"),
  /** The trace ends here, its limit reached; the program went on. */
  LIMIT("events", ""),
  /**
   * In a replay: a variable is read. Its number has a tag that says what kind of value it holds.
   */
  READ("variable", "value"),
  /** In a replay: a variable is written. */
  WRITE("variable", "value"),
  /** In a replay: that variable, which is accessed next, is the element of that index. */
  ELEMENT("variable", "index"),
  /** A lock, wait group, once or condition was made. */
  MAKE("object", "");

  /** Where a runnable goroutine waits for a processor. */
  public static final class Place {
    private Place() {}

    /** The processor's next. */
    public static final int NEXT = 0;

    /** The tail of the processor's own queue. */
    public static final int LOCAL = 1;

    /** The tail of the global queue. */
    public static final int GLOBAL = 2;

    /** Another processor's queue, of which it was stolen. */
    public static final int STOLEN = 3;

    /** Another processor's next, which was stolen. */
    public static final int STOLEN_NEXT = 4;
  }

  /** How a lock is held. */
  public static final class Mode {
    private Mode() {}

    /** By one. */
    public static final int WRITE = 0;

    /** By readers. */
    public static final int READ = 1;
  }

  private final String first;
  private final String second;

  TraceKind(String first, String second) {
    this.first = first;
    this.second = second;
  }

  /** The name of the first number; empty where it means nothing. */
  public String first() {
    return first;
  }

  /** The name of the second number; empty where it means nothing. */
  public String second() {
    return second;
  }
}
