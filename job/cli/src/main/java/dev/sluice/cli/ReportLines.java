package dev.sluice.cli;

import dev.sluice.engine.yaml.Printable;

/** Writes the lines of a report for people. */
record ReportLines(Palette palette, LineOutput out) {

  private static final int LABEL_WIDTH = 12;

  void heading(String text) {
    out.line(palette.heading(Printable.of(text)));
  }

  /** A labelled line; none when {@code value} is empty. */
  void field(String label, String value) {
    if (!value.isEmpty()) {
      text("  " + label + " ".repeat(LABEL_WIDTH - label.length()), value);
    }
  }

  /** A line whose {@code value} comes from a rule or an event. */
  void text(String before, String value) {
    out.line(before + Printable.of(value));
  }

  /** A line that is made of our own words. */
  void line(String text) {
    out.line(text);
  }

  void blank() {
    out.line("");
  }
}
