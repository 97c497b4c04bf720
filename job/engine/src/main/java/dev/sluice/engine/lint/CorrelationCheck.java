package dev.sluice.engine.lint;

import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.Comparison.Operator;
import dev.sluice.engine.sigma.SigmaCorrelation;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlMap;
import java.math.BigDecimal;
import java.time.Duration;

/** What a correlation computes. */
final class CorrelationCheck implements Check {

  private static final Duration LONG = Duration.ofDays(7);

  @Override
  public void check(LintedDocument document, Findings findings) {
    if (!(document.document() instanceof SigmaCorrelation correlation)) {
      return;
    }
    if (correlation.groupBy().isEmpty()) {
      findings.add(
          at(document, "type"),
          ErrorCode.CORRELATION_WITHOUT_GROUP,
          "events of all hosts and accounts are counted together",
          "'group-by' says which belong together");
    }
    if (correlation.type().counts()
        && correlation.comparisons().stream().allMatch(CorrelationCheck::isTrueOfOne)) {
      findings.add(
          at(document, "condition"),
          ErrorCode.CORRELATION_ALWAYS_TRUE,
          "one event makes the condition true: the correlation alerts as its rules would",
          "count more, or let the rules alert");
    }
    if (correlation.type().isTemporal() && correlation.rules().size() == 1) {
      findings.add(
          at(document, "rules"),
          ErrorCode.CORRELATION_OF_ONE,
          "a temporal correlation of one rule is that rule",
          "name what it comes together with");
    }
    if (correlation.timespan().compareTo(LONG) > 0) {
      findings.add(
          at(document, "timespan"),
          ErrorCode.CORRELATION_TIMESPAN_LONG,
          "state is kept for " + correlation.timespan().toDays() + " days for each group");
    }
  }

  private static boolean isTrueOfOne(Comparison comparison) {
    return (comparison.operator() == Operator.GTE || comparison.operator() == Operator.GT)
        && comparison.test(BigDecimal.ONE);
  }

  private static Position at(LintedDocument document, String key) {
    YamlEntry entry =
        document.keys().get("correlation") instanceof YamlMap map ? map.entry(key) : null;
    return entry == null ? document.positionOf("correlation") : entry.keyPosition();
  }
}
