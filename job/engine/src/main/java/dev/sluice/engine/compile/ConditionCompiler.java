package dev.sluice.engine.compile;

import dev.sluice.engine.sigma.Condition;
import dev.sluice.engine.sigma.Detection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compiles the condition of one rule or filter with the search identifiers that it names. */
final class ConditionCompiler {

  private final String scope;
  private final Map<String, Detection> detections;
  private final Placeholders placeholders;
  private final Warnings warnings;
  private final LeafBudget budget = new LeafBudget();
  private final Map<String, Predicate> compiled = new HashMap<>();

  /**
   * @param scope stands before the names of the search identifiers, which are private to their
   *     document
   */
  ConditionCompiler(
      String scope,
      Map<String, Detection> detections,
      Placeholders placeholders,
      Warnings warnings) {
    this.scope = scope;
    this.detections = detections;
    this.placeholders = placeholders;
    this.warnings = warnings;
  }

  Predicate compile(Condition condition) throws RuleProblem {
    if (condition instanceof Condition.And and) {
      return new Predicate.And(compileAll(and.terms()));
    }
    if (condition instanceof Condition.Or or) {
      return new Predicate.Or(compileAll(or.terms()));
    }
    if (condition instanceof Condition.Not not) {
      return new Predicate.Not(compile(not.term()));
    }
    if (condition instanceof Condition.Identifier identifier) {
      return selection(identifier.name());
    }
    if (condition instanceof Condition.Selector selector) {
      List<Predicate> named = new ArrayList<>();
      for (String name : selector.names()) {
        budget.take(warnings.start());
        named.add(selection(name));
      }
      return selector.all() ? Predicate.allOf(named) : Predicate.anyOf(named);
    }
    throw new IllegalStateException("unknown condition " + condition.getClass());
  }

  private List<Predicate> compileAll(List<Condition> conditions) throws RuleProblem {
    List<Predicate> terms = new ArrayList<>();
    for (Condition condition : conditions) {
      terms.add(compile(condition));
    }
    return terms;
  }

  private Predicate selection(String name) throws RuleProblem {
    Predicate known = compiled.get(name);
    if (known != null) {
      return known;
    }
    Detection body = detections.get(name);
    if (body == null) {
      throw new IllegalStateException("the parser let an unknown identifier pass: " + name);
    }
    Predicate selection = new Predicate.Selection(scope + name, detection(body));
    compiled.put(name, selection);
    return selection;
  }

  private Predicate detection(Detection detection) throws RuleProblem {
    if (detection instanceof Detection.Item item) {
      return new ItemCompiler(item, placeholders, warnings, budget).compile();
    }
    boolean all = detection instanceof Detection.AllOf;
    List<Detection> written =
        detection instanceof Detection.AllOf and
            ? and.parts()
            : ((Detection.AnyOf) detection).parts();
    List<Predicate> parts = new ArrayList<>();
    for (Detection part : written) {
      parts.add(detection(part));
    }
    if (parts.isEmpty()) {
      return Predicate.NEVER;
    }
    return all ? Predicate.allOf(parts) : Predicate.anyOf(parts);
  }
}
