package dev.sluice.stream;

import dev.sluice.engine.format.AlertFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the topic of a record, gives alerts their form, and keeps it within bounds.
 *
 * <p>Invariant: no record leaves that the broker would refuse for its size, and none that belongs
 * to a sink of another guarantee.
 */
final class KafkaRecordSchema
    implements KafkaRecordSerializationSchema<OutboundRecord>, KafkaDatasetFacetProvider {
  /** Header with the alert's id in UTF-8. */
  static final String ALERT_ID = "alertId";

  static final String CUT = "recordsCut";

  private static final long serialVersionUID = 1;

  private final KafkaTopics topics;
  private final AlertFormat alertFormat;
  private final int maxRecordBytes;
  private final boolean exactlyOnce;
  private transient @Nullable Counter cut;

  KafkaRecordSchema(
      KafkaTopics topics, AlertFormat alertFormat, RecordBounds bounds, boolean exactlyOnce) {
    this.topics = topics;
    this.alertFormat = alertFormat;
    this.maxRecordBytes = bounds.maxRecordBytes();
    this.exactlyOnce = exactlyOnce;
  }

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
    // A writer of transactions opens its schema twice.
    if (cut == null) {
      cut = context.getMetricGroup().counter(CUT);
    }
  }

  /** The record has the time at which it is sent, not the event's: retention goes by it. */
  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      OutboundRecord record, KafkaSinkContext sink, @Nullable Long timestamp) {
    if (record.destination().exactlyOnce() != exactlyOnce) {
      throw new IllegalArgumentException(record + " has come to the wrong sink");
    }
    OutboundRecord bounded = bounded(formatted(record));
    byte[] key = bounded.key().isEmpty() ? null : bytes(bounded.key());
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(bounded.destination().topic(topics), key, bounded.value());
    if (bounded.alertId() != null) {
      sent.headers().add(ALERT_ID, bytes(bounded.alertId()));
    }
    return sent;
  }

  /** Only an alert has an id: what else stands on the topics of alerts stays as it is. */
  private OutboundRecord formatted(OutboundRecord record) {
    return record.alertId() == null
        ? record
        : record.with(
            alertFormat.of(record.value(), new RecordBounds(maxRecordBytes).valueBytes()));
  }

  private OutboundRecord bounded(OutboundRecord record) {
    RecordBounds bounds = new RecordBounds(maxRecordBytes);
    if (bounds.allow(record)) {
      return record;
    }
    if (cut != null) {
      cut.inc();
    }
    return bounds.cut(record);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The topics in which the sink looks for transactions that an earlier attempt left open. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    List<String> names = exactlyOnce ? topics.exactlyOnce() : topics.atLeastOnce();
    return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(names)));
  }
}
