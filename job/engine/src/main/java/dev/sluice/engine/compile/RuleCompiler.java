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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Compiles rules one at a time. Safe for use by several threads. */
public final class RuleCompiler {

  private final Placeholders placeholders;
  private final List<CompiledFilter> filters;
  private final Set<LogSource> known;

  /** Thousands of rules state a few hundred log sources. */
  private final Map<LogSourcePattern, Boolean> routable = new ConcurrentHashMap<>();

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

  /** The filters that are added to {@code rule}, in the order of their ids. */
  public List<CompiledFilter> filtersOf(SigmaRule rule) {
    return filters.stream().filter(filter -> filter.filter().appliesTo(rule)).toList();
  }

  /**
   * Compiles {@code rule} and adds {@code added}, its {@link #filtersOf filters}, or says why not.
   * Never throws on input. Whether it is refused, and every problem, depends on the rule alone.
   */
  public CompileResult compile(SigmaRule rule, List<CompiledFilter> added) {
    Warnings warnings = new Warnings(rule.header());
    try {
      List<Predicate> terms = new ArrayList<>();
      terms.add(
          new ConditionCompiler("", rule.detections(), placeholders, warnings)
              .compile(rule.condition()));
      List<Header> applied = new ArrayList<>();
      for (CompiledFilter filter : added) {
        terms.add(filter.predicate());
        applied.add(filter.filter().header());
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
    boolean isRoutable = routable.computeIfAbsent(wanted, this::admitsSomeKnown);
    if (!isRoutable) {
      warnings.add(
          rule.header().position(),
          ErrorCode.UNROUTABLE,
          "no known event has the log source " + wanted + ": the rule cannot fire");
    }
    return isRoutable;
  }

  private boolean admitsSomeKnown(LogSourcePattern wanted) {
    for (LogSource source : known) {
      if (wanted.admits(source.product(), source.category(), source.service())) {
        return true;
      }
    }
    return false;
  }
}
