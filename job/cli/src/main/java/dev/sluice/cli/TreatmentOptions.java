package dev.sluice.cli;

import dev.sluice.engine.match.RuleSelection;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Suppress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say what replaces or completes a rule's own statements. */
final class TreatmentOptions {

  private static final String OWN = "own";
  private static final String OFF = "off";

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "The level of its alerts in place of its own; '" + OWN + "' for its own again.")
  private @Nullable String level;

  @Option(
      names = "--suppress",
      paramLabel = "TIME",
      description =
          "Of the alerts of a host that agree in the fields of --suppress-by only the first goes out in TIME, by the"
              + " time of events; '"
              + OFF
              + "' for all again.")
  private @Nullable String suppress;

  @Option(
      names = "--suppress-by",
      paramLabel = "FIELD",
      split = ",",
      description = "Sigma fields; none: all alerts of the rule on a host agree.")
  private List<String> suppressBy = List.of();

  /** Whether any is given. */
  boolean isGiven() {
    return level != null || suppress != null;
  }

  /**
   * Ends the command when the options make no sense.
   *
   * @throws CommandFailure when they do not
   */
  void check() {
    String word = level;
    if (word != null && !word.equals(OWN) && !RuleSelection.LEVELS.contains(word)) {
      throw CommandFailure.usage(
          "--level: unknown word '"
              + word
              + "', expected "
              + OWN
              + " or one of "
              + String.join(", ", RuleSelection.LEVELS));
    }
    if (suppress == null ? !suppressBy.isEmpty() : suppress.equals(OFF) && !suppressBy.isEmpty()) {
      throw CommandFailure.usage("--suppress-by needs --suppress and a time");
    }
    suppression();
  }

  /** {@code entry} with what is given. */
  ManifestEntry apply(ManifestEntry entry) {
    ManifestEntry treated = entry;
    if (level != null) {
      treated = treated.withLevel(level.equals(OWN) ? null : level);
    }
    return suppress == null ? treated : treated.suppressing(suppression());
  }

  private @Nullable Suppress suppression() {
    if (suppress == null || suppress.equals(OFF)) {
      return null;
    }
    try {
      Duration time = new DurationConverter().convert(suppress);
      if (time.toSeconds() < 1 || time.toSeconds() > Suppress.MAX_SECONDS) {
        throw CommandFailure.usage(
            "--suppress: expected 1s to " + Suppress.MAX_SECONDS / 3600 + "h, found " + suppress);
      }
      return new Suppress(suppressBy, Math.toIntExact(time.toSeconds()));
    } catch (TypeConversionException e) {
      throw CommandFailure.usage("--suppress: " + e.getMessage());
    }
  }
}
