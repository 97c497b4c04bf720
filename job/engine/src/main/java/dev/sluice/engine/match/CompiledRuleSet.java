package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.yaml.SigmaError;
import java.util.List;

/**
 * A rule set and what became of the documents that are not in it.
 *
 * @param refused documents and files with an error; nothing of them is in the set
 * @param skipped documents that the source or the selection leaves out
 * @param disabled documents without an error that are not in force by their treatment, or by that
 *     of the rules they look at
 * @param missing ids with a treatment that no document has which could be read, in order
 * @param filters filters that are in force
 * @param correlations correlations that are in force, in the order of the files
 * @param problems every error and warning, in the order of the files
 */
public record CompiledRuleSet(
    RuleSet ruleSet,
    int refused,
    int skipped,
    int disabled,
    List<String> missing,
    List<Header> filters,
    List<Header> correlations,
    List<SigmaError> problems) {

  public CompiledRuleSet {
    missing = List.copyOf(missing);
    filters = List.copyOf(filters);
    correlations = List.copyOf(correlations);
    problems = List.copyOf(problems);
  }

  /** The problems that refused a document. */
  public List<SigmaError> errors() {
    return problems.stream().filter(SigmaError::isError).toList();
  }

  /** The problems that let their document load. */
  public List<SigmaError> warnings() {
    return problems.stream().filter(problem -> !problem.isError()).toList();
  }

  /** Rules that no log source entry can admit an event to. */
  public long unroutable() {
    return ruleSet.rules().stream().filter(rule -> !rule.routable()).count();
  }

  /** Rules and correlations of the set whose alerts are to be kept apart. */
  public long shadow() {
    return ruleSet.rules().stream().filter(CompiledRule::shadow).count()
        + ruleSet.correlations().all().stream().filter(CompiledCorrelation::shadow).count();
  }
}
