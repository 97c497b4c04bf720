package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.stream.DetectCounters.Totals;
import dev.sluice.stream.control.MessageSchema;
import dev.sluice.stream.control.StatusOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsRecordTest {
  private static final MessageSchema SCHEMA = MessageSchema.of("metrics");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void aRecordSaysWhoDidWhatAndWhen() throws IOException {
    RuleFigure busy = new RuleFigure("b", 10, 1, 2, 3);
    RuleFigure quiet = new RuleFigure("q", 1, 0, 0, 0);
    byte[] written = record(List.of(busy, quiet)).toJson(MetricsRecord.MAX_BYTES);
    assertThat(SCHEMA.problems(written)).isEmpty();
    assertThat(json(written))
        .isEqualTo(
            JSON.readTree(
                """
                {"schemaVersion":1,"ruleSet":"default","version":7,"hash":"%s","incarnation":"i",
                "operator":"detect","subtask":3,"parallelism":4,"from":"2026-11-20T12:00:00Z",
                "to":"2026-11-20T12:01:00.500Z","events":100,"bytes":2000,"unrouted":5,
                "undecodable":6,"rulesOmitted":0,"rules":[
                {"id":"b","matches":10,"shadow":1,"suppressed":2,"overflowed":3},
                {"id":"q","matches":1}]}"""
                    .formatted("a".repeat(64))));
  }

  @Test
  void aQuietMinuteIsARecordToo() {
    byte[] written = record(List.of()).toJson(MetricsRecord.MAX_BYTES);
    assertThat(SCHEMA.problems(written)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u0001", "ü", "\u2028", "😀", "\"", "\ud800"})
  void noNumberOfRulesMakesARecordTooLarge(String letter) {
    List<RuleFigure> rules = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      rules.add(new RuleFigure(i + letter.repeat(500), Long.MAX_VALUE - i, 1, 1, 1));
    }
    byte[] written = record(rules).toJson(MetricsRecord.MAX_BYTES);
    assertThat(written.length).isBetween(MetricsRecord.MAX_BYTES / 2, MetricsRecord.MAX_BYTES);
    assertThat(SCHEMA.problems(written)).isEmpty();
    JsonNode json = json(written);
    int kept = json.path("rules").size();
    assertThat(json.path("rulesOmitted").asInt()).isEqualTo(5000 - kept);
    assertThat(json.at("/rules/0/id").asText()).startsWith("0");
  }

  @Test
  void aThousandRulesWithOrdinaryIdsAllHaveRoom() {
    List<RuleFigure> rules = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rules.add(new RuleFigure("00000000-0000-4000-8000-%012d".formatted(i), 1_000_000, 1, 1, 1));
    }
    assertThat(json(record(rules).toJson(MetricsRecord.MAX_BYTES)).path("rulesOmitted").asInt())
        .isZero();
  }

  @Test
  void whereThereIsNoRoomAtAllTheRulesAreStillCounted() {
    byte[] written = record(List.of(new RuleFigure("b", 1, 0, 0, 0))).toJson(100);
    assertThat(SCHEMA.problems(written)).isEmpty();
    assertThat(json(written).path("rulesOmitted").asInt()).isEqualTo(1);
  }

  @Test
  void theSchemaRefusesWhatIsNoRecord() {
    String good =
        new String(
            record(List.of(new RuleFigure("b", 1, 0, 0, 1))).toJson(MetricsRecord.MAX_BYTES),
            StandardCharsets.UTF_8);
    for (String change :
        List.of(
            "\"schemaVersion\":1>\"schemaVersion\":2",
            "\"matches\":1>\"matches\":0",
            "\"matches\":1,>",
            "\"events\":100>\"events\":-1",
            "\"parallelism\":4>\"parallelism\":0",
            "\"from\":\"2026>\"from\":\"26",
            ",\"rulesOmitted\":0>")) {
      String[] fromTo = change.split(">", -1);
      assertThat(good).contains(fromTo[0]);
      byte[] bad = good.replace(fromTo[0], fromTo[1]).getBytes(StandardCharsets.UTF_8);
      assertThat(SCHEMA.problems(bad)).as(change).isNotEmpty();
    }
  }

  private static MetricsRecord record(List<RuleFigure> rules) {
    return new MetricsRecord(
        new StatusOrigin("i", "detect", 3, 4),
        "default",
        7,
        "a".repeat(64),
        NOON,
        NOON.plusMillis(60_500),
        new Totals(100, 2000, 5, 6),
        rules);
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
