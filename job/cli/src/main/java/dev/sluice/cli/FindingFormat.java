package dev.sluice.cli;

import org.jspecify.annotations.Nullable;

/** The forms in which findings are written. */
enum FindingFormat {
  TABLE(OutputFormat.TABLE),
  JSON(OutputFormat.JSON),
  NDJSON(OutputFormat.NDJSON),
  CSV(OutputFormat.CSV),
  /** Static Analysis Results Interchange Format 2.1.0, for forges and editors. */
  SARIF(OutputFormat.JSON);

  private final OutputFormat plain;

  FindingFormat(OutputFormat plain) {
    this.plain = plain;
  }

  /** The form of other commands that is nearest. */
  OutputFormat plain() {
    return plain;
  }

  /** The form asked for, or the default of {@code console}. */
  static FindingFormat of(@Nullable FindingFormat asked, Console console) {
    return asked != null ? asked : console.outIsTerminal() ? TABLE : NDJSON;
  }

  @Override
  public String toString() {
    return Main.lowerCase(this);
  }
}
