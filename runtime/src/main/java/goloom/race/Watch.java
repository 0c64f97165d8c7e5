package goloom.race;

import goloom.race.Accesses.Kind;
import goloom.scheduler.Steps;
import org.jspecify.annotations.Nullable;

/**
 * What rewritten code calls at each access of a variable that goroutines can share. One simulation
 * runs at a time in a JVM, on one carrier thread, so these are plain fields.
 *
 * <p>The rewriter gives each such field a shadow field that holds a {@link State}, and asks {@link
 * #knowsRead} or {@link #knowsWrite} of it first. Nothing here spends steps: a run is the same
 * whether it is watched or not.
 */
public final class Watch {
  private Watch() {}

  /**
   * The running goroutine's epoch, above 0; 0 where nobody is interested, and −1 where each access
   * is to be heard of.
   */
  static long epoch;

  private static @Nullable Accesses listener;
  private static int[] locations = {};

  /** Sets who is told of the accesses to come; null for none. */
  public static void listener(@Nullable Accesses accesses) {
    listener = accesses;
    epoch = accesses == null ? 0 : -1;
  }

  /** Takes the number of the location that each site accesses. */
  public static void locations(int[] bySite) {
    locations = bySite;
  }

  /** Whether a read of a variable with that shadow is no news. */
  public static boolean knowsRead(@Nullable State state) {
    long now = epoch;
    return state == null ? now == 0 : state.read == now || state.write == now;
  }

  /** Whether a write of a variable with that shadow is no news. */
  public static boolean knowsWrite(@Nullable State state) {
    long now = epoch;
    return state == null ? now == 0 : state.write == now;
  }

  /** Whether nobody is interested. */
  public static boolean off() {
    return epoch == 0;
  }

  /** A field is about to be read: others may run before it is. */
  public static void beforeRead(@Nullable Object holder, int site) {
    tell(holder, Accesses.NONE, site, Kind.READ);
  }

  /** A field is about to be written: others may run before it is. */
  public static void beforeWrite(@Nullable Object holder, int site) {
    tell(holder, Accesses.NONE, site, Kind.WRITE);
  }

  /** A volatile field is about to be read: others may run before it is. */
  public static void beforeVolatileRead(@Nullable Object holder, int site) {
    tell(holder, Accesses.NONE, site, Kind.VOLATILE_READ);
  }

  /** A volatile field is about to be written: others may run before it is. */
  public static void beforeVolatileWrite(@Nullable Object holder, int site) {
    tell(holder, Accesses.NONE, site, Kind.VOLATILE_WRITE);
  }

  /** A field is read; its new shadow. */
  public static @Nullable State read(@Nullable State state, int site) {
    return state;
  }

  /** A field is written; its new shadow. */
  public static @Nullable State write(@Nullable State state, int site) {
    return state;
  }

  /** A volatile field is read; its new shadow. */
  public static @Nullable Clock read(@Nullable Clock clock, int site) {
    return clock;
  }

  /** A volatile field is written; its new shadow. */
  public static @Nullable Clock write(@Nullable Clock clock, int site) {
    return clock;
  }

  /** An element of an array is about to be read. */
  public static void readElement(@Nullable Object array, int index, int site) {
    if (epoch != 0) {
      element(array, index, site, Kind.READ);
    }
  }

  /** An element of an array is about to be written. */
  public static void writeElement(@Nullable Object array, int index, int site) {
    if (epoch != 0) {
      element(array, index, site, Kind.WRITE);
    }
  }

  /** The same for code that keeps the budget in a variable of its own; the new one. */
  public static int readElement(@Nullable Object array, int index, int site, int budget) {
    if (epoch != 0) {
      Steps.budget = budget;
      element(array, index, site, Kind.READ);
      return Steps.budget;
    }
    return budget;
  }

  /** The same for code that keeps the budget in a variable of its own; the new one. */
  public static int writeElement(@Nullable Object array, int index, int site, int budget) {
    if (epoch != 0) {
      Steps.budget = budget;
      element(array, index, site, Kind.WRITE);
      return Steps.budget;
    }
    return budget;
  }

  private static void element(@Nullable Object array, int index, int site, Kind kind) {
    if (array != null && index >= 0 && index < java.lang.reflect.Array.getLength(array)) {
      tell(array, index, site, kind);
    }
  }

  private static void tell(@Nullable Object holder, int index, int site, Kind kind) {
    Accesses told = listener;
    if (told != null) {
      told.before(holder, index, site < locations.length ? locations[site] : 0, site, kind);
    }
  }
}
