package dev.sluice.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Some ticks a second, so that subtasks without events have an occasion to speak. No verdict
 * depends on them. Runs with parallelism 1; has no state.
 */
final class TickSource
    implements Source<ControlMessage, RuleDirectorySplit, List<RuleDirectorySplit>>,
        ResultTypeQueryable<ControlMessage> {
  static final int PER_SECOND = 10;

  private static final long serialVersionUID = 1;

  private final boolean bounded;

  /**
   * @param bounded whether there is no tick at all, for a job that ends with its events
   */
  TickSource(boolean bounded) {
    this.bounded = bounded;
  }

  @Override
  public Boundedness getBoundedness() {
    return bounded ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<ControlMessage, RuleDirectorySplit> createReader(
      SourceReaderContext context) {
    return new Reader();
  }

  @Override
  public SplitEnumerator<RuleDirectorySplit, List<RuleDirectorySplit>> createEnumerator(
      SplitEnumeratorContext<RuleDirectorySplit> context) {
    return new FixedSplitsEnumerator<>(context, List.of(), bounded);
  }

  @Override
  public SplitEnumerator<RuleDirectorySplit, List<RuleDirectorySplit>> restoreEnumerator(
      SplitEnumeratorContext<RuleDirectorySplit> context, List<RuleDirectorySplit> none) {
    return createEnumerator(context);
  }

  @Override
  public SimpleVersionedSerializer<RuleDirectorySplit> getSplitSerializer() {
    return new RuleDirectorySplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<RuleDirectorySplit>> getEnumeratorCheckpointSerializer() {
    return new SplitListSerializer<>(new RuleDirectorySplitSerializer());
  }

  @Override
  public TypeInformation<ControlMessage> getProducedType() {
    return StreamTypes.CONTROL_MESSAGE;
  }

  /** A thread of its own says when the next tick is due. */
  private static final class Reader implements SourceReader<ControlMessage, RuleDirectorySplit> {
    private final ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "rule-ticks");
              thread.setDaemon(true);
              return thread;
            });

    // guarded by this
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean due;
    private boolean ended;

    @Override
    public void start() {
      long millis = Duration.ofSeconds(1).toMillis() / PER_SECOND;
      var unused = clock.scheduleAtFixedRate(this::fall, millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized InputStatus pollNext(ReaderOutput<ControlMessage> output) {
      if (ended) {
        // The end of a source is a watermark without end, but not of one that is idle.
        output.markIdle();
        return InputStatus.END_OF_INPUT;
      }
      if (due) {
        due = false;
        output.collect(ControlMessage.TICK);
      }
      available = new CompletableFuture<>();
      return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<RuleDirectorySplit> snapshotState(long checkpointId) {
      return List.of();
    }

    @Override
    public synchronized CompletableFuture<Void> isAvailable() {
      return available;
    }

    @Override
    public void addSplits(List<RuleDirectorySplit> splits) {
      throw new IllegalStateException("there are no splits of ticks");
    }

    @Override
    public synchronized void notifyNoMoreSplits() {
      ended = true;
      available.complete(null);
    }

    @Override
    public void close() {
      clock.shutdownNow();
    }

    private synchronized void fall() {
      if (!ended) {
        due = true;
        available.complete(null);
      }
    }
  }
}
