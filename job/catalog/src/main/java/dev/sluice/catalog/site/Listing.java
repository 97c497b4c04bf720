package dev.sluice.catalog.site;

import java.util.List;

/**
 * A page that says something of a thing and lists what belongs to it.
 *
 * @param path of the first page
 * @param title for the window
 * @param paragraphs below the heading
 */
record Listing(
    String path,
    Frame.Nav nav,
    String title,
    String heading,
    List<Paragraph> paragraphs,
    List<Fact> facts,
    List<Section> sections) {

  Listing {
    paragraphs = List.copyOf(paragraphs);
    facts = List.copyOf(facts);
    sections = List.copyOf(sections);
    heading = Paging.shorten(heading, MAX_HEADING);
  }

  private static final int MAX_HEADING = 300;

  /** How many bytes it may take in HTML, all sections together. */
  int weight() {
    return sections.stream().mapToInt(Section::weight).sum();
  }

  /** Words and links in a row. */
  record Paragraph(Style style, List<Cell> parts) {
    Paragraph {
      parts = List.copyOf(parts);
    }

    static Paragraph lead(String text) {
      return new Paragraph(Style.LEAD, List.of(new Cell.Text(text)));
    }

    static Paragraph note(Cell... parts) {
      return new Paragraph(Style.NOTE, List.of(parts));
    }
  }

  /** How a paragraph looks. */
  enum Style {
    LEAD("lead"),
    PLAIN(""),
    NOTE("note"),
    WARNING("warning");

    private final String word;

    Style(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** A name and what it has. */
  record Fact(String name, List<Cell> values) {
    Fact {
      values = List.copyOf(values);
    }

    static Fact of(String name, Cell... values) {
      return new Fact(name, List.of(values));
    }

    static Fact text(String name, String value) {
      return of(name, new Cell.Text(value));
    }

    static Fact count(String name, int number) {
      return of(name, Cell.Count.plain(number));
    }
  }

  /**
   * A table with a heading.
   *
   * @param id unique on the page; letters and hyphens
   * @param lead what the rows are
   * @param none what is said when there are no rows
   */
  record Section(
      String id,
      String heading,
      String lead,
      List<String> columns,
      List<List<Cell>> rows,
      String none) {

    private static final int HEAD = 1_000;

    Section {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }

    /** Whether it begins as tables of rules do, of which narrow screens show less. */
    boolean isRules() {
      return columns.equals(RuleRows.COLUMNS);
    }

    int weight() {
      return HEAD + rows.stream().mapToInt(Section::weight).sum();
    }

    static int weight(List<Cell> row) {
      return row.stream().mapToInt(Cell::weight).sum();
    }
  }
}
