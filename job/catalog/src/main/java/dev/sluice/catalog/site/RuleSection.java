package dev.sluice.catalog.site;

import java.util.List;

/**
 * A section of a rule's page.
 *
 * @param id names it in addresses
 * @param columns heads of a table; empty for other shapes
 * @param legend what is said under the heading; may be empty
 * @param links under the heading
 * @param rows pieces in their order: where one ends, the section may go on at another page
 */
record RuleSection(
    String id,
    String title,
    Shape shape,
    List<String> columns,
    String legend,
    List<Link> links,
    List<Fragment> rows) {

  RuleSection {
    columns = List.copyOf(columns);
    links = List.copyOf(links);
    rows = List.copyOf(rows);
  }

  static RuleSection table(
      String id, String title, List<String> columns, String legend, List<Fragment> rows) {
    return new RuleSection(id, title, Shape.TABLE, columns, legend, List.of(), rows);
  }

  static RuleSection list(String id, String title, String legend, List<Fragment> rows) {
    return new RuleSection(id, title, Shape.LIST, List.of(), legend, List.of(), rows);
  }

  static RuleSection plain(String id, String title, String legend, List<Fragment> rows) {
    return new RuleSection(id, title, Shape.PLAIN, List.of(), legend, List.of(), rows);
  }

  /** One that has nothing to show, which means something. */
  static RuleSection nothing(String id, String title, String sentence) {
    return plain(id, title, sentence, List.of());
  }

  int bytes() {
    return rows.stream().mapToInt(Fragment::bytes).sum();
  }

  /** What stands around the rows. */
  enum Shape {
    TABLE,
    LIST,
    SOURCE,
    STAGES,
    PLAIN
  }

  /**
   * A link and its words.
   *
   * @param href empty when it leads nowhere
   */
  record Link(String text, String href) {}
}
