package dev.sluice.bench.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A completed checkpoint.
 *
 * @param stateBytes all that is needed to restore it
 * @param writtenBytes what was written for it: less, when it builds on one before
 */
record Checkpoint(long id, long stateBytes, long writtenBytes, long millis) {

  /** Those of the history that Flink tells, the newest first; savepoints are left out. */
  static List<Checkpoint> of(JsonNode statistics) {
    List<Checkpoint> completed = new ArrayList<>();
    for (JsonNode each : statistics.path("history")) {
      if (each.path("status").asText().equals("COMPLETED")
          && !each.path("is_savepoint").asBoolean()) {
        completed.add(
            new Checkpoint(
                each.path("id").asLong(),
                each.path("state_size").asLong(),
                each.path("checkpointed_size").asLong(),
                each.path("end_to_end_duration").asLong()));
      }
    }
    return completed;
  }
}
