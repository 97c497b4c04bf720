package dev.sluice.stream;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink's source of Kafka with a {@link KafkaEventReader} and a {@link KafkaEventEnumerator}; its
 * state is that of Flink's.
 */
final class KafkaEventSource
    implements Source<RawEvent, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<RawEvent> {
  private static final long serialVersionUID = 1;

  private final KafkaSource<RawEvent> source;
  private final KafkaEventSchema schema;
  private final KafkaEnds ends;

  /**
   * @param schema the one that {@code source} uses
   * @param ends those that the clocks use
   */
  KafkaEventSource(KafkaSource<RawEvent> source, KafkaEventSchema schema, KafkaEnds ends) {
    this.source = source;
    this.schema = schema;
    this.ends = ends;
  }

  @Override
  public SourceReader<RawEvent, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    NativeLz4.load();
    ends.open(context.getIndexOfSubtask(), context::sendSourceEventToCoordinator);
    return new KafkaEventReader(source.createReader(context), schema, ends);
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return enumerator(source.createEnumerator(context), context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws IOException {
    return enumerator(source.restoreEnumerator(context, state), context);
  }

  private static KafkaEventEnumerator enumerator(
      SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> enumerator,
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return new KafkaEventEnumerator(
        enumerator,
        subtask -> context.sendEventToSourceReader(subtask, SplitsEvent.NONE_LEFT),
        new ClockAgreement(context));
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<RawEvent> getProducedType() {
    return source.getProducedType();
  }
}
