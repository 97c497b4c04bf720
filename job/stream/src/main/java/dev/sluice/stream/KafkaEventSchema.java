package dev.sluice.stream;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.event.Origin;
import dev.sluice.stream.RawEvent.Clock;
import java.time.Duration;
import java.util.Collection;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Kafka records to events. No record makes it throw: one that is no event travels on with its
 * error.
 *
 * <p>The time of intake is that of the record. A record without one says nothing about how far the
 * event's own time may be trusted, so that the clock does not follow it.
 */
final class KafkaEventSchema implements KafkaRecordDeserializationSchema<RawEvent> {
  static final String FUTURE_DATED = "eventsFutureDated";
  static final String SKIPPED = "offsetsSkipped";

  static final DeadLetter TOMBSTONE =
      new DeadLetter(DeadLetter.Reason.EMPTY, "a tombstone: the record has no value", 0);

  private static final long serialVersionUID = 1;
  private static final byte[] NOTHING = {};

  private final EventDecoding decoding;
  private final Duration tolerance;
  private transient @Nullable Opened opened;

  KafkaEventSchema(EventDecoding decoding, Duration tolerance) {
    this.decoding = decoding;
    this.tolerance = tolerance;
  }

  /** What exists once the task runs; used by its thread alone. */
  private record Opened(
      EventScan scan, KafkaOffsets offsets, Counter futureDated, Counter skipped) {}

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    MetricGroup metrics = context.getMetricGroup();
    opened =
        new Opened(
            new EventScan(decoding.reader(), new EventClock(tolerance)),
            new KafkaOffsets(),
            metrics.counter(FUTURE_DATED),
            metrics.counter(SKIPPED));
  }

  /** Takes note of where partitions go on. */
  void expect(Collection<KafkaPartitionSplit> splits) {
    for (KafkaPartitionSplit split : splits) {
      opened().offsets().expect(split.getTopic(), split.getPartition(), split.getStartingOffset());
    }
  }

  /** The offset that follows the last record; negative before the first one, from the beginning. */
  long next(TopicPartition partition) {
    return opened().offsets().next(partition.topic(), partition.partition());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawEvent> out) {
    Opened task = opened();
    long skipped =
        task.offsets().skippedBefore(record.topic(), record.partition(), record.offset());
    if (skipped > 0) {
      task.skipped().inc(skipped);
    }
    RawEvent event = event(record, task.scan());
    if (event.error() == null && event.clock() == Clock.STAYS && record.timestamp() >= 0) {
      task.futureDated().inc();
    }
    out.collect(event);
  }

  private static RawEvent event(ConsumerRecord<byte[], byte[]> record, EventScan scan) {
    Origin origin = Origin.kafka(record.topic(), record.partition(), record.offset());
    long takenIn = record.timestamp() >= 0 ? record.timestamp() : EventClock.NO_TIME;
    byte @Nullable [] value = record.value();
    if (value == null) {
      return new RawEvent(
          NOTHING, HostKey.of(null, origin), takenIn, Clock.STAYS, origin, null, TOMBSTONE);
    }
    RawEvent event = scan.scan(value, origin, takenIn);
    return takenIn == EventClock.NO_TIME ? event.withoutClock() : event;
  }

  private Opened opened() {
    if (opened == null) {
      throw new IllegalStateException("not open");
    }
    return opened;
  }

  @Override
  public TypeInformation<RawEvent> getProducedType() {
    return StreamTypes.RAW_EVENT;
  }
}
