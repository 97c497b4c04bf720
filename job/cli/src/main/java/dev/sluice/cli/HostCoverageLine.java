package dev.sluice.cli;

import dev.sluice.engine.review.RuleCoverage;
import java.util.ArrayList;
import java.util.List;

/**
 * What the hosts of one group let a rule see, as {@code sluice status --coverage} writes it; the
 * components are the keys of its JSON.
 *
 * @param verdict live, blind, unroutable or unknown
 * @param admitted events of the rule's log source
 * @param looked events among them in which fields were looked for
 * @param hosts that sent them, about
 * @param since when nothing has gone unseen
 * @param missingFields fields that the rule reads and none of those events has
 * @param blindSelections search identifiers that can never be true for want of a field
 */
record HostCoverageLine(
    String verdict,
    String group,
    long admitted,
    long looked,
    long hosts,
    String since,
    String ruleId,
    String title,
    String level,
    String file,
    String logSource,
    List<String> missingFields,
    List<String> blindSelections) {

  private static final int VERDICT_WIDTH = 10;
  private static final int GROUP_WIDTH = 10;
  private static final int NUMBER_WIDTH = 9;
  private static final int TITLE_WIDTH = 50;
  private static final String UNKNOWN = "unknown";

  HostCoverageLine {
    missingFields = List.copyOf(missingFields);
    blindSelections = List.copyOf(blindSelections);
  }

  static HostCoverageLine of(GroupCoverage group, RuleCoverage coverage) {
    CoverageLine line = CoverageLine.of(coverage);
    return new HostCoverageLine(
        line.verdict(),
        group.group(),
        coverage.admitted(),
        coverage.looked(),
        coverage.hosts(),
        group.since().toString(),
        line.ruleId(),
        line.title(),
        line.level(),
        line.file(),
        line.logSource(),
        line.missingFields(),
        line.blindSelections());
  }

  /** Terminals get what a person looks at first; programs get all. */
  static ResultForm<HostCoverageLine> form(OutputFormat format) {
    List<Column<HostCoverageLine>> columns = new ArrayList<>();
    columns.add(new Column<>("verdict", VERDICT_WIDTH, HostCoverageLine::verdict));
    columns.add(new Column<>("group", GROUP_WIDTH, HostCoverageLine::group));
    columns.add(new Column<>("admitted", NUMBER_WIDTH, line -> Long.toString(line.admitted)));
    if (format == OutputFormat.TABLE) {
      columns.add(new Column<>("hosts", NUMBER_WIDTH, line -> Long.toString(line.hosts)));
      columns.add(new Column<>("rule", TITLE_WIDTH, HostCoverageLine::title));
      columns.add(new Column<>("why", 0, HostCoverageLine::why));
      return new ResultForm<>(columns, Json::of);
    }
    columns.add(new Column<>("looked", 0, line -> Long.toString(line.looked)));
    columns.add(new Column<>("hosts", 0, line -> Long.toString(line.hosts)));
    columns.add(new Column<>("since", 0, HostCoverageLine::since));
    columns.add(new Column<>("ruleId", 0, HostCoverageLine::ruleId));
    columns.add(new Column<>("title", 0, HostCoverageLine::title));
    columns.add(new Column<>("level", 0, HostCoverageLine::level));
    columns.add(new Column<>("file", 0, HostCoverageLine::file));
    columns.add(new Column<>("logSource", 0, HostCoverageLine::logSource));
    columns.add(new Column<>("missingFields", 0, line -> String.join(";", line.missingFields)));
    columns.add(new Column<>("blindSelections", 0, line -> String.join(";", line.blindSelections)));
    return new ResultForm<>(columns, Json::of);
  }

  private String why() {
    if (admitted > 0) {
      return CoverageLine.why(missingFields, blindSelections);
    }
    return verdict.equals(UNKNOWN)
        ? "no event is known to be " + logSource
        : "no event is " + logSource;
  }
}
