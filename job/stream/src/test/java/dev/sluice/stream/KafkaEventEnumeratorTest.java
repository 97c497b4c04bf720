package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.ClockEvent.Agreed;
import dev.sluice.stream.ClockEvent.Report;
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
  private final NotedContext<KafkaPartitionSplit> context = new NotedContext<>(2);
  private final KafkaEventEnumerator enumerator =
      new KafkaEventEnumerator(known, told::add, new ClockAgreement(context));

  @Test
  void aReaderIsToldThatNoneAreLeftWhenItAsksOncePartitionsAreKnown() {
    enumerator.handleSourceEvent(3, SplitsEvent.WANTED);
    assertThat(told).isEmpty();
    known.discovered = true;
    assertThat(told).isEmpty();
    enumerator.handleSourceEvent(3, SplitsEvent.WANTED);
    assertThat(told).containsExactly(3);
  }

  @Test
  void whatASubtaskSaidOfItsClocksIsForgottenWhenItIsToRunAgain() {
    for (int subtask = 0; subtask < 2; subtask++) {
      context.register(subtask);
      enumerator.addReader(subtask);
      enumerator.handleSourceEvent(subtask, new Report(subtask == 0, subtask == 1, 70 + subtask));
    }
    assertThat(context.sent()).endsWith("1 " + new Agreed(70));
    enumerator.addSplitsBack(List.of(), 0);
    enumerator.handleSourceEvent(1, new Report(false, true, 71));
    assertThat(context.sent()).endsWith("1 " + new Agreed(EventClock.NO_TIME));
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
