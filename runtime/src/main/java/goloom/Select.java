package goloom;

import goloom.scheduler.Cost;
import goloom.scheduler.G;
import goloom.scheduler.Scheduler;
import goloom.scheduler.Steering;
import goloom.scheduler.Sudog;
import goloom.scheduler.SyncObject;
import goloom.scheduler.Touch;
import goloom.scheduler.WaitReason;
import goloom.trace.TraceKind;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Go's select (Go: {@code src/runtime/select.go}): a random order of looking, all channels locked
 * in the order of their creation; the first ready case wins; else the goroutine queues on every
 * channel and the first to claim it decides. Different here: the poll order is a random start and a
 * walk around, drawn anew each time, over a shuffle, which makes each ready case equally likely.
 */
final class Select {
  private Select() {}

  /** Go allows as many. */
  private static final int MOST_CASES = 65_536;

  private static final Comparator<Chan<?>> LOCK_ORDER =
      Comparator.<Chan<?>>comparingInt(chan -> chan.sync.order())
          // One made outside the program may have the number of one made inside.
          .thenComparingInt(System::identityHashCode);

  static int run(Case[] cases) {
    if (cases.length > MOST_CASES) {
      throw new IllegalArgumentException(
          "a select has at most " + MOST_CASES + " cases, not " + cases.length);
    }
    G g = G.current();
    int chosen = choose(g, g.scheduler(), cases);
    try {
      cases[chosen].run();
    } catch (Exception e) {
      throw Panic.wrap(e);
    }
    return chosen;
  }

  private static int choose(G g, Scheduler scheduler, Case[] cases) {
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.operationOnSeveral();
    }
    scheduler.event(TraceKind.SELECT, cases.length, 0);
    int otherwise = -1;
    int usable = 0;
    int[] order = new int[cases.length];
    for (int i = 0; i < cases.length; i++) {
      if (cases[i] instanceof DefaultCase) {
        if (otherwise >= 0) {
          throw new IllegalArgumentException("a select has at most one default");
        }
        otherwise = i;
      } else if (chan(cases[i]) != null) {
        int at = usable == 0 || steering != null ? usable : scheduler.chooseCase(usable + 1);
        order[usable] = order[at];
        order[at] = i;
        usable++;
      }
    }
    if (usable == 0) {
      if (otherwise >= 0) {
        scheduler.event(TraceKind.SELECT_CHOSEN, otherwise, 0);
        return otherwise;
      }
      scheduler.park(g, cases.length == 0 ? WaitReason.SELECT_NO_CASES : WaitReason.SELECT, null);
      throw new IllegalStateException("a select without a usable case came back");
    }
    Chan<?>[] locks = lockOrder(cases, order, usable);
    lock(locks);
    if (steering != null) {
      chooseAmongReady(steering, scheduler, cases, order, usable, locks);
    }
    for (int k; (k = firstReady(scheduler, cases, order, usable)) >= 0; ) {
      Case ready = cases[order[k]];
      Chan<?> chan = channel(ready);
      chan.sync.chosen(scheduler, order[k]);
      if (perform(g, scheduler, ready, chan, locks)) {
        return order[k];
      }
      // In real: the waiter it was to meet waits in a select that was claimed elsewhere meanwhile.
      chan.sync.release();
      lock(locks);
    }
    if (otherwise >= 0) {
      unlock(locks, null);
      scheduler.event(TraceKind.SELECT_CHOSEN, otherwise, 0);
      return otherwise;
    }
    return await(g, scheduler, cases, order, usable, locks);
  }

  /**
   * In a search: looks at every channel, and puts one of the ready cases to the front, each in
   * turn.
   */
  private static void chooseAmongReady(
      Steering steering,
      Scheduler scheduler,
      Case[] cases,
      int[] order,
      int usable,
      Chan<?>[] locks) {
    for (Chan<?> chan : locks) {
      chan.refresh(scheduler);
      chan.looksAt(steering);
    }
    int[] ready = new int[usable];
    int count = 0;
    for (int k = 0; k < usable; k++) {
      if (isReady(cases[order[k]])) {
        ready[count++] = k;
      }
    }
    if (count > 1) {
      int chosen = ready[steering.choose(count)];
      int first = order[0];
      order[0] = order[chosen];
      order[chosen] = first;
    }
  }

  private static boolean isReady(Case each) {
    Chan<?> chan = channel(each);
    return each instanceof ReceiveCase<?> ? chan.canReceive() : chan.canSend();
  }

  /** The place in {@code order} of the first case that need not wait, or −1. */
  private static int firstReady(Scheduler scheduler, Case[] cases, int[] order, int usable) {
    for (int k = 0; k < usable; k++) {
      Case each = cases[order[k]];
      Chan<?> chan = channel(each);
      chan.refresh(scheduler);
      if (each instanceof SendCase) {
        chan.sync.order.read(scheduler);
      }
      if (isReady(each)) {
        return k;
      }
    }
    return -1;
  }

  /**
   * Does what a ready case asks for and releases every lock; false where it was ready no more, then
   * with the lock of {@code chan} still held.
   */
  private static boolean perform(
      G g, Scheduler scheduler, Case ready, Chan<?> chan, Chan<?>[] locks) {
    unlock(locks, chan);
    if (ready instanceof SendCase send) {
      return chan.trySendLocked(send.value, scheduler);
    }
    Sudog into = g.sudog(null);
    boolean done = chan.tryReceiveLocked(into, scheduler);
    if (done) {
      ((ReceiveCase<?>) ready).received(into.element, into.success);
      into.element = null;
    }
    return done;
  }

  /** Queues on every channel and waits; all locks are held at the start and none at the end. */
  private static int await(
      G g, Scheduler scheduler, Case[] cases, int[] order, int usable, Chan<?>[] locks) {
    Sudog[] sudogs = g.sudogs(usable);
    g.unclaim();
    g.wokenBy = null;
    for (int k = 0; k < usable; k++) {
      Case each = cases[order[k]];
      Chan<?> chan = channel(each);
      Sudog sudog = sudogs[k];
      sudog.select = true;
      sudog.success = false;
      sudog.index = order[k];
      sudog.on = chan.sync;
      if (each instanceof SendCase send) {
        sudog.element = send.value;
        chan.senders.add(sudog);
      } else {
        sudog.element = null;
        chan.receivers.add(sudog);
        chan.blocked(scheduler);
      }
    }
    unlock(locks, null);
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.waitsInSelect(g, queues(steering, cases, order, usable));
    }
    scheduler.park(g, WaitReason.SELECT, usable == 1 ? locks[0].sync : null);
    Sudog woken = g.wokenBy;
    if (woken == null) {
      throw new IllegalStateException("a select was woken by nobody");
    }
    g.wokenBy = null;
    lock(locks);
    Object element = woken.element;
    for (int k = 0; k < usable; k++) {
      Case each = cases[order[k]];
      Chan<?> chan = channel(each);
      (each instanceof SendCase ? chan.senders : chan.receivers).remove(sudogs[k]);
      sudogs[k].element = null;
      sudogs[k].on = null;
    }
    unlock(locks, null);
    for (int k = 0; k < usable; k++) {
      Case each = cases[order[k]];
      if (each instanceof ReceiveCase<?> receive) {
        channel(receive).unblocked(scheduler);
      }
    }
    Case chosen = cases[woken.index];
    channel(chosen).sync.chosen(scheduler, woken.index);
    if (chosen instanceof ReceiveCase<?> receive) {
      receive.received(element, woken.success);
    } else if (!woken.success) {
      throw new Panic("send on closed channel");
    }
    return woken.index;
  }

  /** In a search: the goroutine comes to a queue of each channel, and is seen to wait there. */
  private static long[] queues(Steering steering, Case[] cases, int[] order, int usable) {
    long[] queues = new long[usable];
    for (int k = 0; k < usable; k++) {
      SyncObject sync = channel(cases[order[k]]).sync;
      boolean sends = cases[order[k]] instanceof SendCase;
      int part = sends ? Chan.SELECT_SENDS : Chan.SELECT_RECEIVES;
      steering.touch(sync, sends ? Chan.SEND : Chan.RECEIVE, Touch.WRITE);
      steering.touch(sync, part, Touch.WRITE);
      queues[k] = Steering.place(sync, part);
    }
    return queues;
  }

  private static @Nullable Chan<?> chan(Case each) {
    if (each instanceof ReceiveCase<?> receive) {
      return receive.chan;
    }
    return each instanceof SendCase send ? send.chan : null;
  }

  private static Chan<?> channel(Case each) {
    Chan<?> chan = chan(each);
    if (chan == null) {
      throw new IllegalStateException("a case without a channel takes no part in the wait");
    }
    return chan;
  }

  /** Each channel once, in the order of creation. */
  private static Chan<?>[] lockOrder(Case[] cases, int[] order, int usable) {
    Chan<?>[] locks = new Chan<?>[usable];
    for (int k = 0; k < usable; k++) {
      locks[k] = channel(cases[order[k]]);
    }
    if (usable == 1) {
      return locks;
    }
    Arrays.sort(locks, LOCK_ORDER);
    int distinct = 1;
    for (int k = 1; k < usable; k++) {
      if (locks[k] != locks[k - 1]) {
        locks[distinct++] = locks[k];
      }
    }
    return distinct == usable ? locks : Arrays.copyOf(locks, distinct);
  }

  private static void lock(Chan<?>[] locks) {
    for (Chan<?> chan : locks) {
      chan.sync.acquire();
    }
  }

  private static void unlock(Chan<?>[] locks, @Nullable Chan<?> except) {
    for (Chan<?> chan : locks) {
      if (chan != except) {
        chan.sync.release();
      }
    }
  }
}
