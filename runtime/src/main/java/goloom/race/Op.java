package goloom.race;

/**
 * What a call of the JDK's does to the object that it is called on, as bits: rewritten code carries
 * them as a number.
 */
public final class Op {
  private Op() {}

  /** Reads the object, which is one variable; acquires where that is safe for many threads. */
  public static final int READ = 1;

  /** Writes the object; acquires and releases where that is safe for many threads. */
  public static final int WRITE = 1 << 1;

  /** The caller comes after those who released, once the call has returned. */
  public static final int ACQUIRE = 1 << 2;

  /** The caller comes before those who will acquire. */
  public static final int RELEASE = 1 << 3;

  /** Acquires only if it succeeds. */
  public static final int TRY = 1 << 4;

  /** Releases only if it succeeds. */
  public static final int CAS = 1 << 5;

  /** What it gives stands for the object: an iterator, a condition. */
  public static final int VIEW = 1 << 6;

  /** The caller holds the object as a lock from then on. */
  public static final int LOCK = 1 << 7;

  /** The caller holds it no more. */
  public static final int UNLOCK = 1 << 8;

  /** It makes a stage of a {@code CompletableFuture}. */
  public static final int STAGE = 1 << 9;

  /** Waits for the others of a round. */
  public static final int BARRIER = 1 << 10;

  /** Hands a task over: what that does comes before those who acquire the object. */
  public static final int SUBMIT = 1 << 11;

  /** Reads or writes a variable as others do at the same time without a race. */
  public static final int ATOMIC = 1 << 12;

  /** Gives a handle of a field or of elements of arrays. */
  public static final int HANDLE = 1 << 13;

  /**
   * Whether the call may run code of the program's in the midst of what it does, which is then
   * ordered as the call is.
   */
  static boolean runsCode(int op) {
    int both = ACQUIRE | RELEASE;
    return (op & WRITE) != 0 || (op & both) == both;
  }

  /** By the words of the table. */
  public static int of(String word) {
    return switch (word) {
      case "read" -> READ;
      case "write" -> WRITE;
      case "view" -> READ | VIEW;
      case "acquire" -> ACQUIRE;
      case "release" -> RELEASE;
      case "both" -> ACQUIRE | RELEASE;
      case "try" -> TRY;
      case "cas" -> ACQUIRE | CAS;
      case "stage" -> STAGE;
      case "barrier" -> BARRIER;
      case "atomicread" -> ATOMIC | READ;
      case "atomicwrite" -> ATOMIC | WRITE;
      case "acquireread" -> ATOMIC | READ | ACQUIRE;
      case "acquirewrite" -> ATOMIC | WRITE | ACQUIRE;
      case "releasewrite" -> ATOMIC | WRITE | RELEASE;
      case "bothwrite" -> ATOMIC | WRITE | ACQUIRE | RELEASE;
      case "caswrite" -> ATOMIC | WRITE | ACQUIRE | CAS;
      case "handle" -> HANDLE;
      case "submit" -> SUBMIT;
      case "lock" -> ACQUIRE | LOCK;
      case "trylock" -> TRY | LOCK;
      case "unlock" -> RELEASE | UNLOCK;
      default -> throw new IllegalArgumentException("no such effect: " + word);
    };
  }
}
