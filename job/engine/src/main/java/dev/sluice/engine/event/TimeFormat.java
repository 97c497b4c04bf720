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
  /**
   * ISO 8601 without a zone, which is UTC: a blank may stand for the {@code T}, and the word {@code
   * UTC} behind it.
   */
  UTC("utc"),
  /** The same, but the zone is not known: read as UTC, hence only ever the last resort. */
  LOCAL("local"),
  /** Seconds since 1970, with or without a fraction. */
  EPOCH_SECONDS("epoch-seconds"),
  /** Milliseconds since 1970. */
  EPOCH_MILLIS("epoch-millis"),
  /** Microseconds since 1970. */
  EPOCH_MICROS("epoch-micros"),
  /** Nanoseconds since 1970. */
  EPOCH_NANOS("epoch-nanos"),
  /** The Linux audit daemon's {@code audit(1795166047.318:4021)}, or what is in the brackets. */
  AUDIT_ID("audit-id"),
  /** That of web servers' logs: {@code 20/Nov/2026:09:14:07 +0000}. */
  WEB_LOG("web-log");

  private static final long LATEST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final int NANOS_DIGITS = 9;
  static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[XXX][XX]")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter WEB_LOG_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final String UTC_WORD = " UTC";

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
      case ISO, LOCAL -> isString(value) ? parseText(value.text(), DATE_TIME) : null;
      case UTC -> isString(value) ? parseText(withoutUtc(value.text()), DATE_TIME) : null;
      case WEB_LOG -> isString(value) ? parseText(value.text(), WEB_LOG_TIME) : null;
      case AUDIT_ID -> isString(value) ? auditId(value.text()) : null;
      case EPOCH_SECONDS -> epoch(value, 0);
      case EPOCH_MILLIS -> epoch(value, 3);
      case EPOCH_MICROS -> epoch(value, 6);
      case EPOCH_NANOS -> epoch(value, NANOS_DIGITS);
    };
  }

  private static boolean isString(Value value) {
    return value.kind() == Value.Kind.STRING;
  }

  private static String withoutUtc(String text) {
    return text.endsWith(UTC_WORD) ? text.substring(0, text.length() - UTC_WORD.length()) : text;
  }

  private static @Nullable Instant auditId(String text) {
    String seconds = AuditId.seconds(text);
    return seconds == null ? null : epoch(Value.string(seconds), 0);
  }

  private @Nullable Instant parseText(String text, DateTimeFormatter form) {
    if (text.isEmpty() || text.charAt(0) < '0' || text.charAt(0) > '9') {
      return null;
    }
    Instant common = null;
    if (form == DATE_TIME) {
      common = this == ISO ? IsoTime.zoned(text) : IsoTime.local(text);
    }
    return common == null ? formatted(text, form) : common;
  }

  /** Any text, by a formatter. */
  @Nullable Instant formatted(String text, DateTimeFormatter form) {
    try {
      TemporalAccessor parsed = form.parse(text);
      boolean zoned = parsed.isSupported(ChronoField.OFFSET_SECONDS);
      if (zoned != (this == ISO || this == WEB_LOG)) {
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
