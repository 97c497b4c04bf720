package dev.sluice.engine.event;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a vendor writes a point in time. */
enum TimeFormat {
  /** ISO 8601 with a zone or an offset. */
  ISO("iso"),
  /** ISO 8601 without a zone, which is UTC: a blank may stand for the {@code T}. */
  UTC("utc"),
  /** The same, but the zone is not known: read as UTC, hence only ever the last resort. */
  LOCAL("local"),
  /** Seconds since 1970, with or without a fraction. */
  EPOCH_SECONDS("epoch-seconds"),
  /** Milliseconds since 1970. */
  EPOCH_MILLIS("epoch-millis");

  private static final long LATEST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final int NANOS_DIGITS = 9;
  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[XXX][XX]")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final String word;

  TimeFormat(String word) {
    this.word = word;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(format -> format.word).toList();
  }

  static @Nullable TimeFormat of(String word) {
    return Arrays.stream(values())
        .filter(format -> format.word.equals(word))
        .findFirst()
        .orElse(null);
  }

  /**
   * Returns the time that {@code value} says, from 1970 to 9999, or null when it says none in this
   * format.
   */
  @Nullable Instant parse(Value value) {
    return switch (this) {
      case ISO, UTC, LOCAL -> value.kind() == Value.Kind.STRING ? parseText(value.text()) : null;
      case EPOCH_SECONDS -> epoch(value, 0);
      case EPOCH_MILLIS -> epoch(value, 3);
    };
  }

  private @Nullable Instant parseText(String text) {
    if (text.isEmpty() || text.charAt(0) < '1' || text.charAt(0) > '9') {
      return null;
    }
    try {
      TemporalAccessor parsed = DATE_TIME.parse(text);
      boolean zoned = parsed.isSupported(ChronoField.OFFSET_SECONDS);
      if (zoned != (this == ISO)) {
        return null;
      }
      Instant time =
          zoned ? Instant.from(parsed) : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
      return time.getEpochSecond() >= 0 && time.getEpochSecond() <= LATEST_SECOND ? time : null;
    } catch (DateTimeException notThisFormat) {
      return null;
    }
  }

  private static @Nullable Instant epoch(Value value, int scale) {
    BigDecimal number = value.number();
    if (number == null || number.signum() < 0) {
      return null;
    }
    BigDecimal seconds = number.movePointLeft(scale);
    if (seconds.compareTo(BigDecimal.valueOf(LATEST_SECOND)) > 0) {
      return null;
    }
    long whole = seconds.longValue();
    BigDecimal fraction = seconds.subtract(BigDecimal.valueOf(whole));
    return Instant.ofEpochSecond(whole, fraction.movePointRight(NANOS_DIGITS).longValue());
  }
}
