package dev.sluice.bench.compare;

import dev.sluice.bench.compare.EventFiles.EventFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The results, as a table for people and as CSV. */
final class CompareReport {

  private static final String HEADER =
      "date,machine,form,engine,version,flags,rules,events,bytes_per_event,cpu_us_per_event,lowest_us,highest_us,"
          + "times_ours,load_cpu_seconds,alerts,rules_fired";
  private static final String DIFFERENCES_HEADER =
      "date,machine,form,engine,flags,rule,alerts_ours,alerts_theirs,cause";
  private static final String ROW = "%-11s %-11s %-34s %9s %8s %9s %15s %7s %7s %8s%n";

  private final PrintStream out;
  private final String prefix;
  private final int rules;
  private final Causes causes;
  private final List<String> figures = new ArrayList<>(List.of(HEADER));
  private final List<String> differences = new ArrayList<>(List.of(DIFFERENCES_HEADER));
  private int unexplained;

  /**
   * @param prefix date and machine
   */
  CompareReport(PrintStream out, String prefix, int rules, Causes causes) {
    this.out = out;
    this.prefix = prefix;
    this.rules = rules;
    this.causes = causes;
    out.printf(
        Locale.ROOT,
        ROW,
        "form",
        "engine",
        "flags",
        "events",
        "B/event",
        "CPU us",
        "from..to",
        "times",
        "load s",
        "alerts");
  }

  /** Adds what {@code engine} took and found; {@code ours} is what we did over the same files. */
  void add(EventForm form, Engine engine, EventFiles files, Trials trials, Trials ours) {
    EventFile file = files.of(engine.compared());
    Map<String, Long> alerts = trials.alerts(engine.compared());
    long total = alerts.values().stream().mapToLong(Long::longValue).sum();
    double times = trials.micros() / ours.micros();
    long bytes = file.bytes() / file.events();
    out.printf(
        Locale.ROOT,
        ROW,
        form.label(),
        engine.name(),
        engine.flags(),
        file.events(),
        bytes,
        number(trials.micros()),
        number(trials.lowest()) + ".." + number(trials.highest()),
        number(times),
        number(trials.loadSeconds()),
        total);
    figures.add(
        String.join(
            ",",
            prefix,
            form.label(),
            engine.name(),
            engine.version(),
            engine.flags(),
            Integer.toString(rules),
            Long.toString(file.events()),
            Long.toString(bytes),
            number(trials.micros()),
            number(trials.lowest()),
            number(trials.highest()),
            number(times),
            number(trials.loadSeconds()),
            Long.toString(total),
            Integer.toString(alerts.size())));
    differ(form, engine, alerts, ours.alerts(engine.compared()));
  }

  private void differ(
      EventForm form, Engine engine, Map<String, Long> theirs, Map<String, Long> ours) {
    Set<String> fired = new TreeSet<>(theirs.keySet());
    fired.addAll(ours.keySet());
    for (String rule : engine.routed() ? fired : Set.<String>of()) {
      long we = ours.getOrDefault(rule, 0L);
      long they = theirs.getOrDefault(rule, 0L);
      if (we != they) {
        String cause = causes.of(engine.name(), rule);
        unexplained += cause.equals(Causes.UNKNOWN) ? 1 : 0;
        differences.add(
            String.join(
                ",",
                prefix,
                form.label(),
                engine.name(),
                engine.flags(),
                rule,
                Long.toString(we),
                Long.toString(they),
                cause));
      }
    }
  }

  /** Writes {@code <name>-compare.csv} and {@code <name>-compare-differences.csv}. */
  void write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + "-compare.csv"), figures, StandardCharsets.UTF_8);
    Files.write(
        folder.resolve(name + "-compare-differences.csv"), differences, StandardCharsets.UTF_8);
    out.println(differences.size() - 1 + " differences by rule, not explained: " + unexplained);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
