package dev.sluice.engine.correlate;

import dev.sluice.engine.event.Origin;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a correlation is made of: an event that one of its rules fired on, or an alert of a
 * correlation that it looks at.
 *
 * @param timeMillis event time; of an alert its time
 * @param origin of the event; of an alert that of its last event
 * @param host of the event; null when there is none, or of an alert several
 * @param input place of the rule in the correlation
 * @param alertId null for an event
 */
public record Contribution(
    long timeMillis, Origin origin, @Nullable String host, int input, @Nullable String alertId)
    implements Comparable<Contribution> {
  private static final Comparator<Contribution> ORDER =
      Comparator.comparingLong(Contribution::timeMillis)
          .thenComparing(c -> c.origin.name())
          .thenComparingInt(c -> c.origin.partition())
          .thenComparingLong(c -> c.origin.position())
          .thenComparing(c -> c.alertId == null ? "" : c.alertId)
          .thenComparingInt(Contribution::input);

  /** The order in which contributions are applied: by time, then by origin. */
  @Override
  public int compareTo(Contribution other) {
    return ORDER.compare(this, other);
  }

  /** Whether both are the same event, on which several rules fired. */
  public boolean isSameEvent(Contribution other) {
    return timeMillis == other.timeMillis
        && origin.equals(other.origin)
        && java.util.Objects.equals(alertId, other.alertId);
  }
}
