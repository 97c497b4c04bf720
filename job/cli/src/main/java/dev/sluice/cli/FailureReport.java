package dev.sluice.cli;

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
    out.line(
        palette.word("failed", "FAILED")
            + Printable.of("  " + check.file() + ":" + check.line() + ": " + verdict(check)));
    if (!check.title().isEmpty()) {
      out.line(Printable.of("  rule   " + check.title() + " (" + check.ruleId() + ")"));
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

  private static String verdict(ExampleCheck check) {
    if (check.actual() == null) {
      return "cannot be checked";
    }
    return check.expected() ? "expected a match, got none" : "expected no match, got one";
  }
}
