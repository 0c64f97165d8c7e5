package goloom.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found, to be run again: who goes on where it isn't the usual one, and what is
 * chosen where it isn't the first. As text, {@code 2.TIMING.LOCATIONS.AT=CHOICE,AT=CHOICE,…}: the
 * version; 0 for strict time, 1 for loose, and 2 more where it matters who comes first to a wait
 * group; the locations whose accesses are steps, {@code -} for none; and for each decision that
 * goes another way than usual its number, from 0, and the way it goes. Decisions are counted where
 * there are at least two ways. Immutable.
 */
@SuppressWarnings("EnumOrdinal") // part of the format
public final class Steered {
  static final int VERSION = 2;

  private final Pilot.Timing timing;
  private final boolean strictWaits;
  private final int[] locations;
  private final int[] positions;
  private final int[] choices;

  public Steered(Pilot.Timing timing, boolean strictWaits, int[] locations, List<int[]> overrides) {
    this.timing = timing;
    this.strictWaits = strictWaits;
    this.locations = locations.clone();
    positions = overrides.stream().mapToInt(pair -> pair[0]).toArray();
    choices = overrides.stream().mapToInt(pair -> pair[1]).toArray();
  }

  /** Whether a schedule string is of this kind. */
  public static boolean is(@Nullable String text) {
    return text != null && text.startsWith(VERSION + ".");
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where it is none
   */
  static Steered parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (text.length() > Schedule.MOST_CHARACTERS || parts.length != 4) {
      throw none();
    }
    try {
      Pilot.Timing timing = Pilot.Timing.values()[number(parts[1]) & 1];
      int[] locations =
          parts[2].equals("-")
              ? new int[0]
              : Arrays.stream(parts[2].split("-", -1)).mapToInt(Steered::number).toArray();
      List<int[]> overrides = new ArrayList<>();
      if (!parts[3].isEmpty()) {
        for (String override : parts[3].split(",", -1)) {
          String[] pair = override.split("=", -1);
          if (pair.length != 2) {
            throw none();
          }
          overrides.add(new int[] {number(pair[0]), number(pair[1])});
        }
      }
      overrides.sort((a, b) -> Integer.compare(a[0], b[0]));
      return new Steered(timing, number(parts[1]) >= 2, locations, overrides);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw none();
    }
  }

  private static int number(String text) {
    int number = Integer.parseInt(text);
    if (number < 0 || !Character.isDigit(text.charAt(0))) {
      throw none();
    }
    return number;
  }

  private static IllegalArgumentException none() {
    return new IllegalArgumentException(
        "not a schedule of version 2: it must look like 2.0.-.4=1,9=2 and have at most "
            + Schedule.MOST_CHARACTERS
            + " characters");
  }

  /** Whether its text is short enough to be read again. */
  public boolean isShort() {
    return toString().length() <= Schedule.MOST_CHARACTERS;
  }

  int[] locations() {
    return locations.clone();
  }

  boolean strictWaits() {
    return strictWaits;
  }

  Pilot.Timing timing() {
    return timing;
  }

  /** The way a decision goes; −1 for the usual one. */
  int choice(int number) {
    int at = Arrays.binarySearch(positions, number);
    return at < 0 ? -1 : choices[at];
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(VERSION).append('.').append(timing.ordinal() + (strictWaits ? 2 : 0)).append('.');
    if (locations.length == 0) {
      text.append('-');
    }
    for (int i = 0; i < locations.length; i++) {
      text.append(i == 0 ? "" : "-").append(locations[i]);
    }
    text.append('.');
    for (int i = 0; i < positions.length; i++) {
      text.append(i == 0 ? "" : ",").append(positions[i]).append('=').append(choices[i]);
    }
    return text.toString();
  }
}
