package dev.sluice.stream;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.stream.EventFileCursor.Read;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of one subtask, one after the other; when following, in turn for ever.
 *
 * <p>Used by the fetcher thread alone, so that a standard input which says nothing holds up no
 * checkpoint. A fetch never waits longer than {@value #NAP_MILLIS} ms for its rate, and so needs no
 * waking.
 */
final class EventFileSplitReader implements SplitReader<Read, EventFileSplit> {
  static final int BATCH_EVENTS = 256;

  private static final int BATCH_BYTES = 1 << 20;
  private static final long NAP_MILLIS = 20;

  private final EventScan scan;
  private final EventLimits limits;
  private final boolean follow;
  private final double eventsPerSecondAndFile;
  private final Queue<EventFileSplit> waiting = new ArrayDeque<>();
  private @Nullable EventFileCursor cursor;
  private Pace pace = new Pace(0, System::nanoTime);
  private int files;

  /**
   * @param eventsPerSecondAndFile 0 for no limit
   */
  EventFileSplitReader(
      EventScan scan, EventLimits limits, boolean follow, double eventsPerSecondAndFile) {
    this.scan = scan;
    this.limits = limits;
    this.follow = follow;
    this.eventsPerSecondAndFile = eventsPerSecondAndFile;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<EventFileSplit> change) {
    waiting.addAll(change.splits());
    files += change.splits().size();
    pace = new Pace(eventsPerSecondAndFile * files, System::nanoTime);
  }

  @Override
  public RecordsWithSplitIds<Read> fetch() throws IOException {
    RecordsBySplits.Builder<Read> batch = new RecordsBySplits.Builder<>();
    EventFileCursor open = opened();
    if (open != null) {
      int due = pace.take(open.split().isStandardInput() ? 1 : BATCH_EVENTS);
      if (due == 0) {
        nap();
      } else if (!fill(batch, open, due)) {
        end(batch, open);
      }
    }
    return batch.build();
  }

  @Override
  public void wakeUp() {}

  @Override
  public void close() throws IOException {
    if (cursor != null) {
      cursor.close();
    }
  }

  private @Nullable EventFileCursor opened() throws IOException {
    if (cursor == null && !waiting.isEmpty()) {
      cursor = EventFileCursor.open(waiting.remove(), scan, limits);
    }
    return cursor;
  }

  /** Returns false when the file has ended. */
  private boolean fill(RecordsBySplits.Builder<Read> batch, EventFileCursor open, int due) {
    String id = open.split().splitId();
    long bytes = 0;
    for (int i = 0; i < due && bytes < BATCH_BYTES; i++) {
      Read read = open.next();
      if (read == null) {
        return false;
      }
      bytes += read.event().bytes().length;
      batch.add(id, read);
    }
    return true;
  }

  /** A file without any event is not followed: there is nothing to replay. */
  private void end(RecordsBySplits.Builder<Read> batch, EventFileCursor open) throws IOException {
    EventFileSplit split = open.split();
    open.close();
    cursor = null;
    if (follow && !split.isStandardInput() && split.documents() > 0) {
      waiting.add(split.replayed());
    } else {
      batch.addFinishedSplit(split.splitId());
    }
  }

  private static void nap() {
    try {
      Thread.sleep(NAP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
