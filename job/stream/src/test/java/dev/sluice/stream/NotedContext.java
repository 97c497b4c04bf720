package dev.sluice.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/** Notes what an enumerator does: whom it deals which splits, and whom it tells what. */
final class NotedContext<S extends SourceSplit> implements SplitEnumeratorContext<S> {
  private final int parallelism;
  private final Map<Integer, List<S>> splits = new TreeMap<>();
  private final List<Integer> ended = new ArrayList<>();
  private final Map<Integer, ReaderInfo> readers = new TreeMap<>();
  private final List<String> sent = new ArrayList<>();

  NotedContext(int parallelism) {
    this.parallelism = parallelism;
  }

  Map<Integer, List<S>> splits() {
    return splits;
  }

  /** Those that were told that there is no more. */
  List<Integer> ended() {
    return ended;
  }

  /** Each event as {@code subtask event}. */
  List<String> sent() {
    return sent;
  }

  void register(int subtask) {
    readers.put(subtask, new ReaderInfo(subtask, "127.0.0.1"));
  }

  void unregister(int subtask) {
    readers.remove(subtask);
  }

  @Override
  public int currentParallelism() {
    return parallelism;
  }

  @Override
  public void assignSplits(SplitsAssignment<S> assignment) {
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
    sent.add(subtask + " " + event);
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return readers;
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
