package dev.sluice.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The alerts of one rule that came or went, as {@code sluice eval --baseline} writes them; the
 * components are the keys of its JSON.
 *
 * @param kept alerts that both evaluations have
 * @param gainedExamples the first of those that came
 * @param lostExamples the first of those that went
 */
record AlertChange(
    String ruleId,
    String title,
    String level,
    long kept,
    int gained,
    int lost,
    List<Example> gainedExamples,
    List<Example> lostExamples) {

  private static final int MAX_EXAMPLES = 5;
  private static final int NUMBER_WIDTH = 6;
  private static final int TITLE_WIDTH = 50;

  AlertChange {
    gainedExamples = List.copyOf(gainedExamples);
    lostExamples = List.copyOf(lostExamples);
  }

  /** One alert. */
  record Example(String alertId, String time, String host, String source) {

    static List<Example> of(List<RaisedAlert> alerts) {
      return alerts.stream()
          .limit(MAX_EXAMPLES)
          .map(alert -> new Example(alert.id(), alert.time(), alert.host(), alert.source()))
          .toList();
    }
  }

  /** Counts the alerts of one rule. */
  static final class Counts {
    final RaisedAlert first;
    final List<RaisedAlert> gained = new ArrayList<>();
    final List<RaisedAlert> lost = new ArrayList<>();
    long kept;
    long renamed;

    Counts(RaisedAlert first) {
      this.first = first;
    }
  }

  static AlertChange of(Counts counts) {
    RaisedAlert named = counts.gained.isEmpty() ? counts.first : counts.gained.get(0);
    return new AlertChange(
        named.ruleId(),
        named.title(),
        named.level(),
        counts.kept + counts.renamed,
        counts.gained.size(),
        counts.lost.size(),
        Example.of(counts.gained),
        Example.of(counts.lost));
  }

  static ResultForm<AlertChange> form(OutputFormat format) {
    Column<AlertChange> gained =
        new Column<>("gained", NUMBER_WIDTH, change -> Integer.toString(change.gained));
    Column<AlertChange> lost =
        new Column<>("lost", NUMBER_WIDTH, change -> Integer.toString(change.lost));
    Column<AlertChange> kept =
        new Column<>("kept", NUMBER_WIDTH, change -> Long.toString(change.kept));
    Column<AlertChange> title = new Column<>("rule", TITLE_WIDTH, AlertChange::title);
    return new ResultForm<>(
        format == OutputFormat.TABLE
            ? List.of(gained, lost, kept, title, new Column<>("examples", 0, AlertChange::examples))
            : List.of(
                gained,
                lost,
                kept,
                new Column<>("ruleId", 0, AlertChange::ruleId),
                title,
                new Column<>("level", 0, AlertChange::level),
                new Column<>("gainedExamples", 0, change -> ids(change.gainedExamples)),
                new Column<>("lostExamples", 0, change -> ids(change.lostExamples))),
        Json::of);
  }

  /** {@code + a.ndjson:1, a.ndjson:7; - a.ndjson:3}. */
  private String examples() {
    List<String> parts = new ArrayList<>();
    if (!gainedExamples.isEmpty()) {
      parts.add("+ " + places(gainedExamples));
    }
    if (!lostExamples.isEmpty()) {
      parts.add("- " + places(lostExamples));
    }
    return String.join("; ", parts);
  }

  private static String places(List<Example> examples) {
    return examples.stream()
        .map(example -> example.source.isEmpty() ? example.time : example.source)
        .collect(Collectors.joining(", "));
  }

  private static String ids(List<Example> examples) {
    return examples.stream().map(Example::alertId).collect(Collectors.joining(";"));
  }
}
