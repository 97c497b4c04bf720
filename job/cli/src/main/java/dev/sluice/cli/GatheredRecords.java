package dev.sluice.cli;

import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.Header;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.event.RecordKey;
import dev.sluice.engine.join.JoinLimits;
import dev.sluice.engine.join.JoinRecord;
import dev.sluice.engine.join.JoinRun;
import dev.sluice.engine.join.JoinedEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of larger events that have been read, until those events are judged: at the end of
 * all files, as in a job that reads files to their end. What comes from standard input need not
 * end, and is judged once a record is newer by the wait.
 */
final class GatheredRecords {
  private final EventReader reader;
  private final boolean on;
  private final JoinRun run;
  private List<JoinedEvent> due = new ArrayList<>();
  private long records;
  private long events;
  private long incomplete;

  /**
   * @param reader tells which events are records
   */
  GatheredRecords(EventReader reader, JoinLimits limits) {
    this.reader = reader;
    this.on = limits.isOn();
    this.run = new JoinRun(limits, this::add);
  }

  /** Takes the event in {@code bytes} when it is a record; returns whether it is. */
  boolean take(byte[] bytes, Origin origin, boolean endless) {
    if (!on || !reader.mayBeRecord(bytes)) {
      return false;
    }
    Header header = reader.header(bytes);
    RecordKey key = header.record();
    if (key == null || header.host() == null || header.time() == null) {
      return false;
    }
    long timeMillis = header.time().toEpochMilli();
    if (!run.add(header.host(), new JoinRecord(key, origin, timeMillis, bytes))) {
      return false;
    }
    records++;
    if (endless) {
      run.advance(timeMillis);
    }
    return true;
  }

  /** Says that nothing follows. */
  void finish() {
    run.finish();
  }

  /** The events that have become due since the last call. */
  List<JoinedEvent> due() {
    if (due.isEmpty()) {
      return List.of();
    }
    List<JoinedEvent> taken = due;
    due = new ArrayList<>();
    return taken;
  }

  /** Whether there was a record at all. */
  boolean isEmpty() {
    return records == 0;
  }

  /** {@code 3 events of 12 records, 1 incomplete}. */
  String text() {
    return Tally.count(events)
        + " events of "
        + Tally.count(records)
        + " records, "
        + Tally.count(incomplete)
        + " incomplete";
  }

  private void add(JoinedEvent event) {
    events++;
    incomplete += event.isIncomplete() ? 1 : 0;
    due.add(event);
  }
}
