package dev.sluice.stream;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/**
 * The two sinks: one whose records appear together at each checkpoint, and one whose records appear
 * at once and may be repeated by a recovery.
 *
 * <p>Invariant: a deployment has one sink of transactions, for two of one prefix would put an end
 * to each other's.
 */
final class KafkaSinks {
  /** The uid of the sink of transactions, and the end of what they are named with. */
  static final String UID = "output";

  private KafkaSinks() {}

  /**
   * For what {@link OutboundRecord.Destination#exactlyOnce()} says.
   *
   * <p>Transactional ids are used again and again. A new one for each checkpoint, which is Flink's
   * default, stays in the broker's memory for a week: at a checkpoint a second that is 600,000 for
   * each subtask. Using them again needs a broker of Kafka 3.0 or newer and leave to read the
   * topics that are written.
   */
  static Sink<OutboundRecord> exactlyOnce(KafkaOptions options) {
    return new KafkaTransactionSink(
        builder(options, true)
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(options.transactionalIdPrefix())
            .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
            .build());
  }

  /** For all other destinations. */
  static Sink<OutboundRecord> atLeastOnce(KafkaOptions options) {
    return builder(options, false).setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
  }

  private static KafkaSinkBuilder<OutboundRecord> builder(
      KafkaOptions options, boolean exactlyOnce) {
    return KafkaSink.<OutboundRecord>builder()
        .setKafkaProducerConfig(KafkaClients.producer(options))
        .setRecordSerializer(
            new KafkaRecordSchema(
                options.topics(), options.alertFormat(), options.bounds(), exactlyOnce));
  }
}
