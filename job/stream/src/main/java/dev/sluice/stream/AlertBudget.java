package dev.sluice.stream;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.TimerService;

/**
 * Counts the alerts of each rule on the host of the current key, minute by minute.
 *
 * <p>A count stops one above the budget, so that a storm writes no state.
 *
 * <p>Invariant: each count has an event-time timer at or before its due time.
 */
final class AlertBudget {
  static final MapStateDescriptor<String, Integer> COUNTS =
      new MapStateDescriptor<>("alert-counts", StringSerializer.INSTANCE, IntSerializer.INSTANCE);

  private final AlertLimits limits;
  private final MapState<String, Integer> counts;

  AlertBudget(RuntimeContext context, AlertLimits limits) {
    this.limits = limits;
    this.counts = context.getMapState(COUNTS);
  }

  /** Whether an alert is within the budget. */
  enum Grant {
    WITHIN,
    FIRST_EXCESS,
    EXCESS
  }

  /** Counts an alert of {@code ruleId} in {@code minute}. */
  Grant take(String ruleId, AlertMinute minute, TimerService timers) throws Exception {
    String key = minute.key(ruleId);
    Integer counted = counts.get(key);
    int before = counted == null ? 0 : counted;
    if (before > limits.perMinute()) {
      return Grant.EXCESS;
    }
    counts.put(key, before + 1);
    if (before == 0) {
      timers.registerEventTimeTimer(minute.dueMillis(limits.latenessMinutes()));
    }
    return before < limits.perMinute() ? Grant.WITHIN : Grant.FIRST_EXCESS;
  }

  /**
   * Forgets the minutes that are due at {@code timestampMillis}, the time of a timer.
   *
   * <p>The rest get their timer again, for an earlier run of the job may have set it for another
   * lateness. Entries are removed one by one: an iterator would leave an empty map behind.
   */
  void clean(long timestampMillis, TimerService timers) throws Exception {
    if (timestampMillis % AlertMinute.MILLIS != 0) {
      return;
    }
    List<String> due = new ArrayList<>();
    for (String key : counts.keys()) {
      long dueMillis = AlertMinute.ofKey(key).dueMillis(limits.latenessMinutes());
      if (dueMillis <= timestampMillis) {
        due.add(key);
      } else {
        timers.registerEventTimeTimer(dueMillis);
      }
    }
    for (String key : due) {
      counts.remove(key);
    }
  }
}
