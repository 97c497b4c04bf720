package dev.sluice.engine.correlate;

import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.sigma.AlertHeader;
import java.time.Instant;

/**
 * A correlation that can run.
 *
 * @param header what alerts show of it, with the level of its treatment
 * @param definitionHash SHA-256 of definition and stage; what the correlation says about itself has
 *     no part in it
 * @param stage 1, or one more than the highest stage of the correlations it looks at
 * @param silent whether it raises no alerts of its own, because a correlation of its file looks at
 *     it and does not say {@code generate}
 * @param treatment in shadow too when one of its rules is
 */
public record CompiledCorrelation(
    AlertHeader header,
    CorrelationDefinition definition,
    String definitionHash,
    int stage,
    boolean silent,
    Treatment treatment) {

  /** How deep correlations of correlations may be. */
  public static final int MAX_STAGE = 3;

  /** The id, unique in a rule set. */
  public String id() {
    return header.id();
  }

  /** Whether its alerts are to be kept apart from those that count. */
  public boolean shadow() {
    return treatment.mode() == Treatment.Mode.SHADOW;
  }

  /** Whether it may fire at {@code timeMillis}, event time. */
  public boolean inForceAt(long timeMillis) {
    Instant expires = treatment.expires();
    return expires == null || Instant.ofEpochMilli(timeMillis).isBefore(expires);
  }
}
