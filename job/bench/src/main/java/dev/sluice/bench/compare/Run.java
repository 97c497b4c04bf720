package dev.sluice.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What one run of an engine took and said.
 *
 * @param cpuSeconds user and system
 * @param alerts by the id of the rule
 */
record Run(double cpuSeconds, Map<String, Long> alerts) {

  private static final int MAX_MINUTES = 30;
  private static final ObjectMapper JSON = new ObjectMapper();

  Run {
    alerts = Map.copyOf(alerts);
  }

  /**
   * Runs {@code engine} on one core.
   *
   * @param folder gets what it writes: {@code out}, {@code err} and {@code time}
   * @throws IOException when it fails, or takes longer than {@value #MAX_MINUTES} minutes
   */
  static Run of(Engine engine, Path rules, Path events, int core, Path folder)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Path time = folder.resolve("time");
    List<String> words =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "out=$1 err=$2; shift 2; TIMEFORMAT='%3U %3S'; time \"$@\" >\"$out\" 2>\"$err\"",
                "run",
                out.toString(),
                err.toString(),
                "taskset",
                "-c",
                Integer.toString(core)));
    words.addAll(engine.command(rules, events));
    Process process = new ProcessBuilder(words).redirectError(time.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(engine.name() + " took more than " + MAX_MINUTES + " minutes");
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          engine.name() + " failed (" + process.exitValue() + "), see " + err + ": " + words);
    }
    String[] seconds = Files.readString(time).strip().split(" ");
    double cpu = Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]);
    return new Run(cpu, alerts(out, engine.ruleId()));
  }

  /** Counts the lines of {@code out} by the rule that they name. */
  static Map<String, Long> alerts(Path out, String ruleId) throws IOException {
    String pointer = "/" + ruleId.replace('.', '/');
    Map<String, Long> alerts = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(out, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode id = JSON.readTree(line).at(pointer);
        if (!id.isTextual()) {
          throw new IOException("no " + ruleId + " in an alert: " + line);
        }
        alerts.merge(id.textValue(), 1L, Long::sum);
      }
    }
    return alerts;
  }
}
