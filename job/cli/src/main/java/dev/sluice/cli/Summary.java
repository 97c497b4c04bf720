package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.stream.RunSummary;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The last lines on standard error: what was read, what came of it, how long it took. */
final class Summary {

  private static final int LABEL_WIDTH = 14;
  private static final int MAX_LOG_SOURCES = 5;

  private final List<String> lines = new ArrayList<>();

  /** Adds one line; the label is one word. */
  Summary add(String label, String text) {
    lines.add(label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length())) + text);
    return this;
  }

  /** Adds what became of the rules. */
  Summary rules(LoadedRules rules) {
    add(
        "rules",
        Tally.count(rules.loaded())
            + " loaded, "
            + Tally.count(rules.refused())
            + " refused, "
            + Tally.count(rules.compiled().skipped())
            + " skipped, "
            + Tally.count(rules.compiled().unroutable())
            + " unroutable"
            + unroutable(rules));
    int filters = rules.compiled().filters().size();
    if (filters > 0) {
      add("filters", Tally.count(filters));
    }
    return correlations(rules);
  }

  /** Adds how many correlations there are, if any. */
  Summary correlations(LoadedRules rules) {
    int correlations = rules.compiled().correlations().size();
    int silent = rules.compiled().ruleSet().correlations().silencers().size();
    if (correlations > 0) {
      add(
          "correlations",
          Tally.count(correlations)
              + " loaded; "
              + Tally.count(silent)
              + " rules alert only through them");
    }
    return this;
  }

  /**
   * Adds the time it took to judge {@code events}, their rate, and the time it took to load the
   * rules before.
   */
  Summary time(Duration judging, long events, Duration loading) {
    double seconds = Math.max(judging.toNanos(), 1) / 1e9;
    return add(
        "time",
        String.format(
            Locale.ROOT,
            "%.1f s, %,d events/s; rules loaded in %.1f s",
            seconds,
            Math.round(events / seconds),
            loading.toNanos() / 1e9));
  }

  /** What a job has done. */
  static Summary of(RunSummary run) {
    Tally tally = Tally.of(run);
    double seconds = Math.max(run.elapsed().toMillis(), 1) / 1e3;
    return new Summary()
        .add("events", tally.eventsText())
        .add("alerts", tally.alertsText())
        .add(
            "rules",
            Tally.count(run.rulesActive())
                + " in force, "
                + Tally.count(run.rulesRefused())
                + " refused, "
                + Tally.count(run.rulesSkipped())
                + " skipped, "
                + Tally.count(run.rulesUnroutable())
                + " unroutable, version "
                + run.ruleSetVersion())
        .correlations(run)
        .add(
            "time",
            String.format(
                Locale.ROOT, "%.1f s, %,d events/s", seconds, Math.round(run.events() / seconds)));
  }

  private Summary correlations(RunSummary run) {
    return run.correlationsActive() == 0
        ? this
        : add(
            "correlations",
            Tally.count(run.correlationsActive())
                + " in force, "
                + Tally.count(run.correlationAlerts())
                + " alerts, "
                + Tally.count(run.signalsTooLate())
                + " events too late");
  }

  void print(PrintStream err) {
    lines.forEach(err::println);
  }

  private static String unroutable(LoadedRules rules) {
    List<String> sources =
        rules.compiled().ruleSet().rules().stream()
            .filter(rule -> !rule.routable())
            .map((CompiledRule rule) -> rule.rule().logSource().toString())
            .distinct()
            .sorted()
            .toList();
    String named = sources.stream().limit(MAX_LOG_SOURCES).collect(Collectors.joining(", "));
    int more = sources.size() - MAX_LOG_SOURCES;
    return sources.isEmpty() ? "" : " (" + named + (more > 0 ? " and " + more + " more" : "") + ")";
  }
}
