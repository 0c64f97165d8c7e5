package goloom.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random program over a few shared things: what each of its threads does, one after the other.
 */
record ToyProgram(List<List<Op>> threads, int capacity0, int capacity1) {

  static final int VARIABLES = 2;
  static final int CHANNELS = 2;

  /** What one operation does. */
  enum Kind {
    PRINT,
    PRINT_REGISTER,
    READ,
    WRITE,
    INCREMENT_REGISTER,
    LOCK,
    UNLOCK,
    TRY_LOCK,
    R_LOCK,
    R_UNLOCK,
    W_LOCK,
    W_UNLOCK,
    TRY_R_LOCK,
    TRY_W_LOCK,
    SEND,
    RECEIVE,
    CLOSE,
    LEN,
    SELECT,
    ADD,
    DONE,
    WAIT,
    ONCE,
    COND_WAIT,
    SIGNAL,
    BROADCAST,
    SLEEP,
    CHOOSE
  }

  /** A case of a select. */
  record Arm(boolean sends, int channel, int value) {}

  /**
   * One operation.
   *
   * @param a the thing, by its number
   * @param b a value; for a try, how many operations to skip where it fails
   */
  record Op(Kind kind, int a, int b, List<Arm> arms, boolean withDefault) {
    static Op of(Kind kind, int a, int b) {
      return new Op(kind, a, b, List.of(), false);
    }

    @Override
    public String toString() {
      return kind
          + (arms.isEmpty() ? "(" + a + "," + b + ")" : arms.toString())
          + (withDefault ? "d" : "");
    }
  }

  /** Which things a program is made of. */
  enum Family {
    MEMORY,
    LOCKS,
    RW_LOCKS,
    CHANNELS,
    SELECTS,
    WAIT_GROUPS,
    ONCES,
    CONDS,
    TIMERS,
    MIXED
  }

  static ToyProgram random(Random random, Family family) {
    var threads = new ArrayList<List<Op>>();
    int count = 2 + random.nextInt(2);
    for (int t = 0; t < count; t++) {
      var ops = new ArrayList<Op>();
      int length = 1 + random.nextInt(count == 2 ? 4 : 3);
      while (ops.size() < length) {
        add(ops, t, random, family);
      }
      threads.add(ops);
    }
    if (family == Family.WAIT_GROUPS || (family == Family.MIXED && random.nextInt(3) == 0)) {
      threads.getFirst().addFirst(Op.of(Kind.ADD, 0, 1 + random.nextInt(2)));
    }
    return new ToyProgram(threads, random.nextInt(3), random.nextInt(2));
  }

  private static void add(List<Op> ops, int t, Random random, Family family) {
    var chosen =
        family == Family.MIXED ? Family.values()[random.nextInt(Family.MIXED.ordinal())] : family;
    int mark = 10 * (t + 1) + ops.size();
    if (random.nextInt(5) == 0) {
      ops.add(Op.of(Kind.PRINT, mark, 0));
      return;
    }
    switch (chosen) {
      case MEMORY -> memory(ops, random, mark);
      case LOCKS -> locks(ops, random, mark);
      case RW_LOCKS -> readWriteLocks(ops, random, mark);
      case CHANNELS -> channels(ops, random, mark);
      case SELECTS -> {
        if (random.nextInt(2) == 0) {
          channels(ops, random, mark);
        } else {
          select(ops, random, mark);
        }
      }
      case WAIT_GROUPS -> {
        switch (random.nextInt(4)) {
          case 0, 1 -> ops.add(Op.of(Kind.DONE, 0, 0));
          case 2 -> ops.add(Op.of(Kind.WAIT, 0, 0));
          default -> memory(ops, random, mark);
        }
      }
      case ONCES -> {
        if (random.nextInt(3) > 0) {
          ops.add(Op.of(Kind.ONCE, 0, mark));
        } else {
          memory(ops, random, mark);
        }
      }
      case CONDS -> {
        switch (random.nextInt(4)) {
          case 0 -> ops.add(Op.of(Kind.SIGNAL, 0, 0));
          case 1 -> ops.add(Op.of(Kind.BROADCAST, 0, 0));
          case 2 -> {
            ops.add(Op.of(Kind.LOCK, 0, 0));
            ops.add(Op.of(Kind.COND_WAIT, 0, 0));
            ops.add(Op.of(Kind.PRINT, mark, 0));
            ops.add(Op.of(Kind.UNLOCK, 0, 0));
          }
          default -> locks(ops, random, mark);
        }
      }
      case TIMERS -> {
        if (random.nextInt(2) == 0) {
          ops.add(Op.of(Kind.SLEEP, 1 + random.nextInt(3), 0));
          ops.add(Op.of(Kind.PRINT, mark, 0));
        } else {
          channels(ops, random, mark);
        }
      }
      case MIXED -> throw new IllegalStateException();
    }
  }

  private static void memory(List<Op> ops, Random random, int mark) {
    int variable = random.nextInt(VARIABLES);
    switch (random.nextInt(4)) {
      case 0 -> ops.add(Op.of(Kind.WRITE, variable, mark));
      case 1 -> {
        ops.add(Op.of(Kind.READ, variable, 0));
        ops.add(Op.of(Kind.PRINT_REGISTER, 0, 0));
      }
      case 2 -> {
        ops.add(Op.of(Kind.READ, variable, 0));
        ops.add(Op.of(Kind.INCREMENT_REGISTER, variable, 0));
      }
      default -> {
        ops.add(Op.of(Kind.CHOOSE, 2, 0));
        ops.add(Op.of(Kind.PRINT_REGISTER, 0, 0));
      }
    }
  }

  private static void locks(List<Op> ops, Random random, int mark) {
    int lock = random.nextInt(2);
    switch (random.nextInt(8)) {
      case 0 -> ops.add(Op.of(random.nextInt(2) == 0 ? Kind.LOCK : Kind.UNLOCK, lock, 0));
      case 1, 2 -> {
        ops.add(Op.of(Kind.TRY_LOCK, lock, 2));
        ops.add(Op.of(Kind.PRINT, mark, 0));
        ops.add(Op.of(Kind.UNLOCK, lock, 0));
      }
      default -> {
        ops.add(Op.of(Kind.LOCK, lock, 0));
        switch (random.nextInt(3)) {
          case 0 -> ops.add(Op.of(Kind.PRINT, mark, 0));
          case 1 -> memory(ops, random, mark);
          default -> {
            ops.add(Op.of(Kind.LOCK, 1 - lock, 0));
            ops.add(Op.of(Kind.UNLOCK, 1 - lock, 0));
          }
        }
        ops.add(Op.of(Kind.UNLOCK, lock, 0));
      }
    }
  }

  private static void readWriteLocks(List<Op> ops, Random random, int mark) {
    switch (random.nextInt(8)) {
      case 6 -> ops.add(Op.of(random.nextInt(3) == 0 ? Kind.W_UNLOCK : Kind.R_UNLOCK, 0, 0));
      case 7 -> ops.add(Op.of(random.nextInt(3) == 0 ? Kind.W_LOCK : Kind.R_LOCK, 0, 0));
      case 0, 1 -> {
        ops.add(Op.of(Kind.W_LOCK, 0, 0));
        ops.add(Op.of(Kind.PRINT, mark, 0));
        ops.add(Op.of(Kind.W_UNLOCK, 0, 0));
      }
      case 2 -> {
        ops.add(Op.of(Kind.R_LOCK, 0, 0));
        ops.add(Op.of(Kind.R_LOCK, 0, 0));
        ops.add(Op.of(Kind.R_UNLOCK, 0, 0));
        ops.add(Op.of(Kind.R_UNLOCK, 0, 0));
      }
      case 3 -> {
        ops.add(Op.of(Kind.TRY_R_LOCK, 0, 2));
        ops.add(Op.of(Kind.PRINT, mark, 0));
        ops.add(Op.of(Kind.R_UNLOCK, 0, 0));
      }
      case 4 -> {
        ops.add(Op.of(Kind.TRY_W_LOCK, 0, 2));
        ops.add(Op.of(Kind.PRINT, mark, 0));
        ops.add(Op.of(Kind.W_UNLOCK, 0, 0));
      }
      default -> {
        ops.add(Op.of(Kind.R_LOCK, 0, 0));
        ops.add(Op.of(Kind.PRINT, mark, 0));
        ops.add(Op.of(Kind.R_UNLOCK, 0, 0));
      }
    }
  }

  private static void channels(List<Op> ops, Random random, int mark) {
    int channel = random.nextInt(CHANNELS);
    switch (random.nextInt(9)) {
      case 0 -> ops.add(Op.of(Kind.CLOSE, channel, 0));
      case 1 -> {
        ops.add(Op.of(Kind.LEN, channel, 0));
        ops.add(Op.of(Kind.PRINT_REGISTER, 0, 0));
      }
      case 2, 3, 4 -> {
        ops.add(Op.of(Kind.RECEIVE, channel, 0));
        ops.add(Op.of(Kind.PRINT_REGISTER, 0, 0));
      }
      default -> ops.add(Op.of(Kind.SEND, channel, mark));
    }
  }

  private static void select(List<Op> ops, Random random, int mark) {
    var arms = new ArrayList<Arm>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      arms.add(new Arm(random.nextBoolean(), random.nextInt(CHANNELS), mark + i));
    }
    ops.add(new Op(Kind.SELECT, 0, 0, List.copyOf(arms), random.nextInt(3) == 0));
    ops.add(Op.of(Kind.PRINT_REGISTER, 0, 0));
  }
}
