package goloom.trace;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replays a whole trace and checks its laws: a processor runs at most one goroutine; a goroutine is
 * in one state; what runs was at the place it is said to come from, so that the queues' contents
 * follow from the events; a processor's time does not run backwards; no channel operation names a
 * channel that was not made.
 *
 * <p>Not thread-safe; one validator a trace.
 */
public final class TraceValidator {
  private enum State {
    RUNNABLE,
    RUNNING,
    WAITING,
    DEAD
  }

  private static final class Processor {
    final ArrayDeque<Long> queue = new ArrayDeque<>();
    @Nullable Long next;
    @Nullable Long running;
    long clock;

    /** What a steal took and the coming start must run. */
    @Nullable Long stolen;
  }

  private final Map<Integer, Processor> processors = new HashMap<>();
  private final Map<Long, State> goroutines = new HashMap<>();
  private final Map<Integer, Integer> channels = new HashMap<>();
  private final ArrayDeque<Long> global = new ArrayDeque<>();
  private int index;
  private boolean over;

  /** A validator at the beginning of a trace: main is runnable. */
  public TraceValidator() {
    goroutines.put(1L, State.RUNNABLE);
  }

  /**
   * Checks the next events.
   *
   * @throws IllegalStateException at the first that breaks a law, with its index
   */
  public void check(List<TraceEvent> events) {
    for (TraceEvent event : events) {
      check(event);
      index++;
    }
  }

  private Processor processor(TraceEvent event) {
    require(event.processor() >= 0, event, "happens on no processor");
    return processors.computeIfAbsent(event.processor(), id -> new Processor());
  }

  private void check(TraceEvent event) {
    require(!over, event, "comes after the end of the trace");
    if (event.processor() >= 0) {
      Processor p = processor(event);
      require(event.at() >= p.clock, event, "goes back in its processor's time, " + p.clock);
      p.clock = event.at();
    }
    switch (event.kind()) {
      case GO_CREATE -> {
        long created = event.first();
        require(!goroutines.containsKey(created), event, "creates a goroutine that exists");
        goroutines.put(created, State.RUNNABLE);
      }
      case GO_START -> start(event, processor(event));
      case GO_PARK -> leaves(event, State.WAITING);
      case GO_END -> leaves(event, State.DEAD);
      case GO_PREEMPT, GO_YIELD -> leaves(event, State.RUNNABLE);
      case GO_READY -> moves(event, event.first(), State.WAITING, State.RUNNABLE);
      case QUEUE -> queue(event, processor(event));
      case STEAL -> steal(event, processor(event));
      case OVERFLOW -> take(event, processor(event).queue, event.first());
      case GLOBAL_BATCH -> batch(event, processor(event));
      case PROC_START, PROC_IDLE ->
          require(processor(event).running == null, event, "finds its processor busy");
      case CHAN_MAKE ->
          require(
              channels.put(event.first(), event.second()) == null, event, "makes a channel twice");
      case CHAN_SEND, CHAN_RECEIVE, CHAN_RECEIVE_CLOSED, CHAN_CLOSE ->
          require(
              channels.containsKey(event.first()), event, "is about a channel that was not made");
      case LIMIT -> over = true;
      case HANDOFF,
          SELECT,
          SELECT_CHOSEN,
          LOCK,
          UNLOCK,
          WAIT_GROUP_ADD,
          ONCE,
          COND_SIGNAL,
          TIMER_START,
          TIMER_STOP,
          TIMER_FIRE,
          TIME_JUMP,
          OUTPUT,
          CHOICE,
          READ,
          WRITE,
          ELEMENT,
          MAKE -> {}
    }
  }

  private void start(TraceEvent event, Processor p) {
    require(p.running == null, event, "finds goroutine " + p.running + " on its processor");
    moves(event, event.goroutine(), State.RUNNABLE, State.RUNNING);
    Long expected =
        switch (event.first()) {
          case TraceKind.Place.NEXT -> p.next;
          case TraceKind.Place.LOCAL -> p.queue.poll();
          case TraceKind.Place.GLOBAL -> {
            Long first = p.stolen != null ? p.stolen : global.poll();
            p.stolen = null;
            yield first;
          }
          default -> p.stolen;
        };
    require(
        expected != null && expected == event.goroutine(),
        event,
        "should have taken goroutine " + expected);
    if (event.first() == TraceKind.Place.NEXT) {
      p.next = null;
    }
    p.stolen = null;
    p.running = event.goroutine();
  }

  private void leaves(TraceEvent event, State to) {
    Processor p = processor(event);
    require(
        p.running != null && p.running == event.goroutine(),
        event,
        "is of a goroutine that its processor does not run: " + p.running);
    p.running = null;
    moves(event, event.goroutine(), State.RUNNING, to);
  }

  private void queue(TraceEvent event, Processor p) {
    long queued = event.first();
    require(
        goroutines.get(queued) == State.RUNNABLE, event, "queues a goroutine that is not runnable");
    switch (event.second()) {
      case TraceKind.Place.NEXT -> p.next = queued;
      case TraceKind.Place.LOCAL -> p.queue.add(queued);
      case TraceKind.Place.GLOBAL -> global.add(queued);
      default -> require(false, event, "names no place");
    }
  }

  private void steal(TraceEvent event, Processor thief) {
    Processor victim = processors.get(event.first());
    require(victim != null, event, "steals from an unknown processor");
    if (victim == null) {
      return;
    }
    if (event.second() == 0) {
      thief.stolen = victim.next;
      victim.next = null;
      return;
    }
    for (int i = 1; i < event.second(); i++) {
      Long moved = victim.queue.poll();
      require(moved != null, event, "steals more than there is");
      if (moved != null) {
        thief.queue.add(moved);
      }
    }
    thief.stolen = victim.queue.poll();
  }

  private void batch(TraceEvent event, Processor p) {
    p.stolen = global.poll();
    for (int i = 0; i < event.first(); i++) {
      Long moved = global.poll();
      require(moved != null, event, "takes more than there is");
      if (moved != null) {
        p.queue.add(moved);
      }
    }
  }

  private void take(TraceEvent event, ArrayDeque<Long> queue, int count) {
    for (int i = 0; i < count; i++) {
      require(queue.poll() != null, event, "takes more than there is");
    }
  }

  private void moves(TraceEvent event, long goroutine, State from, State to) {
    State state = goroutines.get(goroutine);
    require(state == from, event, "finds goroutine " + goroutine + " " + state + ", not " + from);
    goroutines.put(goroutine, to);
  }

  private void require(boolean holds, TraceEvent event, String complaint) {
    if (!holds) {
      throw new IllegalStateException("trace event " + index + ", " + event + ", " + complaint);
    }
  }
}
