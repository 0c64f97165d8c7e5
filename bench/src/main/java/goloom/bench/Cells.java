package goloom.bench;

import java.util.Locale;

/** How figures are written. */
final class Cells {
  private Cells() {}

  static final String NOTHING = "–";

  /** In the unit that suits its size. */
  static String nanos(double nanos) {
    if (nanos < 10_000) {
      return format(nanos < 100 ? "%.1f ns" : "%.0f ns", nanos);
    }
    return nanos < 10_000_000 ? format("%.0f µs", nanos / 1e3) : format("%.1f ms", nanos / 1e6);
  }

  static String millis(double millis) {
    return format("%.1f ms", millis);
  }

  static String times(double ratio) {
    return format("%.2f×", ratio);
  }

  static String count(long number) {
    return format("%,d", number);
  }

  /** Whether {@code got} is at most {@code wanted}. */
  static String atMost(double wanted, double got) {
    return got <= wanted ? "yes" : "no";
  }

  /** Whether {@code got} is at least {@code wanted}. */
  static String atLeast(double wanted, double got) {
    return got >= wanted ? "yes" : "no";
  }

  private static String format(String form, Object value) {
    return String.format(Locale.ROOT, form, value);
  }
}
