package dev.sluice.engine.match;

import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.yaml.SigmaError;
import java.util.List;

/**
 * A rule set and what became of the documents that are not in it.
 *
 * @param refused documents and files with an error; nothing of them is in the set
 * @param skipped documents that the selection leaves out
 * @param filters filters that are in force
 * @param problems every error and warning, in the order of the files
 */
public record CompiledRuleSet(
    RuleSet ruleSet, int refused, int skipped, List<Header> filters, List<SigmaError> problems) {

  public CompiledRuleSet {
    filters = List.copyOf(filters);
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
}
