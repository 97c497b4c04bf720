package dev.sluice.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rules of a subtask have done since it was last said. Holds rules that fired only. For
 * the task thread.
 */
final class RuleFigures {
  private static final Comparator<RuleFigure> BUSIEST_FIRST =
      Comparator.comparingLong(RuleFigure::matches).reversed().thenComparing(RuleFigure::ruleId);

  private final Map<String, Counts> byRule = new HashMap<>();

  private static final class Counts {
    private long matches;
    private long shadow;
    private long suppressed;
    private long overflowed;

    RuleFigure of(String ruleId) {
      return new RuleFigure(ruleId, matches, shadow, suppressed, overflowed);
    }
  }

  /** The rule fired; what became of that is counted besides. */
  void matched(String ruleId) {
    counts(ruleId).matches++;
  }

  void shadowed(String ruleId) {
    counts(ruleId).shadow++;
  }

  void overflowed(String ruleId, OverflowReason reason) {
    switch (reason) {
      case BUDGET -> counts(ruleId).overflowed++;
      case SUPPRESSED -> counts(ruleId).suppressed++;
    }
  }

  /** Returns the figures, those of the busiest rule first, and begins anew. */
  List<RuleFigure> take() {
    List<RuleFigure> figures = new ArrayList<>(byRule.size());
    byRule.forEach((ruleId, counts) -> figures.add(counts.of(ruleId)));
    byRule.clear();
    figures.sort(BUSIEST_FIRST);
    return figures;
  }

  private Counts counts(String ruleId) {
    return byRule.computeIfAbsent(ruleId, id -> new Counts());
  }
}
