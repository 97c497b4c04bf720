package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.correlate.Contribution;
import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.stream.LateRecords.Reason;
import dev.sluice.stream.OutboundRecord.Destination;
import dev.sluice.stream.control.MessageSchema;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LateRecordsTest {
  private static final CompiledCorrelation BURST =
      CorrelationSamples.titled(CorrelationSamples.inForce(1, CorrelationSamples.BURST), "Burst");
  private static final Origin KAFKA = Origin.kafka("events", 3, 7);
  private static final String ALERT = Hashes.uuid5(new UUID(0, 0), "alert").toString();

  static Stream<Contribution> contributions() {
    return Stream.of(
        new Contribution(0, KAFKA, "h", 0, null),
        new Contribution(-1, Origin.file("a/b.ndjson", 4), null, 0, null),
        new Contribution(CorrelationSamples.NOON, KAFKA, null, 0, ALERT));
  }

  @ParameterizedTest
  @MethodSource("contributions")
  void itIsOfItsSchema(Contribution from) {
    for (Reason reason : Reason.values()) {
      OutboundRecord record = LateRecords.of(signal("a", from), BURST, reason, 5);
      assertThat(MessageSchema.of("late").problems(record.value())).isEmpty();
      assertThat(record.destination()).isEqualTo(Destination.LATE);
    }
  }

  @Test
  void itSaysWhatCameTooLateForWhom() {
    Contribution from = new Contribution(1000, Origin.file("dir/b.ndjson", 4), "h", 0, null);
    OutboundRecord record = LateRecords.of(signal("a", from), BURST, Reason.FINAL, 5000);
    JsonNode json = KafkaJobRun.json(record.value());
    assertThat(record.key()).isEqualTo("h");
    assertThat(json.path("reason").asText()).isEqualTo("FINAL");
    assertThat(json.at("/correlation/id").asText()).isEqualTo(BURST.id());
    assertThat(json.at("/correlation/definitionHash").asText()).isEqualTo(BURST.definitionHash());
    assertThat(json.at("/group/Image").asText()).isEqualTo("a");
    assertThat(json.path("rule").asText()).isEqualTo(CorrelationSamples.ANY_ID);
    assertThat(json.path("eventTime").asText()).isEqualTo("1970-01-01T00:00:01Z");
    assertThat(json.path("watermark").asText()).isEqualTo("1970-01-01T00:00:05Z");
    assertThat(json.at("/source/file").asText()).isEqualTo("b.ndjson");
  }

  @Test
  void itStaysSmallWhateverTheGroup() {
    Contribution from = new Contribution(0, KAFKA, null, 0, null);
    String hostile = "\ud83d" + "x".repeat(1 << 20);
    OutboundRecord record = LateRecords.of(signal(hostile, from), BURST, Reason.LATE, 5);
    assertThat(record.value()).hasSizeLessThan(8 << 10);
    assertThat(MessageSchema.of("late").problems(record.value())).isEmpty();
  }

  private static Signal signal(String group, Contribution from) {
    return new Signal(BURST.definitionHash(), 1, List.of(group), List.of(), from);
  }
}
