package dev.sluice.cli;

import dev.sluice.cli.Acknowledgements.Count;
import java.util.List;

/** A status report as rows: one for each operator, one when none has spoken. */
record StatusRow(StatusReport report, Count operator) {

  static final List<Column<StatusRow>> COLUMNS =
      List.of(
          new Column<>("ruleSet", 0, row -> row.report.ruleSet()),
          new Column<>("version", 0, row -> Long.toString(row.report.version())),
          new Column<>("hash", 0, row -> row.report.hash()),
          new Column<>("state", 0, row -> row.report.state().name()),
          new Column<>("operator", 0, row -> row.operator.operator()),
          new Column<>("parallelism", 0, row -> Integer.toString(row.operator.parallelism())),
          new Column<>("active", 0, row -> Integer.toString(row.operator.active())),
          new Column<>("durable", 0, row -> Integer.toString(row.operator.durable())),
          new Column<>("incarnation", 0, row -> row.report.incarnation()));

  static List<StatusRow> of(StatusReport report) {
    return report.operators().isEmpty()
        ? List.of(new StatusRow(report, new Count("", 0, 0, 0, List.of())))
        : report.operators().stream().map(operator -> new StatusRow(report, operator)).toList();
  }
}
