package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.stream.OutboundRecord.Destination;
import dev.sluice.stream.control.MessageSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverflowRecordsTest {
  private static final MessageSchema SUMMARY = MessageSchema.of("suppressed");
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource
  void anAlertSaysWhyItIsHere(OverflowReason reason) throws IOException {
    Alert alert = new Alert("h", "id", "low", bytes("{\"alertId\":\"id\",\"n\":{}}"));
    OutboundRecord record = OverflowRecords.of(alert, reason);
    assertThat(record.destination()).isEqualTo(Destination.ALERTS_OVERFLOW);
    assertThat(record.key()).isEqualTo("h");
    assertThat(record.alertId()).isEqualTo("id");
    JsonNode json = JSON.readTree(record.value());
    assertThat(json.get("overflow").textValue()).isEqualTo(reason.word());
    assertThat(json.get("alertId").textValue()).isEqualTo("id");
    assertThat(record.value().length - alert.json().length)
        .isBetween(1, OverflowRecords.MARK_BYTES);
  }

  @Test
  void whatIsNoObjectIsNoAlert() {
    Alert broken = new Alert("h", "id", "low", bytes("{}\n"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OverflowRecords.of(broken, OverflowReason.BUDGET));
  }

  @Test
  void aSummarySaysWhatWasHeldBack() throws IOException {
    OutboundRecord record = OverflowRecords.of(summary("h"));
    assertThat(record.destination()).isEqualTo(Destination.ALERTS_OVERFLOW);
    assertThat(record.key()).isEqualTo("h");
    assertThat(record.alertId()).isNull();
    String expected =
        """
        {"schemaVersion":1,"kind":"SUPPRESSED","rule":{"id":"r","level":"high"},"host":"h",
         "firstAlertId":"a1","from":"2026-01-01T12:00:00Z","to":"2026-01-01T13:00:00.500Z",
         "count":5000000000}
        """;
    assertThat(JSON.readTree(record.value())).isEqualTo(JSON.readTree(expected));
    assertThat(SUMMARY.problems(record.value())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?17", "", "\ud800", "İ\n\"\u0000"})
  void theSchemaHoldsForEveryHost(String host) {
    assertThat(SUMMARY.problems(OverflowRecords.of(summary(host)).value())).isEmpty();
  }

  @Test
  void aHostIsCutAsTheKeyIs() {
    OutboundRecord record = OverflowRecords.of(summary("h".repeat(1 << 20)));
    assertThat(SUMMARY.problems(record.value())).isEmpty();
    assertThat(record.value()).hasSizeLessThan(1000);
  }

  private static SuppressionSummary summary(String host) {
    Instant from = Instant.parse("2026-01-01T12:00:00Z");
    Instant to = from.plusMillis(3_600_500);
    return new SuppressionSummary(host, "r", "high", "a1", from, to, 5_000_000_000L);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
