package dev.sluice.cli;

import dev.sluice.cli.Symptom.Code;
import dev.sluice.stream.Canary;
import dev.sluice.stream.control.ManifestEntry.Mode;
import dev.sluice.stream.control.RuleSetManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the canary's heartbeats are matched, where its rule is in force. Knows no connection.
 *
 * @param metrics what subtasks said they did
 * @param lookBack how far those go back
 */
record CanaryCheck(RuleSetManifest inForce, MetricsLog metrics, Duration lookBack, Instant now) {

  private static final String SUBJECT = "canary";

  /** Heartbeats come once a minute, and so do the records of subtasks. */
  private static final Duration SILENCE = Duration.ofMinutes(5);

  List<Symptom> symptoms() {
    Instant matched = metrics.lastMatch(Canary.RULE_ID);
    if (!isInForce() || isRecent(matched) || isRecent(Instant.parse(inForce.createdAt()))) {
      return List.of();
    }
    if (metrics.isPartial()) {
      return List.of(
          Symptom.unknown(
              SUBJECT, "more rules have fired than subtasks can name", "SluiceCanarySilent"));
    }
    return List.of(
        Symptom.error(
            Code.CANARY_SILENT,
            SUBJECT,
            matched == null
                ? "its rule has matched nothing within " + lookBack.toMinutes() + " min"
                : "its rule has matched nothing since " + matched,
            "a heartbeat in each partition of the events a minute",
            "SluiceCanarySilent in deploy/README.md; or, where there is none, sluice disable "
                + Canary.RULE_ID));
  }

  private boolean isInForce() {
    return inForce.find(Canary.RULE_ID).stream().anyMatch(entry -> entry.mode() == Mode.ENABLED);
  }

  private boolean isRecent(@Nullable Instant time) {
    return time != null && time.plus(SILENCE).isAfter(now);
  }
}
