package goloom.scheduler;

import java.util.List;

/**
 * Who decides in an execution that is steered step by step, and hears what each step does. A step
 * is what one thread of control does from one decision to the next: a visible operation and what
 * follows up to the next one. Called on the carrier or on the goroutine that runs, never by two at
 * a time.
 *
 * <p>Threads of control are goroutines and timers. Their numbers count from 0, main's, in the order
 * of being made in this execution; {@link #named} gives those that are the same in every execution.
 */
public interface Pilot {

  /**
   * Decides who makes the next step; ends the step before.
   *
   * @param able the numbers of those that can, ascending
   * @param count how many of them
   * @return one of those numbers, or −1 to end the execution here
   */
  int next(int[] able, int count);

  /** A choice of the running step's, 0 to {@code n} − 1. */
  int choose(int n);

  /**
   * A thread of control was made.
   *
   * @param number its number
   * @param parent the number of who made it; −1 for main
   * @param nth how many that one had made before
   */
  void made(int number, int parent, int nth);

  /** A name for the {@code nth} thing that a thread made: the same in every execution. */
  int named(int maker, int nth);

  /** No thing that others use. */
  long NOTHING = 0;

  /** It is not known which thing. */
  long ANYTHING = -1;

  /**
   * A thread's next step will use a thing, whatever comes before it.
   *
   * @param number the thread's
   * @param thing a place of the thing's, the same for all its places; or {@link #NOTHING}, {@link
   *     #ANYTHING}
   */
  void comesTo(int number, long thing);

  /** The step uses a place. */
  void touches(long place, Touch touch);

  /**
   * The step adds to a count, or takes from it: the order among such steps makes a difference only
   * where the count falls below zero.
   */
  void counts(long place, int amount, int before);

  /**
   * The running thread is about to access memory.
   *
   * @param location a number for the variable, or for several of a kind
   * @return whether the access is to be a step
   */
  boolean branchesAt(int location);

  /** The step accesses memory, at that place in the source. */
  void accesses(long place, Touch touch, int location, int site);

  /** What comes after {@link #acquires} of the place comes after this step. */
  void releases(long place);

  /** The same, for another step, made before. */
  void releases(long place, int step);

  /**
   * The step could only come after those that released the place.
   *
   * @param need whether it needed them; false where they only gave back what it takes
   */
  void acquires(long place, boolean need);

  /**
   * The step could only come after that one.
   *
   * @param need as in {@link #acquires}
   */
  void follows(int step, boolean need);

  /** A goroutine waits inside a class of the JDK's: who is woken there nobody here decides. */
  void waitsInJdk();

  /** The step draws a random number: from one seed, so that others are not looked at. */
  void drawsRandomly();

  /** The step starts a timer. */
  void startsTimer();

  /**
   * The step stops a timer that could have gone off before.
   *
   * @param number the timer's thread's
   * @param place the timer's
   * @param startedBy the step that started it
   */
  void stopsInTime(int number, long place, int startedBy);

  /** Timers are left that might still go off before main's end, which may take any time. */
  void leavesTimers();

  /** The clock moves: nothing could go on before it did. */
  void clockMoves();

  /** The step could only come after the clock moved last. */
  void followsMove();

  /** The running step's number, from 0. */
  int step();

  /** The running thread would rather have others go first. */
  void givesWay();

  /** The running thread has run very long without a visible operation. */
  void runsLong();

  /** The running thread has ended the program: what is not ordered before may still happen. */
  void ends(String status, int code, String message);

  /** At the end, a thread still waits to make a step that would use a place. */
  void waits(int number, long place, Touch touch);

  /**
   * Nothing more can happen.
   *
   * @param goroutines those that wait, in the order of their numbers
   * @param mainIsGone whether main has ended without returning
   */
  void quiet(List<Waiting> goroutines, boolean mainIsGone);

  /**
   * A goroutine that waits for good.
   *
   * @param number its thread's number
   * @param reason in Go's words
   * @param site where it waits, an index into the table of sites; 0 where unknown
   * @param createdSite where it was made
   * @param on what it waits on; empty where that has no name
   */
  record Waiting(int number, String reason, int site, int createdSite, String on) {}

  /** Steps after a replay's end, in which those that are left are sorted, at most. */
  int mostAfterEnd();

  /** What an end of the program does to the execution, and whether a print is a step. */
  Manner manner();

  /** What an execution is for. */
  enum Manner {
    /** Others run on after an end, to see what else can happen; prints are part of a step. */
    SEARCH,
    /** An end ends it; each print is a step of its own. */
    REPLAY
  }

  /**
   * Whether it makes a difference who comes first to a wait group: so it does where some wait while
   * others still add.
   */
  boolean strictWaits();

  /**
   * Whether it makes a difference in which order a read-write lock is unlocked: so it does where
   * somebody unlocks it who hasn't locked it.
   */
  boolean strictUnlocks();

  /** The step unlocks a read-write lock that the running thread does not hold. */
  void unlocksForOthers();

  /** When timers go off. */
  Timing timing();

  /** How time goes by. */
  enum Timing {
    /** Running takes no time: the clock moves when nothing else can. */
    STRICT,
    /** Running may take any time: the next timer may go off at any moment. */
    LOOSE
  }
}
