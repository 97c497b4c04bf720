package dev.sluice.engine.correlate;

import java.util.List;

/**
 * One thing that one correlation is to look at.
 *
 * @param definition hash of the definition, which names the correlation and its windows
 * @param stage of the correlation, from 1
 * @param group values of the group's fields, folded; empty when there is one group
 * @param values of the fields that count, in their order, each folded or decimal text; empty when
 *     the type looks at none
 */
public record Signal(
    String definition, int stage, List<String> group, List<String> values, Contribution from)
    implements Comparable<Signal> {

  public Signal {
    group = List.copyOf(group);
    values = List.copyOf(values);
  }

  @Override
  public int compareTo(Signal other) {
    return from.compareTo(other.from);
  }
}
