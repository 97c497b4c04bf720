package dev.sluice.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Watches rule files from a thread of its own and proposes what it sees.
 *
 * <p>The watching thread hands over under this object's lock; everything else is done by the task
 * thread.
 */
final class RuleDirectoryReader implements SourceReader<ControlMessage, RuleDirectorySplit> {
  private final String ruleSet;
  private final List<String> paths;
  private final Duration interval;
  private final ScheduledExecutorService watcher;
  private @Nullable RuleDirectorySplit split;
  private @Nullable ScheduledFuture<?> watching;

  // guarded by this
  private CompletableFuture<Void> available = new CompletableFuture<>();
  private @Nullable RuleSnapshot seen;
  private @Nullable Throwable failure;
  private boolean ended;

  RuleDirectoryReader(String ruleSet, List<String> paths, Duration interval) {
    this.ruleSet = ruleSet;
    this.paths = List.copyOf(paths);
    this.interval = interval;
    this.watcher =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "rule-watch");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public void start() {}

  @Override
  public void addSplits(List<RuleDirectorySplit> splits) {
    for (RuleDirectorySplit dealt : splits) {
      split = dealt;
      RuleWatch watch = new RuleWatch(paths, dealt.hash());
      long millis = interval.toMillis();
      watching =
          watcher.scheduleWithFixedDelay(() -> look(watch), 0, millis, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<ControlMessage> output) {
    RuleSnapshot snapshot = take();
    if (snapshot != null && split != null) {
      split = new RuleDirectorySplit(split.version() + 1, snapshot.hash());
      output.collect(
          ControlMessage.files(
              new RuleProposal(ruleSet, split.version(), snapshot.files(), snapshot.unreadable())));
    }
    if (!hasEnded()) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    // The end of a source is a watermark without end, but not of one that is idle.
    output.markIdle();
    return InputStatus.END_OF_INPUT;
  }

  @Override
  public List<RuleDirectorySplit> snapshotState(long checkpointId) {
    return split == null ? List.of() : List.of(split);
  }

  @Override
  public synchronized CompletableFuture<Void> isAvailable() {
    return available;
  }

  /** Only a bounded source is told so: it has proposed nothing but the seed. */
  @Override
  public synchronized void notifyNoMoreSplits() {
    ended = true;
    available.complete(null);
  }

  @Override
  public void close() {
    if (watching != null) {
      watching.cancel(true);
    }
    watcher.shutdownNow();
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  private synchronized @Nullable RuleSnapshot take() {
    if (failure != null) {
      throw new IllegalStateException("watching the rules failed", failure);
    }
    RuleSnapshot taken = seen;
    seen = null;
    if (!ended && available.isDone()) {
      available = new CompletableFuture<>();
    }
    return taken;
  }

  private void look(RuleWatch watch) {
    try {
      RuleSnapshot snapshot = watch.poll();
      if (snapshot != null) {
        hand(snapshot, null);
      }
    } catch (RuntimeException | Error e) {
      hand(null, e);
      throw e;
    }
  }

  private synchronized void hand(@Nullable RuleSnapshot snapshot, @Nullable Throwable problem) {
    seen = snapshot;
    failure = problem;
    available.complete(null);
  }
}
