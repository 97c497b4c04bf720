package dev.sluice.cli;

import java.util.List;
import java.util.Locale;

/** A correlation for people: what it looks at and what it makes of it. */
record CorrelationReportText(ReportLines lines) {

  void write(CorrelationReport report) {
    lines.heading(report.title());
    lines.field("id", report.id());
    lines.field("status", report.status());
    lines.field("level", report.level());
    lines.field("author", report.author());
    lines.field("file", report.file() + ":" + report.line());
    lines.field("type", report.type());
    lines.field("group", report.groupBy().isEmpty() ? "none" : report.groupText());
    lines.field("definition", report.definitionHash());
    lines.blank();
    lines.heading("Looks at");
    int number = 0;
    for (CorrelationReport.Input input : report.inputs()) {
      number++;
      lines.text("  ", number + ". " + input.title() + " (" + input.id() + ")");
      group(input.groupFields(), report.groupBy());
      if (input.silent()) {
        lines.text("     ", "alerts only through correlations");
      }
    }
    lines.blank();
    lines.heading(String.format(Locale.ROOT, "What it does (stage %d)", report.stage()));
    report.words().forEach(sentence -> lines.field(sentence.subject(), sentence.text()));
    if (report.silent()) {
      lines.field("alerts", "only through the correlations that look at it");
    }
  }

  private void group(List<String> fields, List<String> asWritten) {
    if (!fields.equals(asWritten)) {
      lines.text("     ", "group: " + String.join(", ", fields));
    }
  }
}
