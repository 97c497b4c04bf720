package dev.sluice.stream;

import dev.sluice.engine.event.Origin;
import dev.sluice.engine.lineage.KnownProcess;
import dev.sluice.engine.lineage.Lineage;
import dev.sluice.engine.lineage.LineageCounts;
import dev.sluice.engine.lineage.ProcessStore.Extent;
import dev.sluice.engine.lineage.TableLineage;
import dev.sluice.stream.RawEvent.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimerService;

/**
 * The lineage of processes on the host of the current key.
 *
 * <p>Events without a host or a time of their own take no part. Each origin has a table of its own:
 * its events come in order whatever the parallelism, and those of two origins do not. So what an
 * event is told is a function of the log of its partition.
 *
 * <p>Event time only. A host of which no process was seen to start for {@link #SILENCE} is
 * forgotten. By then a look-up ignores all that was kept, unless the event is more than a day
 * behind the watermark: only such an event may, in a replay, be told of processes that it was not
 * told of before, or the other way round.
 *
 * <p>Invariant: each host with processes has an event-time timer at the time to forget it.
 */
final class KeyedLineage implements LineageCounts {
  static final String SEEN = "processesSeen";
  static final String ENRICHED = "eventsEnriched";

  static final MapStateDescriptor<String, KnownProcess> PROCESSES =
      new MapStateDescriptor<>("lineage-processes", Types.STRING, Types.POJO(KnownProcess.class));
  static final MapStateDescriptor<String, List<String>> NAMES =
      new MapStateDescriptor<>("lineage-names", Types.STRING, Types.LIST(Types.STRING));
  static final MapStateDescriptor<String, Extent> EXTENTS =
      new MapStateDescriptor<>("lineage-extents", Types.STRING, Types.POJO(Extent.class));
  static final ValueStateDescriptor<Long> UNTIL =
      new ValueStateDescriptor<>("lineage-until", Types.LONG);

  /** The retention of look-ups, and a day for events that are late. */
  static final Duration SILENCE = TableLineage.RETENTION.plusDays(1);

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final MapState<String, KnownProcess> processes;
  private final MapState<String, List<String>> names;
  private final MapState<String, Extent> extents;
  private final ValueState<Long> until;
  private final Counter seen;
  private final Counter enriched;

  /** Takes hold of its state and metrics, once in {@code open}. */
  KeyedLineage(RuntimeContext context) {
    this.processes = context.getMapState(PROCESSES);
    this.names = context.getMapState(NAMES);
    this.extents = context.getMapState(EXTENTS);
    this.until = context.getState(UNTIL);
    MetricGroup metrics = context.getMetricGroup();
    this.seen = metrics.counter(SEEN);
    this.enriched = metrics.counter(ENRICHED);
  }

  /**
   * Returns the lineage of {@code raw}, whose host is the current key.
   *
   * @param origin whose table it belongs to: its own, or {@link Lineage#JOINED}
   */
  Lineage of(RawEvent raw, Origin origin, TimerService timers) {
    if (HostKey.isNameless(raw.host())
        || raw.timeMillis() == EventClock.NO_TIME
        || raw.clock() == Clock.STANDS_IN) {
      return Lineage.NONE;
    }
    // Most events are never asked.
    return (creation, values) -> {
      if (creation) {
        KeyedState.write(() -> keep(raw.timeMillis(), timers));
      }
      return table(origin, raw.timeMillis()).of(creation, values);
    };
  }

  private TableLineage table(Origin origin, long timeMillis) {
    String place = origin.name() + "/" + origin.partition();
    return new TableLineage(new KeyedProcesses(place, processes, names, extents), timeMillis, this);
  }

  /** Forgets the host if it is time to; call it for every event-time timer, of whomever. */
  void onTimer(long timestampMillis) throws Exception {
    Long last = until.value();
    if (last != null && last <= timestampMillis) {
      processes.clear();
      names.clear();
      extents.clear();
      until.clear();
    }
  }

  /** At whole days, so that a host sets few timers. */
  private void keep(long timeMillis, TimerService timers) throws Exception {
    long from = Math.max(timeMillis, timers.currentWatermark());
    long due = (from + SILENCE.toMillis() + DAY_MILLIS - 1) / DAY_MILLIS * DAY_MILLIS;
    Long known = until.value();
    if (known == null || known < due) {
      until.update(due);
      timers.registerEventTimeTimer(due);
    }
  }

  @Override
  public void processSeen() {
    seen.inc();
  }

  @Override
  public void eventEnriched() {
    enriched.inc();
  }
}
