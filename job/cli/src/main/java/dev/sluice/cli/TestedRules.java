package dev.sluice.cli;

import dev.sluice.engine.lint.Suppressions;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.RuleReference;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which rules and correlations were held against an event that must fire them and one that must
 * not. What alerts only through a correlation is tested through it.
 */
final class TestedRules {

  private final Set<String> silenced;
  private final List<Header> asked = new ArrayList<>();
  private final Set<String> withMatch = new HashSet<>();
  private final Set<String> withOther = new HashSet<>();

  TestedRules(LoadedRules rules) {
    this.silenced = Set.copyOf(rules.compiled().ruleSet().correlations().silencers().keySet());
  }

  /** Adds documents that are to be tested. */
  void ask(List<Header> documents) {
    documents.stream().filter(header -> !silenced.contains(header.id())).forEach(asked::add);
  }

  /** Notes {@code example}, which counts for each of {@code documents} that it means. */
  void add(RuleExample example, List<Header> documents) {
    RuleReference reference = new RuleReference(example.rule(), Position.START);
    documents.stream()
        .filter(header -> example.rule().isEmpty() || reference.names(header))
        .forEach(header -> add(header, example.match()));
  }

  /** Notes an event that must fire {@code document}, or must not. */
  void add(Header document, boolean match) {
    (match ? withMatch : withOther).add(document.id());
  }

  /** What is missing and not suppressed, in the order of the documents. */
  List<SigmaError> findings() {
    List<SigmaError> missing = new ArrayList<>();
    for (Header header : asked) {
      if (!withMatch.contains(header.id())) {
        missing.add(finding(header, ErrorCode.TEST_WITHOUT_MATCH, "no event that must fire it"));
      }
      if (!withOther.contains(header.id())) {
        missing.add(
            finding(header, ErrorCode.TEST_WITHOUT_OTHER, "no event that must leave it silent"));
      }
    }
    return new Suppressions(asked)
        .apply(missing, code -> false).findings().stream()
            .filter(finding -> Inspection.OF_TESTS.contains(finding.code()))
            .toList();
  }

  private static SigmaError finding(Header header, ErrorCode code, String message) {
    String name = String.valueOf(Path.of(header.file()).getFileName());
    return SigmaError.at(
            header.file(),
            header.position(),
            code,
            message,
            "add one to " + RuleExamples.beside(Path.of(name)))
        .in(header.id(), header.title());
  }
}
