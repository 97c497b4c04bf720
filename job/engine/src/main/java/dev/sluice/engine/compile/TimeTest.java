package dev.sluice.engine.compile;

import dev.sluice.engine.event.Value;
import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.Modifier;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of a timestamp, in UTC: ISO 8601 text with {@code T} or a space; without a zone it is UTC.
 * The week is the ISO week.
 */
public record TimeTest(Modifier part, Comparison comparison) implements ValueTest {

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  @Override
  public boolean test(Value value) {
    if (value.kind() != Value.Kind.STRING) {
      return false;
    }
    LocalDateTime time = utc(value.text());
    return time != null && comparison.test(BigDecimal.valueOf(time.get(field())));
  }

  @Override
  public String operator() {
    return part.text() + " " + comparison.operator().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String text() {
    return comparison.value().toPlainString();
  }

  private static @Nullable LocalDateTime utc(String text) {
    try {
      TemporalAccessor parsed = ISO.parse(text);
      if (!parsed.isSupported(ChronoField.HOUR_OF_DAY)) {
        return LocalDate.from(parsed).atStartOfDay();
      }
      LocalDateTime local = LocalDateTime.from(parsed);
      return parsed.isSupported(ChronoField.OFFSET_SECONDS)
          ? local
              .atOffset(ZoneOffset.from(parsed))
              .withOffsetSameInstant(ZoneOffset.UTC)
              .toLocalDateTime()
          : local;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private TemporalField field() {
    return switch (part) {
      case MINUTE -> ChronoField.MINUTE_OF_HOUR;
      case HOUR -> ChronoField.HOUR_OF_DAY;
      case DAY -> ChronoField.DAY_OF_MONTH;
      case WEEK -> IsoFields.WEEK_OF_WEEK_BASED_YEAR;
      case MONTH -> ChronoField.MONTH_OF_YEAR;
      case YEAR -> ChronoField.YEAR;
      default -> throw new IllegalStateException(part + " is no part of a time");
    };
  }
}
