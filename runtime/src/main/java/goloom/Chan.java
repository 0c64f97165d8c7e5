package goloom;

import goloom.scheduler.Cost;
import goloom.scheduler.G;
import goloom.scheduler.Ordering;
import goloom.scheduler.Scheduler;
import goloom.scheduler.SlotOrder;
import goloom.scheduler.Steering;
import goloom.scheduler.Sudog;
import goloom.scheduler.SyncObject;
import goloom.scheduler.Touch;
import goloom.scheduler.WaitQueue;
import goloom.scheduler.WaitReason;
import goloom.trace.TraceKind;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A channel. Go: {@code chan T}. Thread-safe; goroutines and plain threads may use it. Values are
 * received in the order they were sent, and goroutines that wait are served in the order they came.
 * A channel carries {@code null} like any value.
 *
 * <pre>{@code
 * var ch = Chan.<String>make();        // ch := make(chan string)
 * go(() -> ch.send("ping"));
 * IO.println(ch.receive());
 * }</pre>
 */
public final class Chan<T extends @Nullable Object> implements SendChan<T>, ReceiveChan<T> {
  /*
   * Go: src/runtime/chan.go. Invariants, under `sync`: at least one of receivers and senders is empty of
   * goroutines that can be woken, but for one that waits in a select to both send and receive here; values are
   * buffered only while no receiver waits; senders wait only while the buffer is full. A woken goroutine is
   * readied after the lock is released. Unlike Go's, an element is a reference, copied through the sudog.
   */

  private static final Chan<?> NIL = new Chan<>();

  /** The longest array that a JVM makes. */
  private static final int MOST_CAPACITY = Integer.MAX_VALUE - 8;

  /*
   * Places for a search. Senders come one after another, and so do receivers, but the two kinds don't mind each
   * other: the k-th receiver gets what the k-th sender brought, whoever of them came first. That holds while no
   * select waits in a queue, so who serves a queue looks at whether one does.
   */
  static final int SEND = 0;
  static final int RECEIVE = 1;
  static final int SELECT_SENDS = 2;
  static final int SELECT_RECEIVES = 3;
  static final int CLOSE = 4;

  final SyncObject sync;

  /** What orders the values of each slot of the buffer. */
  private final SlotOrder slots;

  final WaitQueue receivers = new WaitQueue();
  final WaitQueue senders = new WaitQueue();
  private final @Nullable Object[] buffer;
  private final @Nullable Object zero;
  private int count;
  private int sendIndex;
  private int receiveIndex;
  private boolean closed;

  /** In a search: values that came into the buffer, and that left it. */
  private int sent;

  private int received;

  /** The timer that sends on this channel, if one does. */
  private @Nullable ChanTimer timer;

  /** The nil channel. */
  private Chan() {
    sync = SyncObject.ofNilChannel();
    buffer = new Object[0];
    slots = new SlotOrder(0);
    zero = null;
  }

  private Chan(int capacity, @Nullable Object zero) {
    sync = new SyncObject("chan");
    buffer = new Object[capacity];
    slots = new SlotOrder(capacity);
    this.zero = zero;
    sync.made(TraceKind.CHAN_MAKE, capacity);
  }

  /** An unbuffered channel. Go: {@code make(chan T)}. */
  public static <T extends @Nullable Object> Chan<T> make() {
    return new Chan<>(0, null);
  }

  /**
   * A channel with a buffer. Go: {@code make(chan T, n)}.
   *
   * @throws Panic {@code makechan: size out of range} where {@code capacity} is negative or more
   *     than any memory holds
   */
  public static <T extends @Nullable Object> Chan<T> make(int capacity) {
    return make(capacity, null);
  }

  /**
   * The same, with what a receive from the closed, drained channel yields; {@code null} where not
   * given.
   */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public static <T extends @Nullable Object> Chan<T> make(int capacity, @Nullable T zero) {
    if (capacity < 0 || capacity > MOST_CAPACITY) {
      throw new Panic("makechan: size out of range");
    }
    return new Chan<>(capacity, zero);
  }

  /** The nil channel: sends and receives wait for ever. Go: {@code var ch chan T}. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public static <T extends @Nullable Object> Chan<T> nil() {
    return (Chan<T>) NIL;
  }

  /**
   * The channel that {@code timer} sends on, with room for one value, which {@code len} does not
   * show.
   */
  static <T> Chan<T> forTimer(ChanTimer timer) {
    Chan<T> chan = new Chan<>(1, null);
    chan.timer = timer;
    return chan;
  }

  static boolean isNil(@Nullable Object chan) {
    return chan == null || chan == NIL;
  }

  @Override
  public void send(T value) {
    G g = G.current();
    Scheduler scheduler = g.scheduler();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.operation(sync);
    }
    if (this == NIL) {
      scheduler.park(g, WaitReason.CHAN_SEND_NIL, null);
      throw new IllegalStateException("a send on the nil channel came back");
    }
    sync.acquire();
    sync.order.read(scheduler); // close writes what send reads
    if (trySendLocked(value, scheduler)) {
      return;
    }
    Sudog sudog = g.sudog(value);
    senders.add(sudog);
    sync.release();
    scheduler.park(g, WaitReason.CHAN_SEND, sync);
    sudog.element = null;
    if (!sudog.success) {
      throw new Panic("send on closed channel");
    }
  }

  /**
   * Sends where that needs no waiting; then the lock is released, else it is still held.
   *
   * @throws Panic {@code send on closed channel}, the lock released
   */
  boolean trySendLocked(@Nullable Object value, Scheduler scheduler) {
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.touch(sync, SEND, Touch.WRITE);
      steering.touch(sync, SELECT_RECEIVES, Touch.READ);
    }
    if (closed) {
      sync.release();
      if (steering != null) {
        steering.goesOnAfter(sync, CLOSE);
      }
      throw new Panic("send on closed channel");
    }
    Sudog receiver = receivers.poll();
    if (receiver != null) {
      receiver.element = value;
      handOver(scheduler, receiver.g);
      sync.event(scheduler, TraceKind.CHAN_SEND, receiver.g);
      if (steering != null) {
        steering.claims(receiver.g);
      }
      wake(receiver, true);
      if (steering != null) {
        passed(steering, receiver.g);
      }
      return true;
    }
    if (count < buffer.length) {
      slots.exchange(scheduler, sendIndex);
      put(value);
      sync.event(scheduler, TraceKind.CHAN_SEND, null);
      sync.release();
      if (steering != null) {
        steering.filled(sync, sent, null);
        int room = sent++ - buffer.length;
        steering.goesOn(null, sync, Steering.room(room));
      }
      return true;
    }
    return false;
  }

  /**
   * In a search: the running sender has handed its value to a receiver that waited. Without a
   * buffer the two meet; with one, it is as if the value had gone through it.
   */
  private void passed(Steering steering, G receiver) {
    if (buffer.length == 0) {
      steering.goesOn(receiver, null, 0);
    } else {
      steering.emptied(sync, received++, receiver);
      int room = sent++ - buffer.length;
      steering.goesOn(null, sync, Steering.room(room));
    }
  }

  /** Releases the lock and readies a waiter. */
  private void wake(Sudog waiter, boolean success) {
    waiter.success = success;
    waiter.g.wokenBy = waiter;
    sync.release();
    waiter.g.scheduler().ready(waiter.g);
  }

  /**
   * A value goes straight to a receiver that waits: without a buffer the two meet, with one each is
   * ordered as if the value had been in it.
   */
  private void handOver(Scheduler scheduler, G receiver) {
    if (buffer.length == 0) {
      sync.order.meet(scheduler, receiver);
      return;
    }
    slots.exchange(scheduler, receiveIndex);
    slots.exchange(scheduler, receiveIndex, receiver);
    receiveIndex = receiveIndex + 1 == buffer.length ? 0 : receiveIndex + 1;
    sendIndex = receiveIndex;
  }

  private void put(@Nullable Object value) {
    buffer[sendIndex] = value;
    sendIndex = sendIndex + 1 == buffer.length ? 0 : sendIndex + 1;
    count++;
  }

  private @Nullable Object take() {
    Object value = buffer[receiveIndex];
    buffer[receiveIndex] = null;
    receiveIndex = receiveIndex + 1 == buffer.length ? 0 : receiveIndex + 1;
    count--;
    return value;
  }

  @Override
  public T receive() {
    return taken(receiveSudog());
  }

  @Override
  public Received<T> receiveOk() {
    Sudog sudog = receiveSudog();
    return new Received<>(taken(sudog), sudog.success);
  }

  /** What was received, which the goroutine's sudog must not keep from being collected. */
  private T taken(Sudog sudog) {
    Object element = sudog.element;
    sudog.element = null;
    return cast(element);
  }

  /** Receives into the caller's own sudog. */
  private Sudog receiveSudog() {
    G g = G.current();
    Scheduler scheduler = g.scheduler();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.operation(sync);
    }
    Sudog sudog = g.sudog(null);
    if (this == NIL) {
      scheduler.park(g, WaitReason.CHAN_RECEIVE_NIL, null);
      throw new IllegalStateException("a receive from the nil channel came back");
    }
    sync.acquire();
    refresh(scheduler);
    if (tryReceiveLocked(sudog, scheduler)) {
      return sudog;
    }
    receivers.add(sudog);
    blocked(scheduler);
    sync.release();
    scheduler.park(g, WaitReason.CHAN_RECEIVE, sync);
    unblocked(scheduler);
    return sudog;
  }

  /**
   * Receives into {@code into} where that needs no waiting; then the lock is released, else still
   * held.
   */
  boolean tryReceiveLocked(Sudog into, Scheduler scheduler) {
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.touch(sync, RECEIVE, Touch.WRITE);
      steering.touch(sync, SELECT_SENDS, Touch.READ);
    }
    if (count > 0) {
      slots.exchange(scheduler, receiveIndex);
      into.element = take();
      into.success = true;
      Sudog sender = senders.poll();
      sync.event(scheduler, TraceKind.CHAN_RECEIVE, sender == null ? null : sender.g);
      if (sender != null && steering != null) {
        steering.claims(sender.g);
        steering.filled(sync, sent++, sender.g);
      }
      if (steering != null) {
        steering.emptied(sync, received, null);
      }
      if (sender != null) {
        slots.exchange(scheduler, sendIndex, sender.g);
        put(sender.element);
        wake(sender, true);
      } else {
        sync.release();
      }
      if (steering != null) {
        int value = received++;
        steering.goesOn(null, sync, Steering.value(value));
      }
      return true;
    }
    Sudog sender = senders.poll();
    if (sender != null) {
      into.element = sender.element;
      into.success = true;
      sync.order.meet(scheduler, sender.g);
      sync.event(scheduler, TraceKind.CHAN_RECEIVE, sender.g);
      if (steering != null) {
        steering.claims(sender.g);
      }
      wake(sender, true);
      if (steering != null) {
        steering.goesOn(sender.g, null, 0);
      }
      return true;
    }
    if (closed) {
      into.element = zero;
      into.success = false;
      sync.order.acquire(scheduler);
      sync.event(scheduler, TraceKind.CHAN_RECEIVE_CLOSED, null);
      sync.release();
      if (steering != null) {
        steering.goesOnAfter(sync, CLOSE);
      }
      return true;
    }
    return false;
  }

  @Override
  public void close() {
    G g = G.current();
    Scheduler scheduler = g.scheduler();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.operation(sync);
    }
    if (this == NIL) {
      throw new Panic("close of nil channel");
    }
    closeFrom(scheduler);
  }

  private void closeFrom(Scheduler scheduler) {
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.touch(sync, SEND, Touch.WRITE);
      steering.touch(sync, RECEIVE, Touch.WRITE);
      steering.touch(sync, SELECT_SENDS, Touch.WRITE);
      steering.touch(sync, SELECT_RECEIVES, Touch.WRITE);
    }
    sync.acquire();
    if (closed) {
      sync.release();
      throw new Panic("close of closed channel");
    }
    closed = true;
    sync.order.write(scheduler);
    sync.order.release(scheduler);
    java.util.ArrayList<G> woken = new java.util.ArrayList<>();
    for (Sudog receiver; (receiver = receivers.poll()) != null; ) {
      receiver.element = zero;
      receiver.success = false;
      sync.order.acquire(scheduler, receiver.g);
      receiver.g.wokenBy = receiver;
      woken.add(receiver.g);
    }
    for (Sudog sender; (sender = senders.poll()) != null; ) {
      sender.success = false;
      sync.order.acquire(scheduler, sender.g);
      sender.g.wokenBy = sender;
      woken.add(sender.g);
    }
    sync.event(scheduler, TraceKind.CHAN_CLOSE, woken.size());
    sync.release();
    if (steering != null) {
      woken.forEach(steering::claims);
      steering.release(sync, CLOSE);
    }
    for (G each : woken) {
      each.scheduler().ready(each);
    }
  }

  /** Closes a channel that only the library closes, once, from a timer or a goroutine. */
  void closeQuietly() {
    closeFrom(Scheduler.current());
  }

  @Override
  public int len() {
    Scheduler scheduler = Scheduler.current();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.operation(sync);
      looksAt(steering);
    }
    sync.acquire();
    try {
      return timer != null ? 0 : count;
    } finally {
      sync.release();
    }
  }

  @Override
  public int cap() {
    return timer != null ? 0 : buffer.length;
  }

  /** Receives until the channel is closed and drained. Go: {@code for v := range ch}. */
  @Override
  public Iterator<T> iterator() {
    return new Iterator<>() {
      private boolean looked;
      private boolean open;
      private @Nullable Object value;

      @Override
      public boolean hasNext() {
        if (!looked) {
          Sudog sudog = receiveSudog();
          value = sudog.element;
          sudog.element = null;
          open = sudog.success;
          looked = true;
        }
        return open;
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the channel is closed");
        }
        looked = false;
        Object next = value;
        value = null;
        return cast(next);
      }
    };
  }

  /** In a search: whether an operation can go on at once depends on all that is done here. */
  void looksAt(Steering steering) {
    steering.touch(sync, SEND, Touch.READ);
    steering.touch(sync, RECEIVE, Touch.READ);
    steering.touch(sync, SELECT_SENDS, Touch.READ);
    steering.touch(sync, SELECT_RECEIVES, Touch.READ);
  }

  /** Whether a receive would not wait; under the lock. */
  boolean canReceive() {
    return count > 0 || closed || senders.hasTakers();
  }

  /** Whether a send would not wait, be it for a panic; under the lock. */
  boolean canSend() {
    return closed || count < buffer.length || receivers.hasTakers();
  }

  // The timer behind the channel of Time.after and friends
  // ------------------------------------------------------

  /** Sends a due value first, so that a look at the channel finds it; under the lock. */
  void refresh(Scheduler scheduler) {
    ChanTimer t = timer;
    if (t != null) {
      t.refresh(scheduler);
    }
  }

  /** A goroutine is about to wait here: the timer must fire by itself; under the lock. */
  void blocked(Scheduler scheduler) {
    ChanTimer t = timer;
    if (t != null) {
      t.blocked(scheduler);
    }
  }

  /** A goroutine no longer waits here. */
  void unblocked(Scheduler scheduler) {
    ChanTimer t = timer;
    if (t != null) {
      sync.acquire();
      t.unblocked(scheduler);
      sync.release();
    }
  }

  /**
   * The timer's send: hands over or buffers, or drops where the last value was not taken; under the
   * lock. It is ordered after {@code set}.
   */
  @Nullable Sudog offerLocked(
      Scheduler scheduler, Object value, Ordering set, @Nullable Steering steering) {
    Sudog receiver = receivers.poll();
    if (receiver != null) {
      if (steering != null) {
        steering.claims(receiver.g);
      }
      receiver.element = value;
      receiver.success = true;
      receiver.g.wokenBy = receiver;
      set.acquire(scheduler, receiver.g);
    } else if (count == 0) {
      if (steering != null) {
        steering.filled(sync, sent++, null);
      }
      slots.copy(scheduler, sendIndex, set);
      put(value);
    }
    return receiver;
  }

  /**
   * Drops a value that a stopped or reset timer left behind; true where there was one; under the
   * lock.
   */
  boolean drainLocked() {
    boolean had = count > 0;
    if (had) {
      received++;
      take();
    }
    return had;
  }

  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  static <T extends @Nullable Object> T cast(@Nullable Object value) {
    return (T) value;
  }

  @Override
  public int hashCode() {
    return sync.hashCode();
  }
}
