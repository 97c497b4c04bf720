package dev.sluice.engine.correlate;

import dev.sluice.engine.correlate.CorrelationDefinition.Input;
import dev.sluice.engine.correlate.CorrelationDefinition.Term;
import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.Comparison.Operator;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/** Definitions and signals in a few words. */
final class Definitions {
  private Definitions() {}

  static Comparison comparison(Operator operator, String value) {
    return new Comparison(operator, new BigDecimal(value));
  }

  static Comparison atLeast(int value) {
    return comparison(Operator.GTE, Integer.toString(value));
  }

  static CorrelationDefinition of(
      SigmaCorrelation.Type type,
      int inputs,
      long timespanMillis,
      List<Comparison> comparisons,
      String percentile,
      List<Term> terms) {
    boolean hasValues = type != SigmaCorrelation.Type.EVENT_COUNT && !type.isTemporal();
    List<String> fields = hasValues ? List.of("value") : List.of();
    return new CorrelationDefinition(
        "8d9a3c0e-1111-4222-8333-444455556666",
        type,
        IntStream.range(0, inputs)
            .mapToObj(input -> new Input("rule-" + input, List.of("user"), fields))
            .toList(),
        List.of("user"),
        timespanMillis,
        comparisons,
        fields,
        new BigDecimal(percentile),
        terms);
  }

  static CorrelationDefinition of(
      SigmaCorrelation.Type type, long timespanMillis, Comparison... comparisons) {
    return of(type, 3, timespanMillis, List.of(comparisons), "50", List.of());
  }

  static CorrelationDefinition of(SigmaCorrelation.Type type, long timespanMillis, Term... terms) {
    return of(type, 3, timespanMillis, List.of(), "50", List.of(terms));
  }
}
