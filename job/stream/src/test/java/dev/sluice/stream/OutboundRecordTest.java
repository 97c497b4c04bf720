package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.event.DeadLetter.Reason;
import dev.sluice.engine.event.Origin;
import dev.sluice.stream.OutboundRecord.Destination;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutboundRecordTest {

  @Test
  void aDeadLetterIsKeyedByItsPartitionAndIsOneObject() throws Exception {
    UndecodableEvent event =
        new UndecodableEvent(
            Reason.TOO_DEEP, "m", 3, Origin.kafka("logs", 4, 5), new byte[] {1}, 1, "sha");
    OutboundRecord record = OutboundRecord.of(event);
    assertThat(record.destination()).isEqualTo(Destination.DEAD_LETTER);
    assertThat(record.key()).isEqualTo("logs/4");
    assertThat(record.alertId()).isNull();
    JsonNode json = new ObjectMapper().readTree(record.value());
    assertThat(json.get("reason").asText()).isEqualTo("TOO_DEEP");
    assertThat(json.get("position").asLong()).isEqualTo(5);
    assertThat(record.value()[record.value().length - 1]).isEqualTo((byte) '}');
  }

  @Test
  void everyDestinationIsATopicOfTheSinkThatWritesIt() {
    KafkaTopics topics = KafkaTopics.of("s.", Map.of(KafkaTopics.ALERTS_FAST, "s.alerts.fast"));
    Set<String> written = new HashSet<>();
    for (Destination to : Destination.values()) {
      String topic = to.topic(topics);
      assertThat(to.exactlyOnce() ? topics.exactlyOnce() : topics.atLeastOnce()).contains(topic);
      written.add(topic);
    }
    assertThat(written).hasSameSizeAs(Arrays.asList(Destination.values()));
  }

  @Test
  void fastAlertsNeedATopic() {
    assertThatThrownBy(() -> Destination.ALERTS_FAST.topic(KafkaTopics.of("s.")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRuleSetNeedsItsNameForAKey() {
    assertThatThrownBy(() -> new OutboundRecord(Destination.RULESETS, "", new byte[0], null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
