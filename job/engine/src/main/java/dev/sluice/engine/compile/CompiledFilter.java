package dev.sluice.engine.compile;

import dev.sluice.engine.sigma.SigmaFilter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A filter and its condition, ready to be added to rules. */
public record CompiledFilter(SigmaFilter filter, Predicate predicate) {

  /**
   * This filter for events whose own time is before {@code expires}, null for all events. It does
   * not apply to an event without a time: what may be an attack rather alerts.
   */
  public CompiledFilter until(@Nullable Instant expires) {
    if (expires == null) {
      return this;
    }
    Predicate expired = new Predicate.Not(new Predicate.Before(expires, false));
    return new CompiledFilter(filter, Predicate.anyOf(List.of(predicate, expired)));
  }
}
