package dev.sluice.cli;

import dev.sluice.engine.event.EventType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports for people: a page a rule. */
final class RuleReportText implements ResultWriter<RuleReport> {

  private static final int LABEL_WIDTH = 12;

  private final Palette palette;
  private final LineOutput out;
  private boolean first = true;

  RuleReportText(Console console) {
    this.palette = new Palette(console.colour());
    this.out = new LineOutput(console.out());
  }

  @Override
  public void write(RuleReport report) {
    if (!first) {
      out.line("");
    }
    first = false;
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

  @Override
  public void close() {}

  private void eventTypes(RuleReport report) {
    out.line("");
    heading("Events that can reach it");
    for (EventType type : report.eventTypes()) {
      text("  ", eventType(type));
    }
    if (report.eventTypes().isEmpty()) {
      out.line(
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
    out.line("");
    heading("Filter: " + filter.title());
    field("id", filter.id());
    field("file", filter.file());
    filter.stages().forEach(stage -> stage("  ", stage));
  }

  private void stage(String indent, Stage stage) {
    out.line("");
    out.line(indent + palette.heading(Printable.of(stage.title())));
    stage.text().forEach(line -> text(indent + "  ", line));
  }

  private void event(EventReport event) {
    out.line("");
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
    out.line("");
    heading("Predicates");
    new ExplanationText(palette).lines(event.explanation()).forEach(out::line);
  }

  private void heading(String text) {
    out.line(palette.heading(Printable.of(text)));
  }

  private void field(String label, String value) {
    if (!value.isEmpty()) {
      text("  " + label + " ".repeat(LABEL_WIDTH - label.length()), value);
    }
  }

  private void text(String before, String value) {
    out.line(before + Printable.of(value));
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
