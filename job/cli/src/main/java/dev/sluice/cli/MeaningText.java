package dev.sluice.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs between two rule sets, for people: a paragraph a document. */
final class MeaningText implements ResultWriter<MeaningLine> {

  private static final int MAX_PREDICATES = 20;

  private final ReportLines lines;
  private boolean first = true;

  MeaningText(Console console) {
    this.lines = new ReportLines(new Palette(console.colour()), new LineOutput(console.out()));
  }

  @Override
  public void write(MeaningLine line) {
    if (!first) {
      lines.blank();
    }
    first = false;
    String kind = line.kind().equals("rule") ? "" : line.kind() + " ";
    lines.heading(line.change() + ": " + kind + line.title() + " (" + line.ruleId() + ")");
    lines.field("file", line.newFile().isEmpty() ? line.oldFile() : line.newFile());
    lines.field("meaning", meaning(line));
    predicates("  + ", line.came());
    predicates("  - ", line.went());
    witness("fires now", line.gained());
    witness("silent now", line.lost());
  }

  @Override
  public void close() {}

  private static String meaning(MeaningLine line) {
    return switch (line.relation()) {
      case "equal" -> "equal: the same events";
      case "wider" -> "wider: all events of before, and more";
      case "narrower" -> "narrower: some events of before, and no other";
      case "different" -> "different: some events are new, some are gone";
      case "unknown" -> unknown(line);
      default -> "";
    };
  }

  private static String unknown(MeaningLine line) {
    if (line.kind().equals("correlation")) {
      return "unknown: it computes something else";
    }
    return "unknown: fires on new events: "
        + line.gains()
        + "; is silent on events of before: "
        + line.losses();
  }

  private void predicates(String sign, List<String> predicates) {
    predicates.stream().limit(MAX_PREDICATES).forEach(text -> lines.text(sign, text));
    int more = predicates.size() - MAX_PREDICATES;
    if (more > 0) {
      lines.line(sign + "and " + Tally.count(more) + " more");
    }
  }

  private void witness(String label, @Nullable String event) {
    if (event != null) {
      lines.field(label, event);
    }
  }
}
