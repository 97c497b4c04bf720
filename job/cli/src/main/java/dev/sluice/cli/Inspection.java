package dev.sluice.cli;

import dev.sluice.engine.lint.Linter;
import dev.sluice.engine.lint.Suppressed;
import dev.sluice.engine.lint.Suppressions;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that is to be said of rule files.
 *
 * @param findings in the order of their places
 * @param suppressed what documents say they know of
 */
record Inspection(List<SigmaError> findings, List<Suppressed> suppressed) {

  /** Codes of what only {@code sluice test} looks for. */
  static final Set<ErrorCode> OF_TESTS =
      Set.copyOf(EnumSet.of(ErrorCode.TEST_WITHOUT_MATCH, ErrorCode.TEST_WITHOUT_OTHER));

  private static final Comparator<SigmaError> BY_PLACE =
      Comparator.comparing(SigmaError::file)
          .thenComparingInt(SigmaError::line)
          .thenComparingInt(SigmaError::column)
          .thenComparing(SigmaError::code);

  Inspection {
    findings = List.copyOf(findings);
    suppressed = List.copyOf(suppressed);
  }

  /** What the parser, the compiler and the linter say of {@code files}. */
  static Inspection of(RuleFiles files, LoadedRules rules) {
    List<SigmaError> all = new ArrayList<>(rules.problems());
    all.addAll(silenced(rules));
    Linter.Linted linted = new Linter(rules.tables()).lint(files.files());
    all.addAll(linted.findings());
    Suppressions.Result result =
        new Suppressions(linted.documents())
            .apply(all.stream().distinct().toList(), code -> !OF_TESTS.contains(code));
    return new Inspection(
        result.findings().stream().sorted(BY_PLACE).toList(), result.suppressed());
  }

  /**
   * Says of each rule and correlation that does not alert by itself which one alerts in its place.
   */
  private static List<SigmaError> silenced(LoadedRules rules) {
    Map<String, String> silencers = rules.compiled().ruleSet().correlations().silencers();
    return rules
        .headers()
        .filter(header -> silencers.containsKey(header.id()))
        .map(header -> silenced(header, rules.title(silencers.getOrDefault(header.id(), ""))))
        .toList();
  }

  private static SigmaError silenced(Header header, String silencer) {
    return SigmaError.at(
            header.file(),
            header.position(),
            ErrorCode.RULE_SILENCED,
            "alerts only through the correlation '" + silencer + "'",
            "'generate: true' in the correlation lets it alert by itself too")
        .in(header.id(), header.title());
  }
}
