package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.stream.KafkaTopicReader.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When subtasks have said last what they did: each does so once a minute. What is no such record is
 * passed over. Not thread-safe.
 */
final class MetricsLog {

  private final String ruleSet;
  private @Nullable Instant last;

  MetricsLog(String ruleSet) {
    this.ruleSet = ruleSet;
  }

  /** Takes note of a record of the metrics topic. */
  void read(Message message) {
    byte[] value = message.value();
    JsonNode record =
        ruleSet.equals(message.key()) && value != null ? Json.readOrNull(value) : null;
    if (record == null || !record.path("to").isTextual()) {
      return;
    }
    Instant to = Instant.parse(record.path("to").asText());
    if (last == null || to.isAfter(last)) {
      last = to;
    }
  }

  /** When a subtask spoke last; null when none has. */
  @Nullable Instant last() {
    return last;
  }
}
