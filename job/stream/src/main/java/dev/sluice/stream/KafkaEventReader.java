package dev.sluice.stream;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;

/**
 * Flink's reader of Kafka, but a gap in the events ends the job with a text that says so, and
 * schema and clocks learn which partitions there are.
 */
final class KafkaEventReader implements SourceReader<RawEvent, KafkaPartitionSplit> {
  private final SourceReader<RawEvent, KafkaPartitionSplit> reader;
  private final KafkaEventSchema schema;
  private final KafkaEnds ends;

  KafkaEventReader(
      SourceReader<RawEvent, KafkaPartitionSplit> reader, KafkaEventSchema schema, KafkaEnds ends) {
    this.reader = reader;
    this.schema = schema;
    this.ends = ends;
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RawEvent> output) throws Exception {
    try {
      return reader.pollNext(output);
    } catch (RuntimeException failure) {
      OffsetOutOfRangeException gap =
          ExceptionUtils.findThrowable(failure, OffsetOutOfRangeException.class).orElse(null);
      throw gap == null ? failure : new KafkaGapException(describe(gap), failure);
    }
  }

  private static String describe(OffsetOutOfRangeException gap) {
    Map<String, Long> partitions = new TreeMap<>();
    gap.offsetOutOfRangePartitions()
        .forEach((partition, offset) -> partitions.put(partition.toString(), offset));
    return "events are gone that were not read, from these offsets on: "
        + partitions
        + "; start with --on-gap=earliest to go on with what is left";
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    schema.expect(splits);
    ends.assigned(splits);
    reader.addSplits(splits);
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    return reader.snapshotState(checkpointId);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return reader.isAvailable();
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event == SplitsEvent.NONE_LEFT) {
      ends.getsNone();
    } else if (event instanceof ClockEvent clocks) {
      ends.receive(clocks);
    } else {
      reader.handleSourceEvents(event);
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    reader.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
    reader.pauseOrResumeSplits(toPause, toResume);
  }

  @Override
  public void close() throws Exception {
    try (AutoCloseable unused = ends::close) {
      reader.close();
    }
  }
}
