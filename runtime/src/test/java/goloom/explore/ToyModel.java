package goloom.explore;

import goloom.explore.ToyProgram.Arm;
import goloom.explore.ToyProgram.Op;
import goloom.scheduler.Pilot.Timing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs a toy program in every order there is, on a model of its own of what Go's things do, with
 * queues and arrivals and all. Knows nothing of the search that it is to check.
 */
final class ToyModel {
  private final ToyProgram program;
  private final Set<String> known = new HashSet<>();
  private final ArrayDeque<State> todo = new ArrayDeque<>();
  final TreeSet<String> outcomes = new TreeSet<>();

  private final boolean loose;

  private ToyModel(ToyProgram program, boolean loose) {
    this.program = program;
    this.loose = loose;
  }

  /** All outcomes, as {@code output|end}. */
  static TreeSet<String> outcomes(ToyProgram program, Timing timing) {
    var model = new ToyModel(program, timing == Timing.LOOSE);
    model.visit(new State(program));
    while (!model.todo.isEmpty()) {
      model.expand(model.todo.removeLast());
    }
    return model.outcomes;
  }

  private void visit(State state) {
    if (known.add(state.key())) {
      todo.add(state);
    }
  }

  private void expand(State state) {
    boolean any = false;
    for (int t = 0; t < state.pc.length; t++) {
      if (state.running[t]) {
        any = true;
        step(state, t);
      } else if (state.wakes[t] >= 0 && state.wakes[t] <= (loose ? state.nextTimer() : state.now)) {
        any = true;
        var next = state.copy();
        next.now = Math.max(next.now, next.wakes[t]);
        next.wakes[t] = -1;
        next.running[t] = true;
        next.advance(t);
        visit(next);
      }
    }
    if (any) {
      return;
    }
    int first = state.nextTimer();
    if (first < Integer.MAX_VALUE) {
      var next = state.copy();
      next.now = first;
      visit(next);
    } else {
      outcomes.add(state.output + "|deadlock");
    }
  }

  private void step(State before, int t) {
    var ops = program.threads().get(t);
    if (before.pc[t] >= ops.size()) {
      if (t == 0) {
        outcomes.add(before.output + "|ok");
      } else {
        var next = before.copy();
        next.running[t] = false;
        visit(next);
      }
      return;
    }
    if (before.dying[t] != null) {
      outcomes.add(before.output + "|panic: " + before.dying[t]);
      return;
    }
    var op = ops.get(before.pc[t]);
    switch (op.kind()) {
      case CHOOSE -> {
        for (int value = 0; value < op.a(); value++) {
          var next = before.copy();
          next.register[t] = value;
          next.advance(t);
          visit(next);
        }
      }
      case SELECT -> select(before, t, op);
      default -> {
        var next = before.copy();
        next.step(t, op);
        finish(next);
      }
    }
  }

  private void finish(State next) {
    if (next.fatal != null) {
      outcomes.add(next.output + "|panic: " + next.fatal);
    } else {
      visit(next);
    }
  }

  private void select(State before, int t, Op op) {
    boolean any = false;
    for (int i = 0; i < op.arms().size(); i++) {
      var arm = op.arms().get(i);
      if (before.isReady(arm)) {
        any = true;
        var next = before.copy();
        next.register[t] = 100 * i;
        if (arm.sends()) {
          next.trySend(t, arm.channel(), arm.value());
        } else {
          next.tryReceive(t, arm.channel());
          next.register[t] += 100 * i;
        }
        finish(next);
      }
    }
    if (any) {
      return;
    }
    var next = before.copy();
    if (op.withDefault()) {
      next.register[t] = 100 * op.arms().size();
      next.advance(t);
    } else {
      for (int i = 0; i < op.arms().size(); i++) {
        var arm = op.arms().get(i);
        (arm.sends() ? next.senders : next.receivers)
            .get(arm.channel())
            .add(new Waiter(t, arm.value(), i));
      }
      next.running[t] = false;
    }
    visit(next);
  }

  /** A thread in a queue of a channel; {@code arm} is −1 outside a select. */
  private record Waiter(int thread, int value, int arm) {}

  private static final class Lock {
    boolean locked;
    boolean waking;
    List<Integer> waiters = new ArrayList<>();

    Lock copy() {
      var copy = new Lock();
      copy.locked = locked;
      copy.waking = waking;
      copy.waiters = new ArrayList<>(waiters);
      return copy;
    }

    @Override
    public String toString() {
      return (locked ? "L" : "") + (waking ? "w" : "") + waiters;
    }
  }

  private static final class State {
    private static final int RW = 2;
    private static final int ONCE = 3;

    final int[] pc;
    final int[] stage;
    final int[] register;
    final int[] ticket;
    final int[] wakes;
    final boolean[] running;
    int[] memory = new int[ToyProgram.VARIABLES];
    List<Lock> locks = new ArrayList<>();
    List<List<Integer>> buffers = new ArrayList<>();
    List<List<Waiter>> senders = new ArrayList<>();
    List<List<Waiter>> receivers = new ArrayList<>();
    boolean[] closed = new boolean[ToyProgram.CHANNELS];
    final int[] capacity;
    boolean writing;
    int readers;
    int departing;
    List<Integer> waitingReaders = new ArrayList<>();
    int waitingWriter = -1;
    int counter;
    List<Integer> waiting = new ArrayList<>();
    boolean done;
    int drawn;
    int called;
    List<Integer> condQueue = new ArrayList<>();
    int now;
    String output = "";
    @Nullable String fatal;

    /** By thread, the panic that will end the program when it goes on. */
    final @Nullable String[] dying;

    State(ToyProgram program) {
      int n = program.threads().size();
      pc = new int[n];
      stage = new int[n];
      register = new int[n];
      ticket = new int[n];
      wakes = new int[n];
      running = new boolean[n];
      dying = new String[n];
      for (int t = 0; t < n; t++) {
        wakes[t] = -1;
        running[t] = true;
      }
      capacity = new int[] {program.capacity0(), program.capacity1()};
      for (int i = 0; i < 4; i++) {
        locks.add(new Lock());
      }
      for (int c = 0; c < ToyProgram.CHANNELS; c++) {
        buffers.add(new ArrayList<>());
        senders.add(new ArrayList<>());
        receivers.add(new ArrayList<>());
      }
    }

    private State(State other) {
      pc = other.pc.clone();
      stage = other.stage.clone();
      register = other.register.clone();
      ticket = other.ticket.clone();
      wakes = other.wakes.clone();
      running = other.running.clone();
      dying = other.dying.clone();
      memory = other.memory.clone();
      other.locks.forEach(lock -> locks.add(lock.copy()));
      other.buffers.forEach(buffer -> buffers.add(new ArrayList<>(buffer)));
      other.senders.forEach(queue -> senders.add(new ArrayList<>(queue)));
      other.receivers.forEach(queue -> receivers.add(new ArrayList<>(queue)));
      closed = other.closed.clone();
      capacity = other.capacity;
      writing = other.writing;
      readers = other.readers;
      departing = other.departing;
      waitingReaders = new ArrayList<>(other.waitingReaders);
      waitingWriter = other.waitingWriter;
      counter = other.counter;
      waiting = new ArrayList<>(other.waiting);
      done = other.done;
      drawn = other.drawn;
      called = other.called;
      condQueue = new ArrayList<>(other.condQueue);
      now = other.now;
      output = other.output;
    }

    State copy() {
      return new State(this);
    }

    String key() {
      var key = new StringBuilder();
      for (int t = 0; t < pc.length; t++) {
        key.append(pc[t]).append('.').append(stage[t]).append('.').append(register[t]);
        key.append('.')
            .append(ticket[t])
            .append('.')
            .append(wakes[t])
            .append(running[t] ? "r" : "s");
        key.append(dying[t]);
      }
      for (int value : memory) {
        key.append(',').append(value);
      }
      key.append(locks).append(buffers).append(senders).append(receivers);
      key.append(closed[0]).append(closed[1]).append(writing).append(readers).append(',');
      key.append(departing)
          .append(waitingReaders)
          .append(waitingWriter)
          .append(',')
          .append(counter);
      key.append(waiting).append(done).append(drawn).append(',').append(called).append(condQueue);
      return key.append(now).append('|').append(output).toString();
    }

    int nextTimer() {
      int first = Integer.MAX_VALUE;
      for (int at : wakes) {
        first = at >= 0 ? Math.min(first, at) : first;
      }
      return first;
    }

    void advance(int t) {
      pc[t]++;
      stage[t] = 0;
    }

    private void wake(int t) {
      running[t] = true;
    }

    /** One small step of an operation. */
    void step(int t, Op op) {
      switch (op.kind()) {
        case PRINT -> print(t, op.a());
        case PRINT_REGISTER -> print(t, register[t]);
        case READ -> {
          register[t] = memory[op.a()];
          advance(t);
        }
        case WRITE -> {
          memory[op.a()] = op.b();
          advance(t);
        }
        case INCREMENT_REGISTER -> {
          memory[op.a()] = register[t] + 1;
          advance(t);
        }
        case LOCK -> {
          if (lock(t, op.a())) {
            advance(t);
          }
        }
        case UNLOCK -> {
          if (unlock(op.a())) {
            advance(t);
          }
        }
        case TRY_LOCK -> tried(t, op, tryLock(op.a()));
        case R_LOCK -> readLock(t);
        case R_UNLOCK -> readUnlock(t);
        case W_LOCK -> writeLock(t);
        case W_UNLOCK -> writeUnlock(t);
        case TRY_R_LOCK -> {
          readers += writing ? 0 : 1;
          tried(t, op, !writing);
        }
        case TRY_W_LOCK -> tryWriteLock(t, op);
        case SEND -> {
          if (!trySend(t, op.a(), op.b())) {
            senders.get(op.a()).add(new Waiter(t, op.b(), -1));
            running[t] = false;
          }
        }
        case RECEIVE -> {
          if (!tryReceive(t, op.a())) {
            receivers.get(op.a()).add(new Waiter(t, 0, -1));
            running[t] = false;
          }
        }
        case CLOSE -> close(t, op.a());
        case LEN -> {
          register[t] = buffers.get(op.a()).size();
          advance(t);
        }
        case ADD -> add(t, op.b());
        case DONE -> add(t, -1);
        case WAIT -> await(t);
        case ONCE -> once(t, op);
        case COND_WAIT -> condWait(t, op.a());
        case SIGNAL -> {
          if (called < drawn) {
            call();
          }
          advance(t);
        }
        case BROADCAST -> {
          while (called < drawn) {
            call();
          }
          advance(t);
        }
        case SLEEP -> {
          wakes[t] = now + op.a();
          running[t] = false;
        }
        case SELECT, CHOOSE -> throw new IllegalStateException();
      }
    }

    private void print(int t, int value) {
      output += value + " ";
      advance(t);
    }

    private void tried(int t, Op op, boolean success) {
      if (!success) {
        pc[t] += op.b();
      }
      advance(t);
    }

    private boolean tryLock(int m) {
      var lock = locks.get(m);
      if (lock.locked) {
        return false;
      }
      lock.locked = true;
      return true;
    }

    /** Whether it has the lock now; if not it waits, and stage says whether for the second time. */
    private boolean lock(int t, int m) {
      var lock = locks.get(m);
      boolean again = stage[t] % 2 == 1;
      if (again) {
        lock.waking = false;
      }
      if (!lock.locked) {
        lock.locked = true;
        stage[t] -= again ? 1 : 0;
        return true;
      }
      lock.waiters.add(again ? 0 : lock.waiters.size(), t);
      stage[t] += again ? 0 : 1;
      running[t] = false;
      return false;
    }

    private boolean unlock(int m) {
      var lock = locks.get(m);
      if (!lock.locked) {
        fatal = "sync: unlock of unlocked mutex";
        return false;
      }
      lock.locked = false;
      if (!lock.waking && !lock.waiters.isEmpty()) {
        lock.waking = true;
        wake(lock.waiters.removeFirst());
      }
      return true;
    }

    private void readLock(int t) {
      readers++;
      if (writing) {
        waitingReaders.add(t);
        running[t] = false;
      } else {
        advance(t);
      }
    }

    private void readUnlock(int t) {
      if (writing ? departing == 0 : readers == 0) {
        fatal = "sync: RUnlock of unlocked RWMutex";
        return;
      }
      readers--;
      if (writing && --departing == 0 && waitingWriter >= 0) {
        wake(waitingWriter);
        advance(waitingWriter);
        waitingWriter = -1;
      }
      advance(t);
    }

    private void writeLock(int t) {
      if (stage[t] < 2) {
        if (lock(t, RW)) {
          stage[t] = 2;
        }
        return;
      }
      writing = true;
      departing = readers;
      if (departing == 0) {
        advance(t);
      } else {
        waitingWriter = t;
        running[t] = false;
      }
    }

    private void writeUnlock(int t) {
      if (stage[t] == 0) {
        if (!writing || departing > 0) {
          fatal = "sync: Unlock of unlocked RWMutex";
          return;
        }
        writing = false;
        for (int reader : waitingReaders) {
          wake(reader);
          advance(reader);
        }
        waitingReaders.clear();
        stage[t] = 1;
      } else if (unlock(RW)) {
        advance(t);
      }
    }

    private void tryWriteLock(int t, Op op) {
      switch (stage[t]) {
        case 0 -> {
          if (tryLock(RW)) {
            stage[t] = 1;
          } else {
            tried(t, op, false);
          }
        }
        case 1 -> {
          if (readers == 0) {
            writing = true;
            departing = 0;
            tried(t, op, true);
          } else {
            stage[t] = 2;
          }
        }
        default -> {
          unlock(RW);
          tried(t, op, false);
        }
      }
    }

    boolean isReady(Arm arm) {
      int c = arm.channel();
      return arm.sends()
          ? closed[c] || buffers.get(c).size() < capacity[c] || !receivers.get(c).isEmpty()
          : closed[c] || !buffers.get(c).isEmpty() || !senders.get(c).isEmpty();
    }

    /** Takes the first out of a queue, and out of all others that its select stands in. */
    private Waiter take(List<Waiter> queue) {
      var waiter = queue.getFirst();
      senders.forEach(other -> other.removeIf(w -> w.thread() == waiter.thread()));
      receivers.forEach(other -> other.removeIf(w -> w.thread() == waiter.thread()));
      wake(waiter.thread());
      return waiter;
    }

    private void received(Waiter waiter, int value) {
      register[waiter.thread()] = Math.max(0, waiter.arm()) * 100 + value;
      advance(waiter.thread());
    }

    private void sent(Waiter waiter) {
      if (waiter.arm() >= 0) {
        register[waiter.thread()] = 100 * waiter.arm();
      }
      advance(waiter.thread());
    }

    boolean trySend(int t, int c, int value) {
      if (closed[c]) {
        dying[t] = "send on closed channel";
        return true;
      }
      if (!receivers.get(c).isEmpty()) {
        received(take(receivers.get(c)), value);
        advance(t);
        return true;
      }
      if (buffers.get(c).size() < capacity[c]) {
        buffers.get(c).add(value);
        advance(t);
        return true;
      }
      return false;
    }

    boolean tryReceive(int t, int c) {
      var buffer = buffers.get(c);
      var queue = senders.get(c);
      if (!buffer.isEmpty()) {
        register[t] = buffer.removeFirst();
        if (!queue.isEmpty()) {
          var waiter = take(queue);
          buffer.add(waiter.value());
          sent(waiter);
        }
        advance(t);
        return true;
      }
      if (!queue.isEmpty()) {
        var waiter = take(queue);
        register[t] = waiter.value();
        sent(waiter);
        advance(t);
        return true;
      }
      if (closed[c]) {
        register[t] = -1;
        advance(t);
        return true;
      }
      return false;
    }

    private void close(int t, int c) {
      if (closed[c]) {
        dying[t] = "close of closed channel";
        return;
      }
      closed[c] = true;
      while (!receivers.get(c).isEmpty()) {
        received(take(receivers.get(c)), -1);
      }
      while (!senders.get(c).isEmpty()) {
        var waiter = take(senders.get(c));
        dying[waiter.thread()] = "send on closed channel";
      }
      advance(t);
    }

    private void add(int t, int delta) {
      counter += delta;
      if (counter < 0) {
        dying[t] = "sync: negative WaitGroup counter";
        return;
      }
      if (counter == 0) {
        for (int waiter : waiting) {
          wake(waiter);
          stage[waiter] = 1;
        }
        waiting.clear();
      }
      advance(t);
    }

    private void await(int t) {
      if (stage[t] == 1) {
        if (counter != 0 || !waiting.isEmpty()) {
          dying[t] = "sync: WaitGroup is reused before previous Wait has returned";
        } else {
          advance(t);
        }
      } else if (counter == 0) {
        advance(t);
      } else {
        waiting.add(t);
        running[t] = false;
      }
    }

    private void once(int t, Op op) {
      switch (stage[t]) {
        case 0 -> {
          if (done) {
            advance(t);
          } else {
            stage[t] = 2;
          }
        }
        case 2, 3 -> {
          if (lock(t, ONCE)) {
            stage[t] = done ? 6 : 4;
          }
        }
        case 4 -> {
          output += op.b() + " ";
          stage[t] = 5;
        }
        case 5 -> {
          done = true;
          stage[t] = 6;
        }
        default -> {
          unlock(ONCE);
          advance(t);
        }
      }
    }

    private void condWait(int t, int m) {
      switch (stage[t]) {
        case 0 -> {
          ticket[t] = drawn++;
          stage[t] = 2;
        }
        case 2 -> {
          if (unlock(m)) {
            stage[t] = 4;
          }
        }
        case 4 -> {
          if (ticket[t] < called) {
            stage[t] = 6;
          } else {
            condQueue.add(t);
            stage[t] = 6;
            running[t] = false;
          }
        }
        default -> {
          if (lock(t, m)) {
            advance(t);
          }
        }
      }
    }

    private void call() {
      for (int i = 0; i < condQueue.size(); i++) {
        int t = condQueue.get(i);
        if (ticket[t] == called) {
          condQueue.remove(i);
          wake(t);
          break;
        }
      }
      called++;
    }
  }
}
