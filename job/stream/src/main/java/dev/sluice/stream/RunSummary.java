package dev.sluice.stream;

import dev.sluice.engine.event.DeadLetter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run has done. After a recovery the counts are those since the restored checkpoint.
 *
 * @param events read, whatever became of them
 * @param alertsByLevel keys in lower case, {@code none} for rules without level
 * @param unrouted events that fit no log source
 * @param undecodable bytes that are no event
 * @param rulesActive in force at the end
 * @param rulesRefused of the last proposal
 * @param rulesSkipped documents that the selection leaves out
 * @param rulesUnroutable rules in force that no log source can bring an event to
 * @param correlationsActive in force at the end
 * @param correlationAlerts among the alerts
 * @param signalsTooLate events that a correlation could no longer look at
 * @param ruleSetVersion in force at the end
 * @param elapsed from the start of the job to its end
 */
public record RunSummary(
    long events,
    long alerts,
    Map<String, Long> alertsByLevel,
    long unrouted,
    Map<DeadLetter.Reason, Long> undecodable,
    int rulesActive,
    int rulesRefused,
    int rulesSkipped,
    int rulesUnroutable,
    int correlationsActive,
    long correlationAlerts,
    long signalsTooLate,
    long ruleSetVersion,
    Duration elapsed) {

  public RunSummary {
    alertsByLevel = Map.copyOf(alertsByLevel);
    undecodable = Map.copyOf(undecodable);
  }

  /**
   * Reads the counts of {@link DetectCounters} and {@link CorrelateCounters}.
   *
   * @param report what was said of the rules
   */
  static RunSummary of(Map<String, Long> counts, RunReport report, Duration elapsed) {
    Map<String, Long> byLevel = new TreeMap<>();
    Map<DeadLetter.Reason, Long> byReason = new EnumMap<>(DeadLetter.Reason.class);
    String alert = OperatorCounts.accumulator(DetectCounters.ALERTS, "");
    String undecodable = OperatorCounts.accumulator(DetectCounters.UNDECODABLE, "");
    counts.forEach(
        (name, count) -> {
          if (name.startsWith(alert)) {
            byLevel.put(name.substring(alert.length()), count);
          } else if (name.startsWith(undecodable)) {
            byReason.put(DeadLetter.Reason.valueOf(name.substring(undecodable.length())), count);
          }
        });
    long unrouted = counts.getOrDefault(DetectCounters.UNROUTED, 0L);
    long judged = counts.getOrDefault(DetectCounters.JUDGED, 0L);
    return new RunSummary(
        judged + unrouted + sum(byReason),
        sum(byLevel),
        byLevel,
        unrouted,
        byReason,
        report.active().counted().active(),
        report.proposed().counted().refused(),
        report.proposed().counted().skipped(),
        report.proposed().counted().unroutable(),
        report.active().counted().correlations(),
        counts.getOrDefault(CorrelateCounters.ALERTS, 0L),
        counts.getOrDefault(CorrelateCounters.TOO_LATE, 0L),
        report.active().version(),
        elapsed);
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
