package dev.sluice.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that ask of an evaluation for something other than its alerts. */
final class EvalModes {

  @Option(
      names = "--coverage",
      description =
          "Write in place of alerts a line a rule: how many events are of its log source, which fields it reads that"
              + " none of them has, and whether it is live, blind or unroutable.")
  private boolean coverage;

  @Option(
      names = "--baseline",
      paramLabel = "OLD.ndjson",
      description =
          "Write in place of alerts a line a rule whose alerts are not those in this file, which an earlier eval has"
              + " written as ndjson: what came and what went, with examples. Exit code 1 when there is one.")
  private @Nullable String baseline;

  /** Whether coverage is asked for. */
  boolean coverage() {
    return coverage;
  }

  /**
   * The alerts to compare with, null when none are named.
   *
   * @param events that are judged
   * @throws CommandFailure when the options exclude each other, or the file cannot be read
   */
  @Nullable Baseline baseline(List<EventFile> events, Console console) {
    if (baseline == null) {
      return null;
    }
    if (coverage) {
      throw CommandFailure.usage("--coverage and --baseline exclude each other");
    }
    EventFile file = EventFile.of(List.of(baseline)).get(0);
    if (file.isStandardInput() && events.contains(file)) {
      throw CommandFailure.usage("standard input can be read only once");
    }
    return Baseline.read(file, console);
  }
}
