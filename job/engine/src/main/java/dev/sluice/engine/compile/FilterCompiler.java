package dev.sluice.engine.compile;

import dev.sluice.engine.sigma.SigmaFilter;
import dev.sluice.engine.yaml.SigmaError;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles filters, each once and by itself: a broken one takes no rule with it. Safe for several
 * threads.
 */
public final class FilterCompiler {

  private final Placeholders placeholders;

  public FilterCompiler(Placeholders placeholders) {
    this.placeholders = placeholders;
  }

  /** Compiles {@code filter}, or says why not. Never throws on input. */
  public FilterResult compile(SigmaFilter filter) {
    Warnings warnings = new Warnings(filter.header());
    String scope = "filter '" + filter.header().title() + "': ";
    try {
      Predicate predicate =
          new ConditionCompiler(scope, filter.detections(), placeholders, warnings)
              .compile(filter.condition());
      return new FilterResult(new CompiledFilter(filter, predicate), warnings.found());
    } catch (RuleProblem problem) {
      List<SigmaError> problems = new ArrayList<>(warnings.found());
      problems.add(problem.in(filter.header()));
      return new FilterResult(null, problems);
    }
  }
}
