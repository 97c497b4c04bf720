package dev.sluice.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeFormatTest {
  @Test
  void timesReadWithoutAFormatterAreThoseOfTheFormatter() {
    Random random = new Random(7);
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text =
          new StringBuilder(
              "%04d-%02d-%02d%s%02d:%02d:%02d"
                  .formatted(
                      1969 + random.nextInt(100),
                      1 + random.nextInt(12),
                      1 + random.nextInt(31),
                      random.nextBoolean() ? "T" : " ",
                      random.nextInt(25),
                      random.nextInt(61),
                      random.nextInt(61)));
      if (random.nextBoolean()) {
        text.append('.').append(random.nextInt(1_000_000_000)).append(random.nextInt(10));
      }
      if (random.nextInt(4) == 0) {
        text.setCharAt(random.nextInt(text.length()), "-:T .Z+9\u0661".charAt(random.nextInt(9)));
      }
      agrees(TimeFormat.UTC, text.toString());
      agrees(TimeFormat.ISO, text + "Z");
      read += IsoTime.local(text.toString()) == null ? 0 : 1;
    }
    assertThat(read).isGreaterThan(5_000);
  }

  private static void agrees(TimeFormat format, String text) {
    assertThat(format.parse(Value.string(text)))
        .as(text)
        .isEqualTo(format.formatted(text, TimeFormat.DATE_TIME));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-01T10:20:30Z, 2024-03-01T10:20:30Z",
    "2024-03-01T10:20:30.1234567Z, 2024-03-01T10:20:30.123456700Z",
    "2024-03-01T10:20:30.5+02:00, 2024-03-01T08:20:30.500Z",
    "2024-03-01T10:20:30-0500, 2024-03-01T15:20:30Z",
    "2024-03-01 10:20:30Z, 2024-03-01T10:20:30Z"
  })
  void readsIsoTimes(String text, Instant time) {
    assertThat(TimeFormat.ISO.parse(Value.string(text))).isEqualTo(time);
    assertThat(TimeFormat.UTC.parse(Value.string(text))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-01 10:20:30.123, 2024-03-01T10:20:30.123Z",
    "2024-03-01T10:20:30, 2024-03-01T10:20:30Z"
  })
  void readsTimesWithoutAZoneAsUtc(String text, Instant time) {
    assertThat(TimeFormat.UTC.parse(Value.string(text))).isEqualTo(time);
    assertThat(TimeFormat.LOCAL.parse(Value.string(text))).isEqualTo(time);
    assertThat(TimeFormat.ISO.parse(Value.string(text))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "now",
        "2024-13-01T00:00:00Z",
        "2024-02-30 00:00:00",
        "2024-03-01",
        "1601-01-01T00:00:00Z",
        "+99999-01-01T00:00:00Z",
        "2024-03-01T10:20:30Zx",
        "1700000000"
      })
  void whatIsNoTimeGivesNone(String text) {
    assertThat(TimeFormat.ISO.parse(Value.string(text))).isNull();
    assertThat(TimeFormat.UTC.parse(Value.string(text))).isNull();
  }

  @Test
  void readsEpochTimes() {
    Instant time = Instant.parse("2020-04-30T00:06:38.899710Z");
    assertThat(TimeFormat.EPOCH_SECONDS.parse(Value.number("1588205198.89971"))).isEqualTo(time);
    assertThat(TimeFormat.EPOCH_SECONDS.parse(Value.string("1588205198.89971"))).isEqualTo(time);
    assertThat(TimeFormat.EPOCH_MILLIS.parse(Value.number("1588205198899.71"))).isEqualTo(time);
  }

  @Test
  void readsFinerEpochTimes() {
    Instant time = Instant.parse("2026-11-20T09:14:07.318442Z");
    assertThat(TimeFormat.EPOCH_MICROS.parse(Value.string("1795166047318442"))).isEqualTo(time);
    assertThat(TimeFormat.EPOCH_NANOS.parse(Value.number("1795166047318442718")))
        .isEqualTo(time.plusNanos(718));
    assertThat(TimeFormat.EPOCH_SECONDS.parse(Value.number("1795166047318442718"))).isNull();
  }

  @Test
  void theWordUtcMayStandBehindATime() {
    Value time = Value.string("2026-11-20 09:14:07 UTC");
    assertThat(TimeFormat.UTC.parse(time)).isEqualTo("2026-11-20T09:14:07Z");
    assertThat(TimeFormat.LOCAL.parse(time)).isNull();
    assertThat(TimeFormat.ISO.parse(time)).isNull();
    assertThat(TimeFormat.UTC.parse(Value.string("2026-11-20T09:14:07Z UTC"))).isNull();
    assertThat(TimeFormat.UTC.parse(Value.string(" UTC"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "audit(1795166047.318:4021):, 2026-11-20T09:14:07.318Z",
    "audit(1795166047.318:4021), 2026-11-20T09:14:07.318Z",
    "1795166047.318:4021, 2026-11-20T09:14:07.318Z"
  })
  void readsTheIdOfAnAuditEvent(String text, Instant time) {
    assertThat(TimeFormat.AUDIT_ID.parse(Value.string(text))).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1795166047.318", "audit(x:1)", "999999999999.1:2", "1.2:3 x"})
  void whatIsNoAuditIdGivesNone(String text) {
    assertThat(TimeFormat.AUDIT_ID.parse(Value.string(text))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "20/Nov/2026:09:14:07 +0000, 2026-11-20T09:14:07Z",
    "05/Jan/2026:23:14:07 -0130, 2026-01-06T00:44:07Z"
  })
  void readsTheTimeOfAWebLog(String text, Instant time) {
    assertThat(TimeFormat.WEB_LOG.parse(Value.string(text))).isEqualTo(time);
    assertThat(TimeFormat.ISO.parse(Value.string(text))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "31/Nov/2026:09:14:07 +0000",
        "20/Nov/2026:09:14:07",
        "[20/Nov/2026:09:14:07 +0000]"
      })
  void whatIsNoTimeOfAWebLogGivesNone(String text) {
    assertThat(TimeFormat.WEB_LOG.parse(Value.string(text))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e300", "1e-300", "99999999999999999999"})
  void epochTimesOutOfRangeGiveNone(String text) {
    assertThat(TimeFormat.EPOCH_SECONDS.parse(Value.number(text)))
        .satisfiesAnyOf(
            time -> assertThat(time).isNull(), time -> assertThat(time).isEqualTo(Instant.EPOCH));
  }
}
