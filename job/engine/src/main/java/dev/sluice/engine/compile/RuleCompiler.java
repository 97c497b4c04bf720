package dev.sluice.engine.compile;

import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.sigma.Condition;
import dev.sluice.engine.sigma.Detection;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.LogSourcePattern;
import dev.sluice.engine.sigma.SigmaFilter;
import dev.sluice.engine.sigma.SigmaRule;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
      terms.add(condition(rule.condition(), rule.detections(), "", warnings));
      List<Header> applied = new ArrayList<>();
      for (SigmaFilter filter : filters) {
        if (filter.appliesTo(rule)) {
          compiling = filter;
          String scope = "filter '" + filter.header().title() + "': ";
          terms.add(condition(filter.condition(), filter.detections(), scope, warnings));
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

  private Predicate condition(
      Condition condition, Map<String, Detection> detections, String scope, Warnings warnings)
      throws RuleProblem {
    if (condition instanceof Condition.And and) {
      return new Predicate.And(conditions(and.terms(), detections, scope, warnings));
    }
    if (condition instanceof Condition.Or or) {
      return new Predicate.Or(conditions(or.terms(), detections, scope, warnings));
    }
    if (condition instanceof Condition.Not not) {
      return new Predicate.Not(condition(not.term(), detections, scope, warnings));
    }
    if (condition instanceof Condition.Identifier identifier) {
      return selection(identifier.name(), detections, scope, warnings);
    }
    if (condition instanceof Condition.Selector selector) {
      List<Predicate> named = new ArrayList<>();
      for (String name : selector.names()) {
        named.add(selection(name, detections, scope, warnings));
      }
      return selector.all() ? Predicate.allOf(named) : Predicate.anyOf(named);
    }
    throw new IllegalStateException("unknown condition " + condition.getClass());
  }

  private List<Predicate> conditions(
      List<Condition> terms, Map<String, Detection> detections, String scope, Warnings warnings)
      throws RuleProblem {
    List<Predicate> compiled = new ArrayList<>();
    for (Condition term : terms) {
      compiled.add(condition(term, detections, scope, warnings));
    }
    return compiled;
  }

  private Predicate selection(
      String name, Map<String, Detection> detections, String scope, Warnings warnings)
      throws RuleProblem {
    Detection body = detections.get(name);
    if (body == null) {
      throw new IllegalStateException("the parser let an unknown identifier pass: " + name);
    }
    return new Predicate.Selection(scope + name, detection(body, warnings));
  }

  private Predicate detection(Detection detection, Warnings warnings) throws RuleProblem {
    if (detection instanceof Detection.Item item) {
      return new ItemCompiler(item, placeholders, warnings).compile();
    }
    List<Predicate> parts = new ArrayList<>();
    boolean all = detection instanceof Detection.AllOf;
    List<Detection> written =
        detection instanceof Detection.AllOf and
            ? and.parts()
            : ((Detection.AnyOf) detection).parts();
    for (Detection part : written) {
      parts.add(detection(part, warnings));
    }
    if (parts.isEmpty()) {
      return Predicate.NEVER;
    }
    return all ? Predicate.allOf(parts) : Predicate.anyOf(parts);
  }
}
