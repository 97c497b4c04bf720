package dev.sluice.stream;

import dev.sluice.stream.EventFileCursor.Read;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

/**
 * Emits what {@link EventFileSplitReader} reads and keeps where each file stands as of the last
 * event emitted.
 */
final class EventFileReader
    extends SingleThreadMultiplexSourceReaderBase<
        Read, RawEvent, EventFileSplit, EventFileReader.Progress> {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  /** The split as a checkpoint would store it; changed by the task thread alone. */
  static final class Progress {
    private EventFileSplit split;

    Progress(EventFileSplit split) {
      this.split = split;
    }
  }

  EventFileReader(
      Supplier<SplitReader<Read, EventFileSplit>> splitReader, SourceReaderContext context) {
    super(
        splitReader,
        (read, output, progress) -> {
          output.collect(read.event(), read.event().timeMillis());
          progress.split = read.after();
        },
        impatient(context.getConfiguration()),
        context);
  }

  /**
   * A thread that waits for standard input cannot be ended: closing must not wait for it as long as
   * Flink would.
   */
  private static Configuration impatient(Configuration settings) {
    Configuration copy = new Configuration(settings);
    copy.set(SourceReaderOptions.SOURCE_READER_CLOSE_TIMEOUT, CLOSE_TIMEOUT.toMillis());
    return copy;
  }

  @Override
  protected Progress initializedState(EventFileSplit split) {
    return new Progress(split);
  }

  @Override
  protected EventFileSplit toSplitType(String splitId, Progress progress) {
    return progress.split;
  }

  @Override
  protected void onSplitFinished(Map<String, Progress> finished) {}
}
