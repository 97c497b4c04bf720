package dev.sluice.stream;

import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * An interval of suppression as it rests in state.
 *
 * @param firstAlertId the alert that opened it, the only one that went out
 * @param fromMillis event time of that alert
 * @param toMillis first time outside
 * @param suppressed number of alerts since
 */
public record OpenInterval(
    String ruleId,
    String level,
    String firstAlertId,
    long fromMillis,
    long toMillis,
    long suppressed) {
  static final TypeInformation<OpenInterval> TYPE = Types.POJO(OpenInterval.class);

  private static final long SECOND_MILLIS = 1000;

  /** The interval that {@code raised}, an alert of an event at {@code timeMillis}, opens. */
  static OpenInterval openedBy(RaisedAlert raised, SuppressionKey key, long timeMillis) {
    Alert alert = raised.alert();
    long toMillis = timeMillis + key.interval().toMillis();
    return new OpenInterval(
        raised.ruleId(), alert.level(), alert.alertId(), timeMillis, toMillis, 0);
  }

  /**
   * Whether an event at {@code timeMillis} is less than the interval apart from the first one:
   * before it, too, for events come out of order.
   */
  boolean covers(long timeMillis) {
    return Math.abs(timeMillis - fromMillis) < toMillis - fromMillis;
  }

  /** Whether it is over for an event, or a clock, at {@code timeMillis}. */
  boolean endsBy(long timeMillis) {
    return toMillis <= timeMillis;
  }

  /** When to look whether it is over: at a whole second, so that many share one timer. */
  long dueMillis() {
    return (toMillis + SECOND_MILLIS - 1) / SECOND_MILLIS * SECOND_MILLIS;
  }

  /** The same with one alert more. */
  OpenInterval counting() {
    return new OpenInterval(ruleId, level, firstAlertId, fromMillis, toMillis, suppressed + 1);
  }

  SuppressionSummary summary(String host) {
    return new SuppressionSummary(
        host,
        ruleId,
        level,
        firstAlertId,
        Instant.ofEpochMilli(fromMillis),
        Instant.ofEpochMilli(toMillis),
        suppressed);
  }
}
