package dev.sluice.bench.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Where an event stands in its topic. */
record Place(int partition, long offset) {

  static Place of(RecordMetadata record) {
    return new Place(record.partition(), record.offset());
  }

  /** That of the event of {@code alert}; null for an alert of many events. */
  static @Nullable Place ofEvent(JsonNode alert) {
    JsonNode origin = alert.path("origin");
    return origin.isObject()
        ? new Place(origin.path("partition").asInt(), origin.path("offset").asLong())
        : null;
  }
}
