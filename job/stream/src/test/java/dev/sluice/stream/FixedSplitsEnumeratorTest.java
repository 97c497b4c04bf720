package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.junit.jupiter.api.Test;

class FixedSplitsEnumeratorTest {
  private static final List<EventFileSplit> SPLITS =
      List.of(split(0), split(1), split(2), split(3), split(4));

  private final Dealt dealt = new Dealt(2);

  @Test
  void splitsAreDealtInTurn() {
    FixedSplitsEnumerator<EventFileSplit> enumerator = started(true);
    enumerator.addReader(1);
    enumerator.addReader(0);
    assertThat(dealt.splits.get(0)).containsExactly(split(0), split(2), split(4));
    assertThat(dealt.splits.get(1)).containsExactly(split(1), split(3));
    assertThat(dealt.ended).containsExactly(1, 0);
    assertThat(enumerator.snapshotState(1)).isEmpty();
  }

  @Test
  void theStateIsWhatNobodyOwnsYet() {
    FixedSplitsEnumerator<EventFileSplit> enumerator = started(true);
    enumerator.addReader(0);
    assertThat(enumerator.snapshotState(1)).containsExactly(split(1), split(3));
  }

  @Test
  void splitsThatComeBackAreDealtAgain() {
    FixedSplitsEnumerator<EventFileSplit> enumerator = started(true);
    enumerator.addReader(0);
    dealt.splits.clear();
    enumerator.addSplitsBack(List.of(split(2).after(7)), 0);
    enumerator.addReader(0);
    assertThat(dealt.splits.get(0)).containsExactly(split(2).after(7));
  }

  @Test
  void aReaderOfAnUnboundedSourceWithoutSplitsStays() {
    FixedSplitsEnumerator<EventFileSplit> enumerator = started(false);
    enumerator.addReader(0);
    enumerator.addReader(1);
    assertThat(dealt.ended).isEmpty();
  }

  private FixedSplitsEnumerator<EventFileSplit> started(boolean bounded) {
    FixedSplitsEnumerator<EventFileSplit> enumerator =
        new FixedSplitsEnumerator<>(dealt, SPLITS, bounded);
    enumerator.start();
    return enumerator;
  }

  private static EventFileSplit split(int index) {
    return EventFileSplit.unread(index, "f" + index);
  }

  /** Notes who is dealt what. */
  private static final class Dealt implements SplitEnumeratorContext<EventFileSplit> {
    private final int parallelism;
    private final Map<Integer, List<EventFileSplit>> splits = new TreeMap<>();
    private final List<Integer> ended = new ArrayList<>();

    Dealt(int parallelism) {
      this.parallelism = parallelism;
    }

    @Override
    public int currentParallelism() {
      return parallelism;
    }

    @Override
    public void assignSplits(SplitsAssignment<EventFileSplit> assignment) {
      assignment
          .assignment()
          .forEach((to, list) -> splits.computeIfAbsent(to, k -> new ArrayList<>()).addAll(list));
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
      ended.add(subtask);
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> void callAsync(
        Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
      throw new UnsupportedOperationException();
    }
  }
}
