package dev.sluice.cli;

import dev.sluice.engine.review.RuleCoverage;
import dev.sluice.engine.review.RuleCoverage.Sight;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What events let a rule see, as {@code sluice eval --coverage} writes it; the components are the
 * keys of its JSON.
 *
 * @param verdict live, blind or unroutable
 * @param admitted events of the rule's log source
 * @param fired events among them on which the rule fired
 * @param missingFields fields that it reads and none of those events has
 * @param blindSelections search identifiers that can never be true for want of a field
 */
record CoverageLine(
    String verdict,
    long admitted,
    long fired,
    String ruleId,
    String title,
    String level,
    String file,
    String logSource,
    List<String> missingFields,
    List<String> blindSelections) {

  private static final int VERDICT_WIDTH = 10;
  private static final int NUMBER_WIDTH = 9;
  private static final int TITLE_WIDTH = 50;

  CoverageLine {
    missingFields = List.copyOf(missingFields);
    blindSelections = List.copyOf(blindSelections);
  }

  static CoverageLine of(RuleCoverage coverage) {
    return new CoverageLine(
        Main.lowerCase(coverage.sight()),
        coverage.admitted(),
        coverage.fired(),
        coverage.rule().id(),
        coverage.rule().header().title(),
        coverage.rule().header().level(),
        coverage.rule().header().file(),
        coverage.rule().rule().logSource().toString(),
        coverage.missingFields(),
        coverage.blindSelections());
  }

  /** Terminals get what a person looks at first; programs get all. */
  static ResultForm<CoverageLine> form(OutputFormat format) {
    Column<CoverageLine> verdict = new Column<>("verdict", VERDICT_WIDTH, CoverageLine::verdict);
    Column<CoverageLine> admitted =
        new Column<>("admitted", NUMBER_WIDTH, line -> Long.toString(line.admitted));
    Column<CoverageLine> fired =
        new Column<>("fired", NUMBER_WIDTH, line -> Long.toString(line.fired));
    Column<CoverageLine> title = new Column<>("rule", TITLE_WIDTH, CoverageLine::title);
    return new ResultForm<>(
        format == OutputFormat.TABLE
            ? List.of(verdict, admitted, fired, title, new Column<>("why", 0, CoverageLine::why))
            : List.of(
                verdict,
                admitted,
                fired,
                new Column<>("ruleId", 0, CoverageLine::ruleId),
                title,
                new Column<>("level", 0, CoverageLine::level),
                new Column<>("file", 0, CoverageLine::file),
                new Column<>("logSource", 0, CoverageLine::logSource),
                new Column<>("missingFields", 0, line -> String.join(";", line.missingFields)),
                new Column<>("blindSelections", 0, line -> String.join(";", line.blindSelections))),
        Json::of);
  }

  /** {@code 2 live, 1 blind (1 without events), 0 unroutable}. */
  static String summary(List<RuleCoverage> coverage) {
    Map<Sight, Long> counts =
        coverage.stream()
            .collect(
                Collectors.groupingBy(RuleCoverage::sight, TreeMap::new, Collectors.counting()));
    long withoutEvents =
        coverage.stream()
            .filter(rule -> rule.sight() == Sight.BLIND && rule.admitted() == 0)
            .count();
    return Tally.count(counts.getOrDefault(Sight.LIVE, 0L))
        + " live, "
        + Tally.count(counts.getOrDefault(Sight.BLIND, 0L))
        + " blind ("
        + Tally.count(withoutEvents)
        + " without events), "
        + Tally.count(counts.getOrDefault(Sight.UNROUTABLE, 0L))
        + " unroutable";
  }

  private String why() {
    return admitted == 0 ? "no event is " + logSource : why(missingFields, blindSelections);
  }

  /** What some event would have to have. */
  static String why(List<String> missingFields, List<String> blindSelections) {
    String missing = missingFields.isEmpty() ? "" : "no event has " + named(missingFields);
    return blindSelections.isEmpty()
        ? missing
        : missing + "; never true: " + named(blindSelections);
  }

  private static String named(List<String> names) {
    return String.join(", ", names);
  }
}
