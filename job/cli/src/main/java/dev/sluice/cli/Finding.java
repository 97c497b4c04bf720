package dev.sluice.cli;

import dev.sluice.engine.yaml.SigmaError;
import java.util.List;
import java.util.Objects;

/**
 * One problem as {@code sluice validate} writes it; the components are the keys of its JSON.
 *
 * @param line from 1
 * @param column from 1
 * @param severity error, warning or note
 * @param hint empty when the message says it all
 * @param ruleId empty when it is not known
 * @param title of the rule, empty when it is not known
 */
record Finding(
    String file,
    int line,
    int column,
    String severity,
    String code,
    String message,
    String hint,
    String ruleId,
    String title) {

  private static final int SEVERITY_WIDTH = 8;
  private static final int CODE_WIDTH = 26;

  static Finding of(SigmaError error) {
    return new Finding(
        error.file(),
        error.line(),
        error.column(),
        Main.lowerCase(error.code().severity()),
        error.code().name(),
        error.message(),
        error.hint(),
        Objects.requireNonNullElse(error.ruleId(), ""),
        Objects.requireNonNullElse(error.ruleTitle(), ""));
  }

  /** Terminals get a line that editors understand; programs get all. */
  static ResultForm<Finding> form(OutputFormat format) {
    Column<Finding> severity = new Column<>("severity", SEVERITY_WIDTH, Finding::severity);
    Column<Finding> code = new Column<>("code", CODE_WIDTH, Finding::code);
    List<Column<Finding>> columns =
        format == OutputFormat.TABLE
            ? List.of(severity, code, new Column<>("problem", 0, Finding::problem))
            : List.of(
                new Column<>("file", 0, Finding::file),
                new Column<>("line", 0, finding -> Integer.toString(finding.line)),
                new Column<>("column", 0, finding -> Integer.toString(finding.column)),
                severity,
                code,
                new Column<>("message", 0, Finding::message),
                new Column<>("hint", 0, Finding::hint),
                new Column<>("ruleId", 0, Finding::ruleId),
                new Column<>("title", 0, Finding::title));
    return new ResultForm<>(columns, Json::of);
  }

  private String problem() {
    String place = file + ":" + line + ":" + column + ": " + message;
    return hint.isEmpty() ? place : place + " (" + hint + ")";
  }
}
