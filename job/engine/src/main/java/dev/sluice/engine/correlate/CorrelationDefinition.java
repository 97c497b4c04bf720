package dev.sluice.engine.correlate;

import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a correlation computes, and nothing of what it says about itself: two with the same
 * definition share their windows.
 *
 * @param correlationId of the document
 * @param inputs one for each of its rules, in the order of the text
 * @param groupBy names of the group's fields as written, aliases among them; empty = one group
 * @param timespanMillis length of a window, both ends of which are in it
 * @param comparisons all must hold; for temporal types on the number of inputs that fired; empty
 *     only with {@code terms}
 * @param valueFields as written; empty for types that look at no value
 * @param percentile 0 to 100
 * @param terms of a condition over inputs, one of which must hold; empty when there is none
 */
public record CorrelationDefinition(
    String correlationId,
    SigmaCorrelation.Type type,
    List<Input> inputs,
    List<String> groupBy,
    long timespanMillis,
    List<Comparison> comparisons,
    List<String> valueFields,
    BigDecimal percentile,
    List<Term> terms) {

  public CorrelationDefinition {
    inputs = List.copyOf(inputs);
    groupBy = List.copyOf(groupBy);
    comparisons = List.copyOf(comparisons);
    valueFields = List.copyOf(valueFields);
    terms = List.copyOf(terms);
  }

  /**
   * A rule or correlation that is looked at.
   *
   * @param ruleId its id
   * @param groupFields its fields that make the group, as many as {@code groupBy}
   * @param valueFields its fields whose values count, as many as the definition's
   */
  public record Input(String ruleId, List<String> groupFields, List<String> valueFields) {
    public Input {
      groupFields = List.copyOf(groupFields);
      valueFields = List.copyOf(valueFields);
    }
  }

  /**
   * Inputs, by their place, that must have fired in the window and that must not have.
   *
   * @param present ascending
   * @param absent ascending
   */
  public record Term(List<Integer> present, List<Integer> absent) {
    public Term {
      present = List.copyOf(present);
      absent = List.copyOf(absent);
    }
  }

  /**
   * Whether a window is judged once, when it has closed, rather than at each event: what holds of
   * it may cease to hold with the next event.
   */
  public boolean atEnd() {
    return terms.stream().anyMatch(term -> !term.absent().isEmpty())
        || comparisons.stream()
            .anyMatch(
                comparison ->
                    comparison.operator() != Comparison.Operator.GT
                        && comparison.operator() != Comparison.Operator.GTE);
  }
}
