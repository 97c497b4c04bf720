package dev.sluice.engine.compile;

import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.LogSourcePattern;
import dev.sluice.engine.sigma.SigmaRule;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Compiles rules one at a time. Immutable; safe for use by several threads. */
public final class RuleCompiler {

  private final Placeholders placeholders;
  private final List<CompiledFilter> filters;
  private final Set<LogSource> known;

  /**
   * @param filters of the whole rule set; those that apply are added to each rule, in the order of
   *     their ids
   * @param known every log source that an event can have
   */
  public RuleCompiler(
      Placeholders placeholders, List<CompiledFilter> filters, Set<LogSource> known) {
    this.placeholders = placeholders;
    this.filters =
        filters.stream().sorted(Comparator.comparing(f -> f.filter().header().id())).toList();
    this.known = Set.copyOf(known);
  }

  /** Compiles {@code rule}, or says why not. Never throws on input. */
  public CompileResult compile(SigmaRule rule) {
    Warnings warnings = new Warnings(rule.header());
    try {
      List<Predicate> terms = new ArrayList<>();
      terms.add(
          new ConditionCompiler("", rule.detections(), placeholders, warnings)
              .compile(rule.condition()));
      List<Header> applied = new ArrayList<>();
      for (CompiledFilter filter : filters) {
        if (filter.filter().appliesTo(rule)) {
          terms.add(filter.predicate());
          applied.add(filter.filter().header());
        }
      }
      boolean routable = routable(rule, warnings);
      CompiledRule compiled = new CompiledRule(rule, Predicate.allOf(terms), applied, routable);
      return new CompileResult(compiled, warnings.found());
    } catch (RuleProblem problem) {
      List<SigmaError> problems = new ArrayList<>(warnings.found());
      problems.add(problem.in(rule.header()));
      return new CompileResult(null, problems);
    }
  }

  private boolean routable(SigmaRule rule, Warnings warnings) {
    LogSourcePattern wanted = rule.logSource();
    boolean routable =
        known.stream().anyMatch(s -> wanted.admits(s.product(), s.category(), s.service()));
    if (!routable) {
      warnings.add(
          rule.header().position(),
          ErrorCode.UNROUTABLE,
          "no known event has the log source " + wanted + ": the rule cannot fire");
    }
    return routable;
  }
}
