package goloom.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What fixes a run: a seed, and the decisions that went another way than the seed would have it. As
 * text, {@code 1.SEED} or {@code 1.SEED.AT=CHOICE,AT=CHOICE,…}: the version, the seed, and for each
 * such decision its number, from 0, in the order in which decisions are made, and the way it went.
 * Immutable.
 */
final class Schedule {
  /** Characters in a schedule string. */
  static final int MOST_CHARACTERS = 8 * 1024;

  private static final int VERSION = 1;
  private static final long MOST_SEED = (1L << 53) - 1;
  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,16})(?:\\.(.+))?");
  private static final Pattern OVERRIDE = Pattern.compile("(\\d{1,9})=(\\d{1,9})");

  private final long seed;
  private final int[] positions;
  private final int[] choices;

  private Schedule(long seed, int[] positions, int[] choices) {
    this.seed = seed;
    this.positions = positions;
    this.choices = choices;
  }

  /** What {@code settings} ask for; seed 0 where they name neither seed nor schedule. */
  static Schedule of(Settings settings) {
    String text = settings.schedule();
    if (text != null) {
      return parse(text);
    }
    Long seed = settings.seed();
    return ofSeed(seed == null ? 0 : seed);
  }

  static Schedule ofSeed(long seed) {
    return new Schedule(seed, new int[0], new int[0]);
  }

  /**
   * Reads a schedule string.
   *
   * @throws IllegalArgumentException where it is none, or of a version that this engine does not
   *     know
   */
  static Schedule parse(String text) {
    Matcher form = FORM.matcher(text);
    if (text.length() > MOST_CHARACTERS || !form.matches()) {
      throw none();
    }
    int version = Integer.parseInt(form.group(1));
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "this engine replays schedules of version " + VERSION + ", not " + version);
    }
    long seed = Long.parseLong(form.group(2));
    if (seed > MOST_SEED) {
      throw new IllegalArgumentException("a schedule's seed must be 0 to 2^53-1, not " + seed);
    }
    String overrides = form.group(3);
    List<int[]> pairs = new ArrayList<>();
    if (overrides != null) {
      for (String override : overrides.split(",", -1)) {
        Matcher pair = OVERRIDE.matcher(override);
        if (!pair.matches()) {
          throw none();
        }
        pairs.add(new int[] {Integer.parseInt(pair.group(1)), Integer.parseInt(pair.group(2))});
      }
    }
    pairs.sort((a, b) -> Integer.compare(a[0], b[0]));
    return new Schedule(
        seed,
        pairs.stream().mapToInt(pair -> pair[0]).toArray(),
        pairs.stream().mapToInt(pair -> pair[1]).toArray());
  }

  private static IllegalArgumentException none() {
    return new IllegalArgumentException(
        "not a schedule: it must look like 1.42 or 1.42.7=1,9=0 and have at most "
            + MOST_CHARACTERS
            + " characters");
  }

  long seed() {
    return seed;
  }

  /** The way decision {@code number} goes, or {@code otherwise} where the seed decides. */
  int choice(int number, int otherwise) {
    if (positions.length == 0) {
      return otherwise;
    }
    int at = Arrays.binarySearch(positions, number);
    return at < 0 ? otherwise : choices[at];
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(VERSION).append('.').append(seed);
    for (int i = 0; i < positions.length; i++) {
      text.append(i == 0 ? '.' : ',').append(positions[i]).append('=').append(choices[i]);
    }
    return text.toString();
  }
}
