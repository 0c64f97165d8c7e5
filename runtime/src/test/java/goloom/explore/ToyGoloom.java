package goloom.explore;

import static goloom.Go.choose;
import static goloom.Go.go;
import static goloom.Go.onDefault;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.select;

import goloom.Block;
import goloom.Case;
import goloom.Chan;
import goloom.Cond;
import goloom.Mutex;
import goloom.Once;
import goloom.RWMutex;
import goloom.ReceiveCase;
import goloom.Time;
import goloom.WaitGroup;
import goloom.explore.ToyProgram.Op;
import goloom.race.State;
import goloom.race.Watch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a toy program on goroutines, its accesses to memory told as rewritten code tells them. */
final class ToyGoloom implements Block {
  private final ToyProgram program;
  private final int[] memory = new int[ToyProgram.VARIABLES];
  private final @Nullable State[] shadows = new State[ToyProgram.VARIABLES];
  private final Mutex[] locks = {new Mutex(), new Mutex()};
  private final RWMutex rw = new RWMutex();
  private final List<Chan<Integer>> channels;
  private final WaitGroup wg = new WaitGroup();
  private final Once once = new Once();
  private final Cond cond = new Cond(locks[0]);

  ToyGoloom(ToyProgram program) {
    this.program = program;
    channels =
        List.of(
            Chan.make(program.capacity0(), Integer.valueOf(-1)),
            Chan.make(program.capacity1(), Integer.valueOf(-1)));
  }

  @Override
  public void run() {
    for (int t = 1; t < program.threads().size(); t++) {
      var ops = program.threads().get(t);
      go(() -> run(ops));
    }
    run(program.threads().getFirst());
  }

  private void run(List<Op> ops) {
    int register = 0;
    for (int i = 0; i < ops.size(); i++) {
      var op = ops.get(i);
      switch (op.kind()) {
        case PRINT -> System.out.print(op.a() + " ");
        case PRINT_REGISTER -> System.out.print(register + " ");
        case READ -> register = read(op.a());
        case WRITE -> write(op.a(), op.b());
        case INCREMENT_REGISTER -> write(op.a(), register + 1);
        case LOCK -> locks[op.a()].lock();
        case UNLOCK -> locks[op.a()].unlock();
        case TRY_LOCK -> i += locks[op.a()].tryLock() ? 0 : op.b();
        case R_LOCK -> rw.rLock();
        case R_UNLOCK -> rw.rUnlock();
        case W_LOCK -> rw.lock();
        case W_UNLOCK -> rw.unlock();
        case TRY_R_LOCK -> i += rw.tryRLock() ? 0 : op.b();
        case TRY_W_LOCK -> i += rw.tryLock() ? 0 : op.b();
        case SEND -> channels.get(op.a()).send(op.b());
        case RECEIVE -> register = channels.get(op.a()).receive();
        case CLOSE -> channels.get(op.a()).close();
        case LEN -> register = channels.get(op.a()).len();
        case SELECT -> register = choice(op);
        case ADD -> wg.add(op.b());
        case DONE -> wg.done();
        case WAIT -> wg.await();
        case ONCE -> once.run(() -> System.out.print(op.b() + " "));
        case COND_WAIT -> cond.await();
        case SIGNAL -> cond.signal();
        case BROADCAST -> cond.broadcast();
        case SLEEP -> Time.sleep(Time.millis(op.a()));
        case CHOOSE -> register = choose(op.a());
      }
    }
  }

  private int read(int variable) {
    if (!Watch.knowsRead(shadows[variable])) {
      Watch.beforeRead(this, variable + 1);
      shadows[variable] = Watch.read(shadows[variable], this, variable + 1);
    }
    return memory[variable];
  }

  private void write(int variable, int value) {
    if (!Watch.knowsWrite(shadows[variable])) {
      Watch.beforeWrite(this, variable + 1);
      shadows[variable] = Watch.write(shadows[variable], this, variable + 1);
    }
    memory[variable] = value;
  }

  private int choice(Op op) {
    var cases = new ArrayList<Case>();
    for (var arm : op.arms()) {
      var channel = channels.get(arm.channel());
      cases.add(arm.sends() ? onSend(channel, arm.value()) : onReceive(channel));
    }
    if (op.withDefault()) {
      cases.add(onDefault());
    }
    int chosen = select(cases.toArray(Case[]::new));
    int value = cases.get(chosen) instanceof ReceiveCase<?> receive ? (Integer) receive.value() : 0;
    return 100 * chosen + value;
  }
}
