package goloom.scheduler;

import goloom.Block;
import goloom.race.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs: the door to the schedulers for the worker and for {@link goloom.Program}. One
 * simulation runs at a time in a JVM; a second waits its turn.
 */
public final class Engine {
  private Engine() {}

  private static final java.util.concurrent.locks.ReentrantLock ONE =
      new java.util.concurrent.locks.ReentrantLock(true);

  private static volatile Sites sites = Sites.NONE;

  /** Takes the rewriter's table of source sites, for the programs to come. */
  public static void sites(String table) {
    Sites parsed = Sites.parse(table);
    Watch.locations(parsed.locations());
    sites = parsed;
  }

  private static volatile UnaryOperator<byte[]> definitions = UnaryOperator.identity();

  /** Takes what rewrites the classes that programs make at run time. */
  public static void definitions(UnaryOperator<byte[]> rewriter) {
    definitions = rewriter;
  }

  static byte[] rewritten(byte[] classFile) {
    return definitions.apply(classFile);
  }

  /** A site as {@code Main.java:7}; empty where that number stands for none. */
  public static String place(int site) {
    Sites.Site at = sites.at(site);
    return at == null ? "" : at.file() + ":" + at.line();
  }

  private static volatile @Nullable ClassLoader program;

  /** The loader of the program's classes, where they were made known. */
  static @Nullable ClassLoader program() {
    return program;
  }

  /** Lets rewritten code of {@code user}'s call the hooks, a package that nobody may import. */
  public static void openHooks(Module user) {
    program = user.getClassLoader();
    Module ours = Engine.class.getModule();
    if (ours.isNamed()) {
      ours.addExports("goloom.hooks", user);
      ours.addExports("goloom.race", user);
      ours.addExports("goloom.scheduler", user);
    }
  }

  /**
   * Checks a schedule string.
   *
   * @throws IllegalArgumentException where it is none that this engine can replay
   */
  public static void checkSchedule(String schedule) {
    if (Steered.is(schedule)) {
      Steered.parse(schedule);
    } else {
      Schedule.parse(schedule);
    }
  }

  /** Whether a schedule string is one of a search's, by which each print is a step. */
  public static boolean steers(@Nullable String schedule) {
    return Steered.is(schedule);
  }

  /** Whether the JVM was started so that programs can be simulated. */
  public static boolean canSimulate() {
    return VirtualThreads.supported();
  }

  /**
   * The flags that a search needs and that the JVM was started without: one for goroutines on a
   * carrier of ours, one for those that executions leave behind. With the JDK's default these stay
   * for ever, and a long search fills the heap.
   */
  public static List<String> missingToSearch() {
    List<String> missing = new ArrayList<>();
    if (!VirtualThreads.supported()) {
      missing.add(VirtualThreads.FLAG);
    }
    if (!VirtualThreads.untracked()) {
      missing.add(VirtualThreads.UNTRACKED_FLAG);
    }
    return List.copyOf(missing);
  }

  /**
   * Runs {@code main} as a program, on the calling thread in {@code sim}, and returns how it ended.
   *
   * @throws IllegalStateException in {@code sim}, where the JVM was started without the flag that
   *     this needs, or from within a simulation
   */
  public static Ending run(Settings settings, Block main, Observer observer) {
    if (settings.real()) {
      return RealScheduler.runProgram(settings, main, observer, sites);
    }
    String schedule = settings.schedule();
    if (schedule != null && Steered.is(schedule)) {
      return simulate(settings, main, observer, Replayer.of(Steered.parse(schedule)));
    }
    return simulate(settings, main, observer, null);
  }

  /** Runs {@code main} as a program whose steps a pilot decides, once. */
  public static Ending steer(Settings settings, Block main, Observer observer, Pilot pilot) {
    return simulate(settings, main, observer, pilot);
  }

  private static Ending simulate(
      Settings settings, Block main, Observer observer, @Nullable Pilot pilot) {
    if (!VirtualThreads.supported()) {
      throw new IllegalStateException(
          "the sim scheduler needs the JVM flag " + VirtualThreads.FLAG + "; start java with it");
    }
    if (ONE.isHeldByCurrentThread() || Simulation.ofCaller() != null) {
      throw new IllegalStateException("a program can't be run from within a simulated one");
    }
    ONE.lock();
    try {
      Simulation simulation = new Simulation(settings, observer, sites, pilot);
      Simulation.active = simulation;
      Steps.site = 0;
      Steps.pinned = 0;
      Steps.initialising = 0;
      try {
        return simulation.run(main);
      } finally {
        Simulation.active = null;
        simulation.takers.end();
        Watch.recorder(null);
        Watch.listener(null);
        Watch.ends();
        Steps.budget = Integer.MAX_VALUE;
      }
    } finally {
      ONE.unlock();
    }
  }

  /** Nanoseconds since the caller's program began. */
  public static long now() {
    return Scheduler.current().now();
  }

  /** The number of the caller's goroutine; 0 where the caller is none. */
  public static long goroutine() {
    Simulation simulation = Simulation.ofCaller();
    if (simulation != null) {
      G g = simulation.running;
      return g == null ? 0 : g.id;
    }
    return RealScheduler.callerId();
  }

  /**
   * Books a write to stdout (1) or stderr (2) by the caller's goroutine. Never switches: the writer
   * may hold a lock.
   */
  public static void wrote(int stream, int bytes) {
    Simulation simulation = Simulation.ofCaller();
    if (simulation != null) {
      simulation.wrote(stream, bytes);
    }
  }

  /** The caller is about to print, and holds no lock yet. */
  public static void beforePrint() {
    Simulation simulation = Simulation.ofCaller();
    Steering steering = simulation == null ? null : simulation.steering();
    if (steering != null) {
      steering.beforePrint();
    }
  }

  /**
   * In {@code sim}, lets the other goroutines run until all of them wait, without the clock moving
   * for them: for a caller that is about to wait for the world outside. Elsewhere it does nothing.
   */
  public static void settle() {
    Simulation simulation = Simulation.ofCaller();
    if (simulation != null) {
      simulation.awaitQuiet();
    }
  }

  /** Ends the caller's program with an exit code; returns only where the caller is in none. */
  public static @Nullable Error exit(int code) {
    Simulation simulation = Simulation.ofCaller();
    return simulation == null ? null : simulation.exit(code);
  }
}
