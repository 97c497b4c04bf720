package dev.sluice.engine.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.IsoChronology;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Points in time from 1970 on as nearly everybody writes them, {@code 2026-11-20T09:14:07.318Z} and
 * {@code 2026-11-20 09:14:07}, read without a formatter.
 *
 * <p>Invariant: what it reads, {@link TimeFormat} reads the same way with a formatter; that one
 * must be asked for all that it does not read.
 */
final class IsoTime {
  private static final int SECONDS_END = 19;
  private static final int NANOS_DIGITS = 9;
  private static final int FIRST_YEAR = 1970;
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final int BAD = -1;

  private IsoTime() {}

  /** Returns the time of a text that ends with {@code Z}, or null. */
  static @Nullable Instant zoned(String text) {
    int end = text.length() - 1;
    return end >= SECONDS_END && text.charAt(end) == 'Z' ? read(text, end) : null;
  }

  /** Returns the time in UTC of a text without a zone, or null. */
  static @Nullable Instant local(String text) {
    return text.length() >= SECONDS_END ? read(text, text.length()) : null;
  }

  private static @Nullable Instant read(String text, int end) {
    boolean punctuated =
        text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && (text.charAt(10) == 'T' || text.charAt(10) == ' ')
            && text.charAt(13) == ':'
            && text.charAt(16) == ':';
    if (!punctuated) {
      return null;
    }
    long day = day(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
    int second = second(digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19));
    int nanos = nanos(text, end);
    return day == BAD || second == BAD || nanos == BAD
        ? null
        : Instant.ofEpochSecond(day * ChronoUnit.DAYS.getDuration().toSeconds() + second, nanos);
  }

  private static long day(int year, int month, int day) {
    if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1) {
      return BAD;
    }
    boolean leap = IsoChronology.INSTANCE.isLeapYear(year);
    return day > Month.of(month).length(leap) ? BAD : LocalDate.of(year, month, day).toEpochDay();
  }

  private static int second(int hour, int minute, int second) {
    boolean valid =
        hour >= 0 && hour < 24 && minute >= 0 && minute < MINUTE && second >= 0 && second < MINUTE;
    return valid ? hour * HOUR + minute * MINUTE + second : BAD;
  }

  /** Returns the fraction behind the seconds in nanoseconds, 0 when there is none. */
  private static int nanos(String text, int end) {
    if (end == SECONDS_END) {
      return 0;
    }
    int from = SECONDS_END + 1;
    int length = end - from;
    if (text.charAt(SECONDS_END) != '.' || length < 1 || length > NANOS_DIGITS) {
      return BAD;
    }
    int nanos = digits(text, from, end);
    for (int i = length; i < NANOS_DIGITS && nanos > 0; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return BAD;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
