package dev.sluice.cli;

import dev.sluice.engine.event.EventType;
import dev.sluice.engine.yaml.Printable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rule for people: what can reach it, and its stages. */
record RuleReportText(ReportLines lines) {

  void write(RuleReport report) {
    heading(report.title());
    field("id", report.id());
    field("status", report.status());
    field("level", report.level());
    field("author", report.author());
    field("file", report.file() + ":" + report.line());
    field("log source", logSource(report));
    eventTypes(report);
    report.stages().forEach(stage -> stage("", stage));
    report.filters().forEach(this::filter);
    if (report.event() != null) {
      event(report.event());
    }
  }

  private void eventTypes(RuleReport report) {
    lines.blank();
    heading("Events that can reach it");
    for (EventType type : report.eventTypes()) {
      text("  ", eventType(type));
    }
    if (report.eventTypes().isEmpty()) {
      lines.line(
          report.routable()
              ? "  not listed by the tables"
              : "  none: no table has this log source");
    }
  }

  private static String eventType(EventType type) {
    String id = type.id() == null ? "" : "event " + type.id();
    String place =
        Objects.requireNonNullElse(type.provider(), Objects.requireNonNullElse(type.channel(), ""));
    return Stream.of(place, id, type.title())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private void filter(RuleReport.Filter filter) {
    lines.blank();
    heading("Filter: " + filter.title());
    field("id", filter.id());
    field("file", filter.file());
    filter.stages().forEach(stage -> stage("  ", stage));
  }

  private void stage(String indent, Stage stage) {
    lines.blank();
    lines.line(indent + lines.palette().heading(Printable.of(stage.title())));
    stage.text().forEach(line -> text(indent + "  ", line));
  }

  private void event(EventReport event) {
    lines.blank();
    heading("Event: " + event.source());
    field("schema", event.schema());
    field(
        "log sources",
        event.logSources().isEmpty() ? "none" : String.join(", ", event.logSources()));
    field("host", event.host());
    field("time", event.time());
    field("admitted", Boolean.toString(event.admitted()));
    field("fires", Boolean.toString(event.fires()));
    String label = "because";
    for (String reason : event.reasons()) {
      field(label, reason);
      label = "";
    }
    lines.blank();
    heading("Predicates");
    new ExplanationText(lines.palette()).lines(event.explanation()).forEach(lines::line);
  }

  private void heading(String text) {
    lines.heading(text);
  }

  private void field(String label, String value) {
    lines.field(label, value);
  }

  private void text(String before, String value) {
    lines.text(before, value);
  }

  private static String logSource(RuleReport report) {
    List<String> stated =
        Stream.of(
                attribute("product", report.logSource().products()),
                attribute("category", report.logSource().categories()),
                attribute("service", report.logSource().services()))
            .filter(part -> !part.isEmpty())
            .toList();
    return String.join(", ", stated);
  }

  private static String attribute(String name, List<String> values) {
    return values.isEmpty() ? "" : name + " " + String.join(" or ", values);
  }
}
