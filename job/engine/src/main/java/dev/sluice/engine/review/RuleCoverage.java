package dev.sluice.engine.review;

import dev.sluice.engine.compile.CompiledRule;
import java.util.List;

/**
 * What a stream of events lets one rule see.
 *
 * @param admitted events of the rule's log source
 * @param looked events among them in which the fields were looked for
 * @param fired events among them on which it fired
 * @param hosts that sent them, about; see {@link HostSketch}
 * @param missingFields fields that it reads and none of those events has, in order; empty when no
 *     event was admitted
 * @param blindSelections search identifiers that no admitted event can satisfy for want of a field;
 *     those under {@code not} are left out
 */
public record RuleCoverage(
    CompiledRule rule,
    long admitted,
    long looked,
    long fired,
    long hosts,
    List<String> missingFields,
    List<String> blindSelections,
    Sight sight) {

  public RuleCoverage {
    missingFields = List.copyOf(missingFields);
    blindSelections = List.copyOf(blindSelections);
  }

  /** Whether a rule can fire on events like those that were seen. */
  public enum Sight {
    /** Events of its log source came, and they have the fields that it cannot do without. */
    LIVE,
    /** No event of its log source came, or none of them has a field that it cannot do without. */
    BLIND,
    /** It may be blind or not: not all that came was looked at. */
    UNKNOWN,
    /** No table gives an event its log source. */
    UNROUTABLE
  }
}
