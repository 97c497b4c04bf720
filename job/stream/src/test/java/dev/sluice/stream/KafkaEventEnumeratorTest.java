package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaEventEnumeratorTest {
  private final List<Integer> told = new ArrayList<>();
  private final Known known = new Known();
  private final KafkaEventEnumerator enumerator = new KafkaEventEnumerator(known, told::add);

  @Test
  void aReaderIsToldThatNoneAreLeftWhenItAsksOncePartitionsAreKnown() {
    enumerator.handleSourceEvent(3, SplitsEvent.WANTED);
    assertThat(told).isEmpty();
    known.discovered = true;
    assertThat(told).isEmpty();
    enumerator.handleSourceEvent(3, SplitsEvent.WANTED);
    assertThat(told).containsExactly(3);
  }

  /** One that knows of no partition, or that there are none. */
  private static final class Known
      implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {
    private boolean discovered;

    @Override
    public KafkaSourceEnumState snapshotState(long checkpoint) {
      return new KafkaSourceEnumState(Set.of(), discovered);
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {}

    @Override
    public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {}

    @Override
    public void addReader(int subtask) {}

    @Override
    public void close() {}
  }
}
