package goloom.scheduler;

import goloom.trace.TraceKind;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The part of a channel, lock or wait group that the scheduler knows: who it is, for traces and
 * reports, and the lock for its queues. A select takes those of its channels in the order of {@link
 * #order}; nobody else holds two.
 */
public final class SyncObject extends SpinLock {
  /** A channel says itself when it is made: its event has more to tell. */
  private static final String CHANNEL = "chan";

  /** Spreads consecutive numbers over the hash range (the golden ratio, as in Weyl sequences). */
  private static final int HASH_SPREAD = 0x9e37_79b9;

  /** What it is, as a report says it: {@code chan}, {@code mutex}. */
  private final String kind;

  /**
   * Its number, from 1, in the order of creation within a simulation; outside one a number of its
   * own.
   */
  final int id;

  /** The goroutine that holds it to write; 0 for none. Guarded as the lock's own state is. */
  private long holder;

  /** Who last gave what others wait for here: sent, closed, counted down, signalled. */
  private long giver;

  private int giverSite;

  /** Who last took it: received, locked. */
  private long taker;

  private int takerSite;

  /** A wait group's. */
  private int counter;

  /** Where it was made, an index into {@link Sites}; 0 where unknown. */
  final int site;

  /** What a data race detector knows of it. */
  public final Ordering order;

  public SyncObject(String kind) {
    this(kind, Ordering.Role.PUBLIC);
  }

  /** One that may be part of something else, which then sees to the order itself. */
  public SyncObject(String kind, Ordering.Role role) {
    this(kind, role, Simulation.ofCaller());
  }

  private SyncObject(String kind, Ordering.Role role, @Nullable Simulation simulation) {
    super(simulation == null ? Takers.MANY : simulation.takers);
    this.kind = kind;
    order = new Ordering(this, role);
    id = simulation == null ? Scheduler.nextForeignId() : simulation.nextObjectId();
    site = simulation == null ? 0 : Steps.site;
    if (simulation != null && role == Ordering.Role.PUBLIC && !kind.equals(CHANNEL)) {
      simulation.event(TraceKind.MAKE, id, 0);
    }
  }

  private SyncObject() {
    kind = CHANNEL;
    order = new Ordering(this, Ordering.Role.PART);
    id = 0;
    site = 0;
  }

  /**
   * Follows from the run and not from the JVM, so that a map with channels for its keys is gone
   * through in one order.
   */
  @Override
  public int hashCode() {
    return (id * HASH_SPREAD) >>> 1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  /**
   * The nil channel's. There is one in a JVM, and it takes no number from the program that happens
   * to use it first.
   */
  public static SyncObject ofNilChannel() {
    return new SyncObject();
  }

  /** The order in which a select takes locks. */
  public int order() {
    return id;
  }

  /** Records that the thing was made. */
  public void made(TraceKind event, int size) {
    Simulation simulation = Simulation.ofCaller();
    if (simulation != null) {
      simulation.event(event, id, size);
    }
  }

  /** Records that a select chose case {@code index}, which is on this channel. */
  public void chosen(Scheduler scheduler, int index) {
    scheduler.event(TraceKind.SELECT_CHOSEN, index, id);
  }

  /**
   * Records that the lock was taken by the caller's goroutine; reports name who holds it to write.
   */
  public void locked(Scheduler scheduler, int mode) {
    if (mode == TraceKind.Mode.WRITE) {
      holder = scheduler.currentId();
    }
    taker = scheduler.currentId();
    takerSite = Steps.site;
    order.locked(scheduler, mode);
    scheduler.event(TraceKind.LOCK, id, mode);
  }

  /** Records that the lock was released. */
  public void unlocked(Scheduler scheduler, int mode) {
    if (mode == TraceKind.Mode.WRITE) {
      holder = 0;
    }
    order.unlocked(scheduler, mode);
    scheduler.event(TraceKind.UNLOCK, id, mode);
  }

  /** A goroutine has entered the monitor that this is: the caller's. */
  public void entered(G g) {
    holder = g.id;
    taker = g.id;
    takerSite = Steps.site;
  }

  /** A goroutine has left the monitor that this is, to the one that waited longest, if any. */
  public void left(@Nullable G next) {
    holder = next == null ? 0 : next.id;
  }

  /** Whether the caller's goroutine is the one that holds it to write. */
  public boolean isHeldByCaller(Scheduler scheduler) {
    return holder == scheduler.currentId();
  }

  /** Records an event of the thing's with a number. */
  public void event(Scheduler scheduler, TraceKind event, int number) {
    boolean gives =
        event == TraceKind.CHAN_CLOSE
            || event == TraceKind.COND_SIGNAL
            || (event == TraceKind.WAIT_GROUP_ADD && number < 0);
    if (gives) {
      giver = scheduler.currentId();
      giverSite = Steps.site;
    }
    if (event == TraceKind.WAIT_GROUP_ADD) {
      counter += number;
    }
    scheduler.event(event, id, number);
  }

  /** Records an event of the thing's with the goroutine on the other side, or null. */
  public void event(Scheduler scheduler, TraceKind event, @Nullable G peer) {
    if (event == TraceKind.CHAN_SEND) {
      giver = scheduler.currentId();
      giverSite = Steps.site;
      if (peer != null) {
        taker = peer.id;
        takerSite = peer.waitSite;
      }
    } else if (event == TraceKind.CHAN_RECEIVE) {
      taker = scheduler.currentId();
      takerSite = Steps.site;
      if (peer != null) {
        giver = peer.id;
        giverSite = peer.waitSite;
      }
    }
    scheduler.event(event, id, peer == null ? 0 : (int) peer.id);
  }

  /** {@code chan jobs}, or {@code chan made at Main.java:4}, or just {@code chan}. */
  String describe(Sites sites) {
    String name = name(sites);
    return holder == 0 ? name : name + ", held by goroutine " + holder;
  }

  /**
   * Who could have woken one that waits here for {@code reason}, as far as what was done here
   * before tells; empty where it doesn't.
   *
   * @param fate what a goroutine does now, by its number: {@code has ended}
   */
  String waker(WaitReason reason, Sites sites, LongFunction<String> fate) {
    return switch (reason) {
      case CHAN_RECEIVE -> last(giver, giverSite, "sent on it", sites, fate);
      case CHAN_SEND -> last(taker, takerSite, "received from it", sites, fate);
      case WAIT_GROUP_WAIT ->
          "its counter is at "
              + counter
              + "; "
              + last(giver, giverSite, "counted it down", sites, fate);
      case COND_WAIT -> last(giver, giverSite, "signalled it", sites, fate);
      case MUTEX_LOCK, RW_MUTEX_LOCK, RW_MUTEX_R_LOCK, SYNCHRONIZED ->
          taker == 0 ? "" : last(taker, takerSite, "locked it", sites, fate);
      default -> "";
    };
  }

  private static String last(
      long who, int site, String did, Sites sites, LongFunction<String> fate) {
    if (who == 0) {
      return "nobody has " + did;
    }
    Sites.Site at = sites.at(site);
    String place = at == null ? "" : ", at " + at.file() + ":" + at.line() + ",";
    return "goroutine " + who + " " + did + " last" + place + " and " + fate.apply(who);
  }

  /** The same without who holds it. */
  String name(Sites sites) {
    Sites.Site made = sites.at(site);
    if (made == null) {
      return kind;
    }
    return made.name().isEmpty()
        ? kind + " made at " + made.file() + ":" + made.line()
        : kind + " " + made.name();
  }
}
