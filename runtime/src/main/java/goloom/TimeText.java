package goloom;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Times and durations as Go prints them. Go: {@code src/time/format.go}, {@code time.go}. */
final class TimeText {
  private TimeText() {}

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral(" +0000 UTC")
          .toFormatter(Locale.ROOT);

  /** {@code 2009-11-10 23:00:00.5 +0000 UTC}. */
  static String of(Instant instant) {
    return FORMAT.format(instant.atOffset(ZoneOffset.UTC));
  }

  /** {@code 1h0m2.5s}, {@code 1.5ms}, {@code 0s}: whole units first, the last with a fraction. */
  static String of(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.isNegative()) {
      return "-" + of(duration.negated());
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      long nanos = duration.toNanos();
      if (nanos < 1_000) {
        return nanos + "ns";
      }
      return nanos < 1_000_000
          ? fraction(nanos / 1_000, nanos % 1_000, 3) + "µs"
          : fraction(nanos / 1_000_000, nanos % 1_000_000, 6) + "ms";
    }
    StringBuilder text = new StringBuilder();
    long hours = duration.toHours();
    if (hours > 0) {
      text.append(hours).append('h');
    }
    if (duration.toMinutes() > 0) {
      text.append(duration.toMinutesPart()).append('m');
    }
    return text.append(fraction(duration.toSecondsPart(), duration.toNanosPart(), 9))
        .append('s')
        .toString();
  }

  /** A decimal number without the zeros at its end. */
  private static String fraction(long whole, long part, int digits) {
    if (part == 0) {
      return Long.toString(whole);
    }
    String padded = String.format(Locale.ROOT, "%0" + digits + "d", part);
    return whole + "." + padded.replaceAll("0+$", "");
  }
}
