package dev.sluice.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.TimerService;

/**
 * The intervals of suppression that are open on the host of the current key.
 *
 * <p>A rule and a digest have one interval at a time. It is over at the timer for its end, or as
 * soon as an alert after its end opens the next one.
 *
 * <p>Invariant: each interval has an event-time timer at or after its end, and is counted for its
 * rule.
 */
final class SuppressionIntervals {
  static final MapStateDescriptor<String, OpenInterval> INTERVALS =
      new MapStateDescriptor<>("alert-intervals", Types.STRING, OpenInterval.TYPE);
  static final MapStateDescriptor<String, Integer> OPEN =
      new MapStateDescriptor<>(
          "alert-intervals-open", StringSerializer.INSTANCE, IntSerializer.INSTANCE);

  private static final Comparator<OpenInterval> ORDER =
      Comparator.comparingLong(OpenInterval::fromMillis).thenComparing(OpenInterval::firstAlertId);

  private final int maxOpen;
  private final MapState<String, OpenInterval> intervals;
  private final MapState<String, Integer> open;

  SuppressionIntervals(RuntimeContext context, AlertLimits limits) {
    this.maxOpen = limits.openIntervals();
    this.intervals = context.getMapState(INTERVALS);
    this.open = context.getMapState(OPEN);
  }

  /** Counts an alert if an open interval covers it, and returns whether one does. */
  boolean suppress(String ruleId, SuppressionKey key, long timeMillis) throws Exception {
    String name = name(ruleId, key);
    OpenInterval interval = intervals.get(name);
    if (interval == null || !interval.covers(timeMillis)) {
      return false;
    }
    intervals.put(name, interval.counting());
    return true;
  }

  /**
   * Opens an interval with an alert that none suppresses.
   *
   * <p>An alert from long before the open interval opens none: its time is past.
   *
   * @return false when the rule has too many open ones on this host
   */
  boolean open(
      RaisedAlert raised,
      SuppressionKey key,
      long timeMillis,
      TimerService timers,
      AlertRoutes routes)
      throws Exception {
    String name = name(raised.ruleId(), key);
    OpenInterval last = intervals.get(name);
    if (last != null && !last.endsBy(timeMillis)) {
      return true;
    }
    if (last == null && !countOneMore(raised.ruleId())) {
      return false;
    }
    if (last != null) {
      report(last, raised.alert().host(), routes);
    }
    OpenInterval next = OpenInterval.openedBy(raised, key, timeMillis);
    intervals.put(name, next);
    timers.registerEventTimeTimer(next.dueMillis());
    return true;
  }

  /** Reports and forgets the intervals that end by {@code timestampMillis}, oldest first. */
  void close(long timestampMillis, String host, AlertRoutes routes) throws Exception {
    List<String> names = new ArrayList<>();
    List<OpenInterval> ended = new ArrayList<>();
    for (Map.Entry<String, OpenInterval> entry : intervals.entries()) {
      if (entry.getValue().endsBy(timestampMillis)) {
        names.add(entry.getKey());
        ended.add(entry.getValue());
      }
    }
    for (String name : names) {
      intervals.remove(name);
    }
    ended.sort(ORDER);
    for (OpenInterval interval : ended) {
      countOneLess(interval.ruleId());
      report(interval, host, routes);
    }
  }

  private static void report(OpenInterval interval, String host, AlertRoutes routes) {
    if (interval.suppressed() > 0) {
      routes.suppressed(interval.summary(host));
    }
  }

  private boolean countOneMore(String ruleId) throws Exception {
    Integer counted = open.get(ruleId);
    int before = counted == null ? 0 : counted;
    if (before >= maxOpen) {
      return false;
    }
    open.put(ruleId, before + 1);
    return true;
  }

  private void countOneLess(String ruleId) throws Exception {
    Integer counted = open.get(ruleId);
    if (counted != null && counted > 1) {
      open.put(ruleId, counted - 1);
    } else {
      open.remove(ruleId);
    }
  }

  /** A digest holds no separator, so that the last one of a name is the one put in here. */
  private static String name(String ruleId, SuppressionKey key) {
    return ruleId + "|" + key.digest();
  }
}
