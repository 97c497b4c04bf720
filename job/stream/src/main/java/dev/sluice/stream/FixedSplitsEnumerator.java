package dev.sluice.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/**
 * Deals out splits that are all known at start: split {@code i} to subtask {@code i} modulo the
 * parallelism.
 *
 * <p>A reader that has been dealt its splits owns them; its state takes them to their next owner.
 * The state here is what nobody owns yet.
 */
final class FixedSplitsEnumerator<S extends SourceSplit> implements SplitEnumerator<S, List<S>> {
  private final SplitEnumeratorContext<S> context;
  private final List<S> splits;
  private final boolean bounded;
  private final Map<Integer, List<S>> pending = new TreeMap<>();

  /**
   * @param bounded whether readers end after the splits they are dealt
   */
  FixedSplitsEnumerator(SplitEnumeratorContext<S> context, List<S> splits, boolean bounded) {
    this.context = context;
    this.splits = List.copyOf(splits);
    this.bounded = bounded;
  }

  @Override
  public void start() {
    int parallelism = context.currentParallelism();
    for (int i = 0; i < splits.size(); i++) {
      pendingOf(i % parallelism).add(splits.get(i));
    }
  }

  @Override
  public void addReader(int subtask) {
    List<S> dealt = pending.remove(subtask);
    if (dealt != null) {
      dealt.forEach(split -> context.assignSplit(split, subtask));
    }
    if (bounded) {
      context.signalNoMoreSplits(subtask);
    }
  }

  @Override
  public void addSplitsBack(List<S> returned, int subtask) {
    pendingOf(subtask).addAll(returned);
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String requesterHostname) {
    // Splits are dealt when a reader registers; nobody needs to ask.
  }

  @Override
  public List<S> snapshotState(long checkpointId) {
    return pending.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public void close() {}

  private List<S> pendingOf(int subtask) {
    return pending.computeIfAbsent(subtask, key -> new ArrayList<>());
  }
}
