package dev.sluice.engine.correlate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A correlation that has fired for a group.
 *
 * @param group values of the fields of the definition's {@code groupBy}
 */
public record CorrelationAlert(CompiledCorrelation correlation, List<String> group, Firing firing) {

  public CorrelationAlert {
    group = List.copyOf(group);
  }

  /** Its identity; see {@link Firing#alertId}. */
  public String alertId() {
    return firing.alertId(correlation.definitionHash(), group);
  }

  /** The host that all events have which it lists, or null. */
  public @Nullable String host() {
    return firing.host();
  }
}
