package goloom.hooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/** The run's clock, by all the ways that the JDK has of reading one. */
public final class Clocks {

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** When a simulated program begins: 2009-11-10T23:00:00Z. */
  private static final long EPOCH_NANOS = 1_257_894_000L * NANOS_PER_SECOND;

  private Clocks() {}

  public static long currentTimeMillis() {
    return Run.wallNanos() / NANOS_PER_MILLI;
  }

  /** Nanoseconds since the program began, and a little: programs may not assume more. */
  public static long nanoTime() {
    return Run.simulated() ? Run.wallNanos() - EPOCH_NANOS : System.nanoTime();
  }

  public static Instant instant() {
    long nanos = Run.wallNanos();
    return Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND);
  }

  /** A clock that reads the run's. */
  private static final class RunClock extends Clock {
    private final ZoneId zone;

    RunClock(ZoneId zone) {
      this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new RunClock(other);
    }

    @Override
    public Instant instant() {
      return Clocks.instant();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof RunClock clock && zone.equals(clock.zone);
    }

    @Override
    public int hashCode() {
      return zone.hashCode() + 1;
    }

    @Override
    public String toString() {
      return "SystemClock[" + zone + "]";
    }
  }

  public static Clock systemUTC() {
    return new RunClock(ZoneOffset.UTC);
  }

  public static Clock systemDefaultZone() {
    return new RunClock(ZoneId.systemDefault());
  }

  public static Clock system(ZoneId zone) {
    return new RunClock(java.util.Objects.requireNonNull(zone));
  }

  public static Clock tickMillis(ZoneId zone) {
    return Clock.tick(system(zone), Duration.ofMillis(1));
  }

  public static Clock tickSeconds(ZoneId zone) {
    return Clock.tick(system(zone), Duration.ofSeconds(1));
  }

  public static Clock tickMinutes(ZoneId zone) {
    return Clock.tick(system(zone), Duration.ofMinutes(1));
  }

  public static InstantSource instantSource() {
    return systemUTC();
  }

  public static Calendar getInstance() {
    return set(Calendar.getInstance());
  }

  public static Calendar getInstance(TimeZone zone) {
    return set(Calendar.getInstance(zone));
  }

  public static Calendar getInstance(Locale locale) {
    return set(Calendar.getInstance(locale));
  }

  public static Calendar getInstance(TimeZone zone, Locale locale) {
    return set(Calendar.getInstance(zone, locale));
  }

  /** {@code new Date()}, for a reference to that constructor. */
  @SuppressWarnings("JavaUtilDate") // What the program asked for.
  public static Date newDate() {
    return new Date(currentTimeMillis());
  }

  private static Calendar set(Calendar calendar) {
    calendar.setTimeInMillis(currentTimeMillis());
    return calendar;
  }

  public static LocalDate localDate() {
    return LocalDate.now(systemDefaultZone());
  }

  public static LocalDate localDate(ZoneId zone) {
    return LocalDate.now(system(zone));
  }

  public static LocalTime localTime() {
    return LocalTime.now(systemDefaultZone());
  }

  public static LocalTime localTime(ZoneId zone) {
    return LocalTime.now(system(zone));
  }

  public static LocalDateTime localDateTime() {
    return LocalDateTime.now(systemDefaultZone());
  }

  public static LocalDateTime localDateTime(ZoneId zone) {
    return LocalDateTime.now(system(zone));
  }

  public static ZonedDateTime zonedDateTime() {
    return ZonedDateTime.now(systemDefaultZone());
  }

  public static ZonedDateTime zonedDateTime(ZoneId zone) {
    return ZonedDateTime.now(system(zone));
  }

  public static OffsetDateTime offsetDateTime() {
    return OffsetDateTime.now(systemDefaultZone());
  }

  public static OffsetDateTime offsetDateTime(ZoneId zone) {
    return OffsetDateTime.now(system(zone));
  }

  public static OffsetTime offsetTime() {
    return OffsetTime.now(systemDefaultZone());
  }

  public static OffsetTime offsetTime(ZoneId zone) {
    return OffsetTime.now(system(zone));
  }

  public static Year year() {
    return Year.now(systemDefaultZone());
  }

  public static Year year(ZoneId zone) {
    return Year.now(system(zone));
  }

  public static YearMonth yearMonth() {
    return YearMonth.now(systemDefaultZone());
  }

  public static YearMonth yearMonth(ZoneId zone) {
    return YearMonth.now(system(zone));
  }

  public static MonthDay monthDay() {
    return MonthDay.now(systemDefaultZone());
  }

  public static MonthDay monthDay(ZoneId zone) {
    return MonthDay.now(system(zone));
  }
}
