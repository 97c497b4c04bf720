package dev.sluice.cli;

import org.jspecify.annotations.Nullable;

/** The forms in which the results of tests are written. */
enum CheckFormat {
  TABLE(OutputFormat.TABLE),
  JSON(OutputFormat.JSON),
  NDJSON(OutputFormat.NDJSON),
  CSV(OutputFormat.CSV),
  /** The XML of JUnit, which build servers read. */
  JUNIT(OutputFormat.TABLE);

  private final OutputFormat plain;

  CheckFormat(OutputFormat plain) {
    this.plain = plain;
  }

  /**
   * Opens a writer of the form {@code asked} for, by default a table on a terminal and NDJSON
   * elsewhere; whoever opens it closes it.
   */
  static ResultWriter<ExampleCheck> open(@Nullable CheckFormat asked, Console console) {
    CheckFormat format = asked != null ? asked : console.outIsTerminal() ? TABLE : NDJSON;
    return switch (format) {
      case TABLE -> new FailureReport(console);
      case JUNIT -> new JunitWriter(console.out());
      case JSON, NDJSON, CSV -> format.plain.open(ExampleCheck.form(), console);
    };
  }

  @Override
  public String toString() {
    return Main.lowerCase(this);
  }
}
