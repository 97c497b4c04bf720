package dev.sluice.cli;

import dev.sluice.engine.yaml.Printable;

/** Checks for people: nothing for one that passed, a paragraph for one that failed. */
final class FailureReport implements ResultWriter<ExampleCheck> {

  private static final int MAX_EVENT = 500;

  private final Palette palette;
  private final LineOutput out;

  FailureReport(Console console) {
    this.palette = new Palette(console.colour());
    this.out = new LineOutput(console.out());
  }

  @Override
  public void write(ExampleCheck check) {
    if (check.passed()) {
      return;
    }
    String word = check.isUntested() ? "UNTESTED" : "FAILED";
    out.line(
        palette.word("failed", word)
            + Printable.of("  " + check.file() + ":" + check.line() + ": " + check.verdict()));
    if (!check.title().isEmpty()) {
      out.line(Printable.of("  rule   " + check.title() + " (" + check.ruleId() + ")"));
    }
    if (check.isUntested()) {
      check.explanation().forEach(line -> out.line(Printable.of("  cause  " + line)));
      return;
    }
    out.line(Printable.of("  why    " + check.why()));
    String label = "  cause  ";
    for (String line : check.explanation()) {
      out.line(label + Printable.of(line));
      label = "         ";
    }
    String event = check.event();
    boolean whole = event.length() <= MAX_EVENT;
    out.line("  event  " + Printable.of(whole ? event : event.substring(0, MAX_EVENT) + "…"));
  }

  @Override
  public void close() {}
}
