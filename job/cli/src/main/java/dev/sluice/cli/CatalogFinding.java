package dev.sluice.cli;

import dev.sluice.catalog.check.SiteFinding;
import java.util.List;

/**
 * A finding as {@code sluice catalog check} writes it; the components are the keys of its JSON.
 *
 * @param code in the words of {@link SiteFinding.Code}
 * @param path of the file from the root of the catalogue
 * @param line from 1; 0 when there is none
 * @param column from 1; 0 when there is none
 * @param times how often it was found; the place is the first
 */
record CatalogFinding(
    String code, String path, int line, int column, String found, String expected, int times) {

  private static final int CODE_WIDTH = 22;

  static CatalogFinding of(SiteFinding finding) {
    return new CatalogFinding(
        finding.code().name(),
        finding.path(),
        finding.line(),
        finding.column(),
        finding.found(),
        finding.expected(),
        finding.times());
  }

  /** Terminals get a line that editors understand; programs get all. */
  static ResultForm<CatalogFinding> form(OutputFormat format) {
    Column<CatalogFinding> code = new Column<>("code", CODE_WIDTH, CatalogFinding::code);
    List<Column<CatalogFinding>> columns =
        format == OutputFormat.TABLE
            ? List.of(code, new Column<>("problem", 0, CatalogFinding::problem))
            : List.of(
                code,
                new Column<>("path", 0, CatalogFinding::path),
                new Column<>("line", 0, finding -> Integer.toString(finding.line)),
                new Column<>("column", 0, finding -> Integer.toString(finding.column)),
                new Column<>("found", 0, CatalogFinding::found),
                new Column<>("expected", 0, CatalogFinding::expected),
                new Column<>("times", 0, finding -> Integer.toString(finding.times)));
    return new ResultForm<>(columns, Json::of);
  }

  private String problem() {
    String place = line == 0 ? path : path + ":" + line + ":" + column;
    String often = times == 1 ? "" : ", " + Tally.count(times) + " times";
    return place + ": " + found + " (expected: " + expected + often + ")";
  }
}
