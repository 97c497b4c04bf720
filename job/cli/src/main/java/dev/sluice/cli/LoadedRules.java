package dev.sluice.cli;

import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.yaml.SigmaError;
import java.util.List;

/**
 * Rules that were read and compiled, and what was wrong with the rest.
 *
 * @param unreadableFiles files of the packs that could not be read
 * @param problems all of them: of files, tables, placeholders and rules, in this order
 */
record LoadedRules(
    CompiledRuleSet compiled, EventTables tables, int unreadableFiles, List<SigmaError> problems) {

  LoadedRules {
    problems = List.copyOf(problems);
  }

  /** The problems for which a file, table or rule was left out. */
  List<SigmaError> errors() {
    return problems.stream().filter(SigmaError::isError).toList();
  }

  /** Documents and files that were left out for an error. */
  int refused() {
    return compiled.refused() + unreadableFiles;
  }

  /** Rules that can be evaluated. */
  int loaded() {
    return compiled.ruleSet().rules().size();
  }

  /**
   * Ends the command when there is nothing to judge by.
   *
   * @throws CommandFailure when no rule is loaded
   */
  void requireRules() {
    if (loaded() == 0) {
      throw CommandFailure.rules(
          "no rule can be used: "
              + refused()
              + " refused, "
              + compiled.skipped()
              + " skipped by the selection");
    }
  }
}
