package dev.sluice.cli;

/** Reports for people: a page a document. */
final class ReportText implements ResultWriter<Report> {

  private final ReportLines lines;
  private boolean first = true;

  ReportText(Console console) {
    this.lines = new ReportLines(new Palette(console.colour()), new LineOutput(console.out()));
  }

  @Override
  public void write(Report report) {
    if (!first) {
      lines.blank();
    }
    first = false;
    if (report instanceof RuleReport rule) {
      new RuleReportText(lines).write(rule);
    } else if (report instanceof CorrelationReport correlation) {
      new CorrelationReportText(lines).write(correlation);
    } else {
      throw new IllegalStateException("unknown report " + report.getClass());
    }
  }

  @Override
  public void close() {}
}
