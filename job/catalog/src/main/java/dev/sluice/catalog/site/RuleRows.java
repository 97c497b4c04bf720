package dev.sluice.catalog.site;

import dev.sluice.catalog.data.LogSourceUse;
import dev.sluice.catalog.data.RuleLine;
import dev.sluice.catalog.site.Listing.Section;
import java.util.ArrayList;
import java.util.List;

/** Rules as rows of tables: level, title, log source, status, pack. Immutable. */
final class RuleRows {

  static final List<String> COLUMNS = List.of("Level", "Rule", "Log source", "Status", "Pack");

  private final SiteData data;

  RuleRows(SiteData data) {
    this.data = data;
  }

  /** The columns, and {@code more} after them. */
  static List<String> columnsAnd(String more) {
    List<String> columns = new ArrayList<>(COLUMNS);
    columns.add(more);
    return columns;
  }

  List<Cell> row(String slug) {
    RuleLine rule = data.rule(slug);
    LogSourceUse use = data.logSourceOf(slug);
    return List.of(
        new Cell.Level(rule.level()),
        link(slug),
        use == null ? new Cell.Text("") : new Cell.Link(SitePaths.logSource(use.key()), use.text()),
        new Cell.Text(rule.status()),
        new Cell.Link(SitePaths.pack(rule.pack()), data.pack(rule.pack()).name()));
  }

  /** The row of a rule, and {@code more} after it. */
  List<Cell> rowAnd(String slug, Cell more) {
    List<Cell> row = new ArrayList<>(row(slug));
    row.add(more);
    return row;
  }

  List<List<Cell>> rows(List<String> slugs) {
    return slugs.stream().map(this::row).toList();
  }

  /** A link to a rule that bears its title. */
  Cell.Link link(String slug) {
    return new Cell.Link(SitePaths.rule(slug), data.rule(slug).title());
  }

  /** A link to a loaded or refused document: its title, or where it lies when it has none. */
  Cell.Link refused(String slug) {
    String title = data.refused(slug).title();
    return new Cell.Link(SitePaths.rule(slug), title.isEmpty() ? data.refused(slug).path() : title);
  }

  /** A section that lists rules. */
  Section section(String id, String heading, String lead, List<String> slugs) {
    return new Section(id, heading, lead, COLUMNS, rows(slugs), "");
  }
}
