package dev.sluice.stream;

import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.jspecify.annotations.Nullable;

/**
 * Flink's enumerator of partitions, but it tells a reader that it is to get none, and what time the
 * clocks of all readers agree on.
 */
final class KafkaEventEnumerator
    implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {
  private final SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> enumerator;
  private final IntConsumer noneLeft;
  private final ClockAgreement clocks;

  /**
   * @param noneLeft tells a subtask {@link SplitsEvent#NONE_LEFT}
   */
  KafkaEventEnumerator(
      SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> enumerator,
      IntConsumer noneLeft,
      ClockAgreement clocks) {
    this.enumerator = enumerator;
    this.noneLeft = noneLeft;
    this.clocks = clocks;
  }

  /** A reader that asks is registered, and so has got what was known until now. */
  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    if (event instanceof ClockEvent.Report report) {
      clocks.report(subtask, report);
    } else if (event == SplitsEvent.WANTED && isDiscovered()) {
      noneLeft.accept(subtask);
    }
  }

  private boolean isDiscovered() {
    try {
      return enumerator.snapshotState(-1).initialDiscoveryFinished();
    } catch (Exception e) {
      throw new IllegalStateException("the partitions that are known cannot be read", e);
    }
  }

  @Override
  public void start() {
    enumerator.start();
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    enumerator.handleSplitRequest(subtask, host);
  }

  /** Flink calls it for each subtask that is to run again, with or without splits. */
  @Override
  public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
    clocks.forget(subtask);
    enumerator.addSplitsBack(splits, subtask);
  }

  @Override
  public void addReader(int subtask) {
    enumerator.addReader(subtask);
    clocks.addReader(subtask);
  }

  @Override
  public KafkaSourceEnumState snapshotState(long checkpoint) throws Exception {
    return enumerator.snapshotState(checkpoint);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    enumerator.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    enumerator.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void close() throws IOException {
    enumerator.close();
  }
}
