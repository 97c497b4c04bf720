package dev.sluice.stream;

import dev.sluice.stream.AlertBudget.Grant;
import java.time.Instant;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;

/**
 * Keeps storms of alerts off the alert topic and loses none: each alert goes to exactly one route.
 *
 * <p>For an operator that is keyed by host, on its task thread, with the host of the alert as the
 * current key. An alert that says what another has said (see {@link Suppression}) is suppressed and
 * takes nothing of the budget; one beyond the budget opens no interval. Alerts in shadow pass both
 * by.
 *
 * <p>Event time only. An event without time counts at the watermark, at 1970 while there is none. A
 * late event may find its minute or interval forgotten: then both start anew, and end with the next
 * watermark at the latest when their time is past. Which alert of a storm goes out depends on the
 * order of events alone, but for late ones and those without time.
 *
 * <p>Invariant: event-time timers remove all state; a clock that moves on leaves none behind.
 */
final class AlertGate {
  static final String OVERFLOWED = "alertsOverflowed";
  static final String SUPPRESSED = "alertsSuppressed";
  static final String UNSUPPRESSED = "alertsUnsuppressed";

  /** Beyond it no arithmetic is safe; a clock stands there when all input has ended. */
  private static final long LAST_MILLIS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private final AlertLimits limits;
  private final AlertBudget budget;
  private final SuppressionIntervals intervals;
  private final Counter overflowed;
  private final Counter suppressed;
  private final Counter unsuppressed;

  /** Takes hold of its state and metrics, once in {@code open}. */
  AlertGate(RuntimeContext context, AlertLimits limits) {
    this.limits = limits;
    this.budget = new AlertBudget(context, limits);
    this.intervals = new SuppressionIntervals(context, limits);
    this.overflowed = context.getMetricGroup().counter(OVERFLOWED);
    this.suppressed = context.getMetricGroup().counter(SUPPRESSED);
    this.unsuppressed = context.getMetricGroup().counter(UNSUPPRESSED);
  }

  /**
   * Sends an alert to its route.
   *
   * @param eventTimeMillis of its event, {@link EventClock#NO_TIME} when there is none
   */
  void route(RaisedAlert raised, long eventTimeMillis, TimerService timers, AlertRoutes routes)
      throws Exception {
    if (raised.shadow()) {
      routes.shadow(raised.alert());
      return;
    }
    long timeMillis = timeMillis(eventTimeMillis, timers);
    SuppressionKey key = raised.suppression();
    if (key != null && intervals.suppress(raised.ruleId(), key, timeMillis)) {
      suppressed.inc();
      routes.overflow(raised.alert(), OverflowReason.SUPPRESSED);
    } else if (isGranted(raised, AlertMinute.at(timeMillis), timers, routes)) {
      routes.alert(raised.alert());
      if (key != null && !intervals.open(raised, key, timeMillis, timers, routes)) {
        unsuppressed.inc();
      }
    }
  }

  /**
   * Forgets what is over at {@code timestampMillis}; call it for every event-time timer, of
   * whomever.
   *
   * @param host the current key
   */
  void onTimer(long timestampMillis, String host, TimerService timers, AlertRoutes routes)
      throws Exception {
    intervals.close(timestampMillis, host, routes);
    budget.clean(timestampMillis, timers);
  }

  private boolean isGranted(
      RaisedAlert raised, AlertMinute minute, TimerService timers, AlertRoutes routes)
      throws Exception {
    Grant grant = budget.take(raised.ruleId(), minute, timers);
    if (grant == Grant.WITHIN) {
      return true;
    }
    overflowed.inc();
    routes.overflow(raised.alert(), OverflowReason.BUDGET);
    if (grant == Grant.FIRST_EXCESS) {
      routes.noisy(NoisyRule.of(raised, minute, limits.perMinute()));
    }
    return false;
  }

  private static long timeMillis(long eventTimeMillis, TimerService timers) {
    long timeMillis =
        eventTimeMillis == EventClock.NO_TIME ? timers.currentWatermark() : eventTimeMillis;
    return Math.min(Math.max(timeMillis, 0), LAST_MILLIS);
  }
}
