package goloom.bench;

import goloom.instrument.Rewriter.Mode;
import goloom.scheduler.Ending;
import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import goloom.scheduler.Settings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** A way to run a sample. */
enum Variant {
  /** As the compiler made it, in the simulation. */
  PLAIN {
    @Override
    Sample prepare(Class<? extends Sample> type) {
      return Rewritten.asItIs(type);
    }
  },
  /** As the playground runs it, but for race detection and tracing. */
  REWRITTEN {
    @Override
    Sample prepare(Class<? extends Sample> type) {
      return Rewritten.sample(type, Mode.UNWATCHED);
    }
  },
  /** The same with every event recorded. */
  TRACED {
    @Override
    Sample prepare(Class<? extends Sample> type) {
      return Rewritten.sample(type, Mode.UNWATCHED);
    }

    @Override
    Settings settings() {
      return new Settings(0L, null, PROCS, false, false, true, GOROUTINES, Integer.MAX_VALUE);
    }
  },
  /** As the playground runs it by default: races are looked for. */
  RACE {
    @Override
    Sample prepare(Class<? extends Sample> type) {
      return Rewritten.sample(type, Mode.SIM);
    }

    @Override
    Settings settings() {
      return new Settings(0L, null, PROCS, false, true, false, GOROUTINES, 0);
    }
  },
  /** Rewritten so that races could be looked for, which nobody does. */
  WATCHABLE {
    @Override
    Sample prepare(Class<? extends Sample> type) {
      return Rewritten.sample(type, Mode.SIM);
    }
  },
  /** On real threads, as the library is used in any program. */
  REAL {
    @Override
    Sample prepare(Class<? extends Sample> type) {
      return Rewritten.asItIs(type);
    }

    @Override
    Settings settings() {
      return new Settings(0L, null, PROCS, true, false, false, GOROUTINES, 0);
    }

    @Override
    long clock() {
      return System.nanoTime();
    }
  };

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final int PROCS = 4;
  private static final int GOROUTINES = 250_000;

  /** The sample's classes, in a loader of this variant's own. */
  abstract Sample prepare(Class<? extends Sample> type);

  Settings settings() {
    return new Settings(0L, null, PROCS, false, false, false, GOROUTINES, 0);
  }

  /**
   * Nanoseconds of the simulation's one thread: on an idle machine the time that passes, on a busy
   * one without the time that others take.
   */
  long clock() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Runs the sample as a whole program; it must end well. */
  final long run(Sample sample, int n) {
    long[] result = new long[1];
    Ending ending = Engine.run(settings(), () -> result[0] = sample.run(n), Observer.NONE);
    if (!ending.status().equals("ok") || ending.code() != 0) {
      throw new IllegalStateException("a sample ended badly: " + ending);
    }
    return result[0];
  }
}
