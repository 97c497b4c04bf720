package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.stream.KafkaTopicReader.Message;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When subtasks have said last what they did: each does so once a minute. What is no such record is
 * passed over. Not thread-safe.
 */
final class MetricsLog {

  private final String ruleSet;
  private final Map<String, Instant> matches = new HashMap<>();
  private boolean partial;
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
    for (JsonNode rule : record.path("rules")) {
      if (rule.path("matches").asLong() > 0) {
        matches.merge(rule.path("id").asText(), to, (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    partial |= record.path("rulesOmitted").asLong() > 0;
  }

  /** When a rule has matched last; null when nobody has said so. */
  @Nullable Instant lastMatch(String ruleId) {
    return matches.get(ruleId);
  }

  /** Whether some rules that have matched had no room. */
  boolean isPartial() {
    return partial;
  }

  /** When a subtask spoke last; null when none has. */
  @Nullable Instant last() {
    return last;
  }
}
