package dev.sluice.bench.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results of runs as CSV; each run adds its line as soon as it is over. */
final class CostTable {
  private final Path file;
  private final String date;
  private final String machine;

  /**
   * @param file continued when it is there
   */
  CostTable(Path file, String date, String machine) {
    this.file = file;
    this.date = date;
    this.machine = machine;
  }

  /**
   * Adds a line.
   *
   * @throws IOException when the file cannot be written, or has other columns
   */
  void add(CostRun run, CostFigures figures) throws IOException {
    Map<String, String> row = row(run, figures);
    String header = String.join(",", row.keySet());
    if (!Files.exists(file)) {
      Files.writeString(file, header + "\n");
    } else if (!Files.readAllLines(file).get(0).equals(header)) {
      throw new IOException(file + " has other columns");
    }
    Files.writeString(
        file,
        String.join(",", row.values()) + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.APPEND);
  }

  private Map<String, String> row(CostRun run, CostFigures figures) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("date", date);
    row.put("machine", machine);
    row.put("java", System.getProperty("java.version", ""));
    factors(row, run, figures);
    stretch(row, "", figures.drained());
    stretch(row, "paced_", figures.paced());
    latencies(row, "fast", figures.fast());
    latencies(row, "committed", figures.committed());
    checkpoints(row, figures.checkpoints());
    row.put("taskmanager_memory_bytes", number(figures.memory().allowed()));
    row.put("taskmanager_most_resident_bytes", number(figures.memory().mostResident()));
    row.put("heap_after_gc_bytes", number(figures.memory().heap()));
    row.put("stored_bytes_per_event", number(figures.stored().event(), 0));
    row.put("stored_bytes_per_alert", number(figures.stored().alert(), 0));
    return row;
  }

  private static void factors(Map<String, String> row, CostRun run, CostFigures figures) {
    row.put("rule_set", run.rules());
    row.put("rule_documents", number(figures.rules()));
    row.put("correlations", run.correlations() ? "on" : "off");
    row.put("hosts", number(run.hosts()));
    row.put("starts_per_host", number(run.starts()));
    row.put("skew", number(run.skew(), 2));
    row.put("backend", run.backend().label());
    row.put("parallelism", number(run.parallelism()));
  }

  private static void stretch(Map<String, String> row, String prefix, CostFigures.Stretch stretch) {
    row.put(prefix + "seconds", number(stretch.seconds(), 1));
    row.put(prefix + "events", number(stretch.counts().events()));
    row.put(prefix + "events_per_second", number(stretch.eventsPerSecond(), 0));
    row.put(prefix + "bytes_per_event", number(stretch.bytesPerEvent(), 0));
    row.put(
        prefix + "bytes_per_second",
        number(stretch.eventsPerSecond() * stretch.bytesPerEvent(), 0));
    row.put(prefix + "alerts_per_million", number(stretch.alertsPerMillion(), 0));
    row.put(
        prefix + "taskmanager_cpu_seconds_per_million",
        number(stretch.perMillion(stretch.cpu().taskManagers()), 2));
    row.put(
        prefix + "jobmanager_cpu_seconds_per_million",
        number(stretch.perMillion(stretch.cpu().jobManager()), 2));
    row.put(
        prefix + "kafka_cpu_seconds_per_million",
        number(stretch.perMillion(stretch.cpu().kafka()), 2));
  }

  private static void latencies(Map<String, String> row, String name, Latencies latencies) {
    row.put(name + "_alerts", number(latencies.count()));
    row.put(name + "_latency_p50_ms", number(latencies.percentile(0.5)));
    row.put(name + "_latency_p99_ms", number(latencies.percentile(0.99)));
    row.put(name + "_latency_p999_ms", number(latencies.percentile(0.999)));
  }

  private static void checkpoints(Map<String, String> row, CostFigures.Checkpoints checkpoints) {
    row.put("checkpoints", number(checkpoints.count()));
    row.put("checkpoint_state_bytes", number(checkpoints.stateBytes()));
    row.put("checkpoint_written_p50_bytes", number(checkpoints.writtenBytes()));
    row.put("checkpoint_p50_ms", number(checkpoints.millis().percentile(0.5)));
    row.put("checkpoint_max_ms", number(checkpoints.millis().percentile(1)));
    row.put("processes_seen", number(checkpoints.processes()));
  }

  private static String number(long value) {
    return Long.toString(value);
  }

  private static String number(double value, int decimals) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** What of a line people want to know at once. */
  static List<String> summary(CostFigures figures) {
    CostFigures.Stretch drained = figures.drained();
    return List.of(
        text(
            "%,.0f events/s for %.0f s, %.1f CPU s a million (Kafka %.1f), %,.0f alerts a million",
            drained.eventsPerSecond(),
            drained.seconds(),
            drained.perMillion(drained.cpu().taskManagers()),
            drained.perMillion(drained.cpu().kafka()),
            drained.alertsPerMillion()),
        text(
            "paced %,.0f events/s: %.1f CPU s a million; fast alerts p50 %d ms, p99 %d ms;"
                + " committed p50 %d ms, p99 %d ms",
            figures.paced().eventsPerSecond(),
            figures.paced().perMillion(figures.paced().cpu().taskManagers()),
            figures.fast().percentile(0.5),
            figures.fast().percentile(0.99),
            figures.committed().percentile(0.5),
            figures.committed().percentile(0.99)),
        text(
            "%d checkpoints of %,d bytes, p50 %d ms; resident at most %,d bytes, heap %,d bytes",
            figures.checkpoints().count(),
            figures.checkpoints().stateBytes(),
            figures.checkpoints().millis().percentile(0.5),
            figures.memory().mostResident(),
            figures.memory().heap()));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
