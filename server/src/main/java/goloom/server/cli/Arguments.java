package goloom.server.cli;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The words of a command line, taken one by one; {@code --name=value} counts as two. */
final class Arguments {
  private final Deque<String> words = new ArrayDeque<>();

  Arguments(List<String> args) {
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (arg.startsWith("--") && equals > 0) {
        words.add(arg.substring(0, equals));
        words.add(arg.substring(equals + 1));
      } else {
        words.add(arg);
      }
    }
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  String next() {
    return words.remove();
  }

  String value(String option) {
    if (words.isEmpty()) {
      throw new UsageException(option + " needs a value");
    }
    return words.remove();
  }

  BigInteger number(String option) {
    String value = value(option);
    try {
      return new BigInteger(value);
    } catch (NumberFormatException e) {
      throw new UsageException(option + " must be a whole number, not " + value);
    }
  }

  int integer(String option, int min, int max) {
    BigInteger number = number(option);
    if (number.bitLength() > 31 || number.intValue() < min || number.intValue() > max) {
      throw new UsageException(option + " must be " + min + " to " + max + ", not " + number);
    }
    return number.intValue();
  }

  /** A time as Go writes it: {@code 10s}, {@code 500ms}, {@code 1m}; without a unit, seconds. */
  long millis(String option) {
    String value = value(option);
    var matcher = java.util.regex.Pattern.compile("(\\d{1,9})(ms|s|m|)").matcher(value);
    if (!matcher.matches()) {
      throw new UsageException(option + " must be a time like 10s or 500ms, not " + value);
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> number;
      case "m" -> number * 60_000;
      default -> number * 1_000;
    };
  }
}
