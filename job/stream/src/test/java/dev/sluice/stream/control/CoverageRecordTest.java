package dev.sluice.stream.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.review.HostSketch;
import dev.sluice.engine.review.SeenKind;
import dev.sluice.stream.control.Reading.Invalid;
import dev.sluice.stream.control.Reading.Valid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageRecordTest {
  private static final MessageSchema SCHEMA = MessageSchema.of("coverage");
  private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");

  private static HostSketch hosts(int count) {
    HostSketch hosts = new HostSketch();
    for (int i = 0; i < count; i++) {
      hosts.add("h" + i);
    }
    return hosts;
  }

  private static SeenKind kind(long events, int hosts, String... present) {
    return new SeenKind(
        Set.of(new LogSource("windows", "process_creation", null), new LogSource(null, null, "a")),
        events,
        events / 2,
        new LinkedHashSet<>(List.of(present)),
        Set.of("User"),
        hosts(hosts));
  }

  private static CoverageRecord record(List<SeenKind> kinds) {
    return new CoverageRecord(
        new StatusOrigin("i", "detect", 3, 4),
        "default",
        7,
        "a".repeat(64),
        "windows",
        NINE,
        NINE.plusSeconds(60),
        1000,
        NINE.plusMillis(90_500),
        kinds,
        0,
        5);
  }

  private static CoverageRecord read(byte[] json) {
    assertThat(CoverageRecord.read(json)).isInstanceOf(Valid.class);
    return ((Valid<CoverageRecord>) CoverageRecord.read(json)).value();
  }

  @Test
  void whatIsWrittenIsReadAndIsThatOfItsSchema() {
    CoverageRecord record =
        record(List.of(kind(100, 3, "Image"), kind(9, 9000, "a\u0001", "ü \"b\""), kind(1, 0)));
    byte[] json = record.toJson(CoverageRecord.MAX_BYTES);
    assertThat(SCHEMA.problems(json)).isEmpty();
    assertThat(read(json)).isEqualTo(record);
  }

  @Test
  void itsKeyTellsItFromOtherRecordsOfTheTopic() {
    CoverageRecord record = record(List.of());
    assertThat(record.key()).isEqualTo("coverage/default/windows/3");
    assertThat(CoverageRecord.isKey(record.key(), "default")).isTrue();
    assertThat(CoverageRecord.isKey(record.key(), "def")).isFalse();
    assertThat(CoverageRecord.isKey("default", "default")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u0001", "ü", "😀", "\"", "\ud800"})
  void noNumberOfKindsMakesARecordTooLarge(String letter) {
    List<SeenKind> kinds = new ArrayList<>();
    kinds.add(kind(2_000_000, 1, letter.repeat(CoverageRecord.MAX_BYTES)));
    for (int i = 0; i < 3000; i++) {
      kinds.add(kind(1_000_000 - i, 1, letter.repeat(60)));
    }
    byte[] json = record(kinds).toJson(CoverageRecord.MAX_BYTES);
    assertThat(json.length).isBetween(CoverageRecord.MAX_BYTES / 2, CoverageRecord.MAX_BYTES);
    assertThat(SCHEMA.problems(json)).isEmpty();
    CoverageRecord read = read(json);
    assertThat(read.kinds()).extracting(SeenKind::events).startsWith(1_000_000L, 999_999L);
    assertThat(read.kindsOmitted()).isEqualTo(3001 - read.kinds().size());
    long events = read.kinds().stream().mapToLong(SeenKind::events).sum();
    assertThat(read.eventsOmitted() + events)
        .isEqualTo(5 + kinds.stream().mapToLong(SeenKind::events).sum());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"hosts\":\"aGVsbG8=\"", "\"hosts\":\"?\"", "\"hosts\":7"})
  void whatIsNoSketchIsRefused(String hosts) {
    String json =
        new String(record(List.of(kind(1, 1))).toJson(1 << 20), StandardCharsets.UTF_8)
            .replaceAll("\"hosts\":\"[^\"]*\"", hosts);
    assertThat(CoverageRecord.read(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Invalid.class);
  }
}
