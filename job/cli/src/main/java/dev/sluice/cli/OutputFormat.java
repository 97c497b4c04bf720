package dev.sluice.cli;

/** The forms in which results are written. */
enum OutputFormat {
  TABLE,
  JSON,
  NDJSON,
  CSV;

  /**
   * Opens a writer of this form to standard output; whoever opens it closes it, which leaves the
   * stream open.
   */
  <T> ResultWriter<T> open(ResultForm<T> form, Console console) {
    return switch (this) {
      case TABLE -> new TableWriter<>(form.columns(), console);
      case JSON -> new JsonArrayWriter<>(form.json(), console.out());
      case NDJSON -> new NdjsonWriter<>(form.json(), console.out());
      case CSV -> new CsvWriter<>(form.columns(), console.out());
    };
  }

  @Override
  public String toString() {
    return Main.lowerCase(this);
  }
}
