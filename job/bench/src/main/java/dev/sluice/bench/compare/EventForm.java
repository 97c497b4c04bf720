package dev.sluice.bench.compare;

/** In which words events are given to all engines. */
enum EventForm {
  /** Fields of the event under their Sigma names and little else. */
  STRUCTURED("structured"),
  /** As they stand in the corpus. */
  RAW("raw"),
  /** As {@link dev.sluice.bench.Fleet} makes them: like raw, of a thousand hosts. */
  FLEET("fleet");

  private final String label;

  EventForm(String label) {
    this.label = label;
  }

  /** The name in options, files and results. */
  String label() {
    return label;
  }
}
