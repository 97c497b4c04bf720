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

/** Flink's source of Kafka with a {@link KafkaEventReader}; its state is that of Flink's. */
final class KafkaEventSource
    implements Source<RawEvent, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<RawEvent> {
  private static final long serialVersionUID = 1;

  private final KafkaSource<RawEvent> source;
  private final KafkaEventSchema schema;

  /**
   * @param schema the one that {@code source} uses
   */
  KafkaEventSource(KafkaSource<RawEvent> source, KafkaEventSchema schema) {
    this.source = source;
    this.schema = schema;
  }

  @Override
  public SourceReader<RawEvent, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return new KafkaEventReader(source.createReader(context), schema);
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws IOException {
    return source.restoreEnumerator(context, state);
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
