package goloom.server.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings as the environment gives them: texts, read one by one into the type each should
 * have.
 */
final class Environment {
  static final String PREFIX = "GOLOOM_";

  private static final Set<String> KNOWN =
      Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.toUnmodifiableSet());

  private final Map<String, String> values;

  Environment(Map<String, String> values) {
    this.values = values;
  }

  /** A misspelt key would otherwise be a setting that silently isn't made. */
  void refuseUnknownKeys() {
    for (String key : values.keySet()) {
      if (key.startsWith(PREFIX) && !KNOWN.contains(key)) {
        throw new ConfigException(
            "unknown setting " + key + " (did you mean " + nearest(key) + "?)");
      }
    }
  }

  String text(Setting setting) {
    String value = values.get(setting.key());
    return value == null || value.isBlank() ? setting.defaultValue() : value.strip();
  }

  @Nullable String optional(Setting setting) {
    String value = text(setting);
    return value.isEmpty() ? null : value;
  }

  int integer(Setting setting, int min, int max) {
    return (int) number(setting, min, max);
  }

  long number(Setting setting, long min, long max) {
    String value = text(setting);
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    throw refused(setting, "a whole number from " + min + " to " + max);
  }

  boolean flag(Setting setting) {
    return "true".equals(oneOf(setting, List.of("true", "false")));
  }

  String oneOf(Setting setting, List<String> choices) {
    String value = text(setting);
    if (!choices.contains(value)) {
      throw refused(setting, "one of " + String.join(", ", choices));
    }
    return value;
  }

  ConfigException refused(Setting setting, String expected) {
    return new ConfigException(setting.key() + " must be " + expected + ", not " + text(setting));
  }

  private static String nearest(String key) {
    return KNOWN.stream()
        .min(
            Comparator.<String>comparingInt(known -> distance(key, known))
                .thenComparing(known -> known))
        .orElseThrow();
  }

  /** Levenshtein's distance, a row at a time. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
