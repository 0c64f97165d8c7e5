package goloom.race;

import goloom.race.Accesses.Kind;
import goloom.scheduler.Steps;
import java.util.Arrays;
import java.util.function.IntPredicate;
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

  /** No strand's epoch: each access is news. */
  private static final long EVERY = -1;

  /**
   * The running goroutine's epoch, above 0; 0 where nobody is interested, and −1 where each access
   * is to be heard of.
   */
  static long epoch;

  private static @Nullable Detector detector;
  private static @Nullable Accesses listener;
  private static @Nullable Accesses recorder;
  private static ArrayShadows arrays = new ArrayShadows();
  private static int[] locations = {};

  /** The location of all collections and builders: one more than the last that the table has. */
  private static int collections = 1;

  private static @Nullable IntPredicate known;

  /** Sets who is told of the accesses to come; null for none. */
  public static void listener(@Nullable Accesses accesses) {
    listener = accesses;
    arrays = new ArrayShadows();
    epoch = hearsAll() ? EVERY : 0;
  }

  /**
   * Sets who is told of each access after the listener has returned, when nothing comes between the
   * two any more; null for none. It must not let others run.
   */
  public static void recorder(@Nullable Accesses accesses) {
    recorder = accesses;
    epoch = hearsAll() ? EVERY : 0;
  }

  private static boolean hearsAll() {
    return listener != null || recorder != null;
  }

  /** From here on that strand's code runs, or the strand's time has moved on; null for nobody's. */
  static void runs(@Nullable Detector watching, @Nullable Strand strand) {
    detector = watching;
    epoch = hearsAll() ? EVERY : strand == null ? 0 : strand.epoch();
  }

  /** No run is watched any more. */
  public static void ends() {
    Detector watching = detector;
    if (watching != null) {
      past = Math.max(past, watching.latest());
    }
    detector = null;
    arrays = new ArrayShadows();
    epoch = hearsAll() ? EVERY : 0;
  }

  /**
   * Says at which locations races are looked for by other means: they are not reported; null for
   * nowhere.
   */
  public static void known(@Nullable IntPredicate isKnown) {
    known = isKnown;
  }

  /** Whether races at a place in the source are known otherwise. */
  static boolean isKnown(int site) {
    IntPredicate asked = known;
    return asked != null && site < locations.length && asked.test(locations[site]);
  }

  /** Takes the number of the location that each site accesses. */
  public static void locations(int[] bySite) {
    locations = bySite;
    collections = 1 + Arrays.stream(bySite).max().orElse(0);
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

  /** The latest time of the runs so far. */
  private static long past;

  static long past() {
    return past;
  }

  /** What looks for races; null where nothing does. */
  static @Nullable Detector detector() {
    return detector;
  }

  /** All elements of an array are about to be read. */
  public static void readAll(@Nullable Object array, int site) {
    if (epoch != 0) {
      int before = Steps.site;
      Steps.site = site;
      SharedCalls.before(array, Op.READ);
      Steps.site = before; // which a run that nobody watches would not have moved
    }
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
  public static @Nullable State read(@Nullable State state, @Nullable Object holder, int site) {
    Detector watching = detector;
    return watching == null ? state : watching.read(state, holder, Accesses.NONE, site);
  }

  /** A field is written; its new shadow. */
  public static @Nullable State write(@Nullable State state, @Nullable Object holder, int site) {
    Detector watching = detector;
    return watching == null ? state : watching.write(state, holder, Accesses.NONE, site);
  }

  /** A volatile field is read; its new shadow. */
  public static @Nullable Clock read(@Nullable Clock clock, @Nullable Object holder, int site) {
    Detector watching = detector;
    if (watching != null) {
      watching.acquire(clock);
    }
    return clock;
  }

  /** A volatile field is written; its new shadow. */
  public static @Nullable Clock write(@Nullable Clock clock, @Nullable Object holder, int site) {
    Detector watching = detector;
    return watching == null ? clock : watching.merge(clock);
  }

  // Class initialisers
  // ------------------

  /** A class has been initialised by the caller. */
  public static @Nullable Clock initialised() {
    Detector watching = detector;
    return watching == null ? null : watching.initialised();
  }

  /** The caller uses a class that somebody initialised. */
  public static void uses(Clock initialised) {
    Detector watching = detector;
    if (watching != null) {
      watching.uses(initialised);
    }
  }

  // Elements of arrays
  // ------------------

  /** An element of an array is about to be read. */
  public static void readElement(@Nullable Object array, int index, int site) {
    if (epoch != 0 && array != null) {
      ArrayShadow shadow = arrays.of(array, site);
      if (shadow.has(index) && !knowsRead(shadow.elements[index])) {
        read(shadow, array, index, site);
      }
    }
  }

  /** An element of an array is about to be written. */
  public static void writeElement(@Nullable Object array, int index, int site) {
    if (epoch != 0 && array != null) {
      ArrayShadow shadow = arrays.of(array, site);
      if (shadow.has(index) && !knowsWrite(shadow.elements[index])) {
        write(shadow, array, index, site);
      }
    }
  }

  /** The same for code that keeps the budget in a variable of its own; the new one. */
  public static int readElement(@Nullable Object array, int index, int site, int budget) {
    if (epoch != 0 && array != null) {
      ArrayShadow shadow = arrays.of(array, site);
      if (shadow.has(index) && !knowsRead(shadow.elements[index])) {
        Steps.budget = budget;
        read(shadow, array, index, site);
        return Steps.budget;
      }
    }
    return budget;
  }

  /** The same for code that keeps the budget in a variable of its own; the new one. */
  public static int writeElement(@Nullable Object array, int index, int site, int budget) {
    if (epoch != 0 && array != null) {
      ArrayShadow shadow = arrays.of(array, site);
      if (shadow.has(index) && !knowsWrite(shadow.elements[index])) {
        Steps.budget = budget;
        write(shadow, array, index, site);
        return Steps.budget;
      }
    }
    return budget;
  }

  private static void read(ArrayShadow shadow, Object array, int index, int site) {
    tell(array, index, site, Kind.READ);
    Detector watching = detector;
    if (watching != null) {
      shadow.elements[index] = watching.read(shadow.elements[index], array, index, site);
    }
  }

  private static void write(ArrayShadow shadow, Object array, int index, int site) {
    tell(array, index, site, Kind.WRITE);
    Detector watching = detector;
    if (watching != null) {
      shadow.elements[index] = watching.write(shadow.elements[index], array, index, site);
    }
  }

  /** Set while accesses are noted that were told before. */
  private static boolean silent;

  /** Notes accesses that the listener has been told of. */
  static void silent(Runnable accesses) {
    silent = true;
    try {
      accesses.run();
    } finally {
      silent = false;
    }
  }

  /** A call on a collection is at a place in the source that names no variable. */
  private static int location(@Nullable Object holder, int site, Kind kind) {
    int location = site < locations.length ? locations[site] : 0;
    boolean plain = kind == Kind.READ || kind == Kind.WRITE;
    return location == 0 && plain && holder != null && !holder.getClass().isArray()
        ? collections
        : location;
  }

  /** What follows is done inside the JDK, to something of its own that others see. */
  static void inJdk(Object task, Kind kind) {
    Accesses told = listener;
    if (told != null) {
      told.before(task, Accesses.NONE, 0, Steps.site, kind);
    }
  }

  static void tell(@Nullable Object holder, int index, int site, Kind kind) {
    if (silent) {
      return;
    }
    int location = location(holder, site, kind);
    Accesses told = listener;
    if (told != null) {
      told.before(holder, index, location, site, kind);
    }
    Accesses writesDown = recorder;
    if (writesDown != null) {
      writesDown.before(holder, index, location, site, kind);
    }
  }
}
