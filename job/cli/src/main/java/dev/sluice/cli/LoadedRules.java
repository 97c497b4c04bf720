package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.yaml.SigmaError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** The correlations that are loaded, with their documents. */
  Map<Header, CompiledCorrelation> correlations() {
    Map<String, CompiledCorrelation> byId =
        compiled.ruleSet().correlations().all().stream()
            .collect(Collectors.toMap(CompiledCorrelation::id, Function.identity()));
    Map<Header, CompiledCorrelation> correlations = new LinkedHashMap<>();
    compiled
        .correlations()
        .forEach(
            header ->
                correlations.put(header, Objects.requireNonNull(byId.get(header.id()), "no code")));
    return correlations;
  }

  /** The title of the rule or correlation with {@code id}, which is loaded. */
  String title(String id) {
    return headers()
        .filter(header -> header.id().equals(id))
        .map(Header::title)
        .findFirst()
        .orElse(id);
  }

  /** What the rules, then the correlations that are loaded say of themselves. */
  Stream<Header> headers() {
    return Stream.concat(
        compiled.ruleSet().rules().stream().map(CompiledRule::header),
        compiled.correlations().stream());
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
