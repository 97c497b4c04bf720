package dev.sluice.engine.compile;

import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.LogSourcePattern;
import dev.sluice.engine.sigma.SigmaFilter;
import dev.sluice.engine.sigma.SigmaRule;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles rules one at a time. Immutable; safe for use by several threads. */
public final class RuleCompiler {

  private final Placeholders placeholders;
  private final List<SigmaFilter> filters;
  private final Set<LogSource> known;

  /**
   * @param filters of the whole rule set; those that apply are added to each rule, in the order of
   *     their ids
   * @param known every log source that an event can have
   */
  public RuleCompiler(Placeholders placeholders, List<SigmaFilter> filters, Set<LogSource> known) {
    this.placeholders = placeholders;
    this.filters = filters.stream().sorted(Comparator.comparing(f -> f.header().id())).toList();
    this.known = Set.copyOf(known);
  }

  /** Compiles {@code rule}, or says why not. Never throws on input. */
  public CompileResult compile(SigmaRule rule) {
    Warnings warnings = new Warnings(rule.header());
    SigmaFilter compiling = null;
    try {
      List<Predicate> terms = new ArrayList<>();
      LeafBudget budget = new LeafBudget();
      terms.add(
          new ConditionCompiler("", rule.detections(), placeholders, warnings, budget)
              .compile(rule.condition()));
      List<Header> applied = new ArrayList<>();
      for (SigmaFilter filter : filters) {
        if (filter.appliesTo(rule)) {
          compiling = filter;
          String scope = "filter '" + filter.header().title() + "': ";
          terms.add(
              new ConditionCompiler(scope, filter.detections(), placeholders, warnings, budget)
                  .compile(filter.condition()));
          applied.add(filter.header());
        }
      }
      boolean routable = routable(rule, warnings);
      CompiledRule compiled = new CompiledRule(rule, Predicate.allOf(terms), applied, routable);
      return new CompileResult(compiled, warnings.found());
    } catch (RuleProblem problem) {
      List<SigmaError> problems = new ArrayList<>(warnings.found());
      problems.add(error(problem, rule.header(), compiling));
      return new CompileResult(null, problems);
    }
  }

  private static SigmaError error(RuleProblem problem, Header rule, @Nullable SigmaFilter filter) {
    String file = filter == null ? rule.file() : filter.header().file();
    return SigmaError.at(file, problem.position(), problem.code(), problem.text(), problem.hint())
        .in(rule.id(), rule.title());
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
