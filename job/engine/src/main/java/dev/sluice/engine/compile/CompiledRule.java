package dev.sluice.engine.compile;

import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.SigmaRule;
import java.time.Instant;
import java.util.List;

/**
 * A rule that can be evaluated.
 *
 * @param rule as its author wrote it
 * @param header what the rule says about itself, with the level of its treatment
 * @param predicate condition of the rule, those of its filters, and its end
 * @param filters the filters that were added, in the order of their ids
 * @param routable some log source entry can admit an event to the rule
 * @param treatment already part of the header and the predicate
 */
public record CompiledRule(
    SigmaRule rule,
    Header header,
    Predicate predicate,
    List<Header> filters,
    boolean routable,
    Treatment treatment) {

  public CompiledRule {
    filters = List.copyOf(filters);
  }

  /** A rule in force as it is written. */
  CompiledRule(SigmaRule rule, Predicate predicate, List<Header> filters, boolean routable) {
    this(rule, rule.header(), predicate, filters, routable, Treatment.ENABLED);
  }

  /** The id, unique in a rule set. */
  public String id() {
    return header.id();
  }

  /** Whether its alerts are to be kept apart from those that count. */
  public boolean shadow() {
    return treatment.mode() == Treatment.Mode.SHADOW;
  }

  /**
   * This rule, which must be in force as it is written, under {@code wanted}. One that expires
   * fires on events without a time for ever: what may be an attack rather alerts.
   */
  CompiledRule treated(Treatment wanted) {
    if (!treatment.equals(Treatment.ENABLED)) {
      throw new IllegalStateException("treated already: " + id());
    }
    String level = wanted.level();
    Instant expires = wanted.expires();
    return new CompiledRule(
        rule,
        level == null ? header : header.withLevel(level),
        expires == null
            ? predicate
            : new Predicate.And(List.of(predicate, new Predicate.Before(expires, true))),
        filters,
        routable,
        wanted);
  }
}
