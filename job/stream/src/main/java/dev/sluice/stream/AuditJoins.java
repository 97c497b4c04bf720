package dev.sluice.stream;

import dev.sluice.engine.event.RecordKey;
import dev.sluice.engine.join.JoinLimits;
import dev.sluice.engine.join.JoinRecord;
import dev.sluice.engine.join.JoinedEvent;
import dev.sluice.engine.join.JoinedEvent.Release;
import dev.sluice.engine.join.RecordJoin;
import dev.sluice.stream.RawEvent.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimerService;

/**
 * Joins the records of the current host; see {@link RecordJoin}.
 *
 * <p>For an operator that is keyed by host, on its task thread. What is joined is judged like any
 * event, once the watermark has passed its time by the wait: at the end of all input at the latest.
 */
final class AuditJoins {
  static final String JOINED = "eventsJoined";
  static final String INCOMPLETE = "eventsJoinedIncomplete";
  static final String LATE = "recordsJoinedLate";

  private final RecordJoin join;
  private final KeyedRecords records;
  private final Counter joined;
  private final Counter incomplete;
  private final Counter late;

  /** Takes hold of its state and metrics, once in {@code open}. */
  AuditJoins(RuntimeContext context, JoinLimits limits) {
    this.join = new RecordJoin(limits);
    this.records = new KeyedRecords(context);
    MetricGroup metrics = context.getMetricGroup();
    this.joined = metrics.counter(JOINED);
    this.incomplete = metrics.counter(INCOMPLETE);
    this.late = metrics.counter(LATE);
  }

  /** Returns whether {@code raw} is a record that has to be joined: then {@link #take} it. */
  boolean takes(RawEvent raw) {
    return raw.record() != null && join.admits(raw.bytes());
  }

  /** Takes a record in, and returns the events that have become due by it. */
  List<RawEvent> take(RawEvent raw, TimerService timers) {
    List<RawEvent> due = new ArrayList<>(0);
    RecordKey key = Objects.requireNonNull(raw.record());
    JoinRecord record = new JoinRecord(key, raw.origin(), raw.timeMillis(), raw.bytes());
    join.add(
        raw.host(),
        record,
        timers.currentWatermark(),
        records.with(timers),
        event -> due.add(raw(raw.host(), event)));
    return due;
  }

  /**
   * Returns the events that are due at {@code timestampMillis}; call it for every event-time timer,
   * of whomever.
   *
   * @param host the current key
   */
  List<RawEvent> onTimer(long timestampMillis, String host, TimerService timers) {
    List<RawEvent> due = new ArrayList<>(1);
    join.release(host, timestampMillis, records.with(timers), event -> due.add(raw(host, event)));
    return due;
  }

  private RawEvent raw(String host, JoinedEvent event) {
    joined.inc();
    if (event.isIncomplete()) {
      incomplete.inc();
    }
    if (event.release() == Release.LATE) {
      late.inc();
    }
    return new RawEvent(
        event.bytes(), host, event.timeMillis(), Clock.STAYS, event.origin(), null, null);
  }
}
