package dev.sluice.cli;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.stream.RunSummary;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what a run has seen. Used by one thread. */
final class Tally {

  private static final String NO_LEVEL = "none";

  private final Map<DeadLetter.Reason, Long> unreadable = new EnumMap<>(DeadLetter.Reason.class);
  private final Map<String, Long> alertsByLevel = new TreeMap<>();
  private long events;
  private long withoutLogSource;

  /** The counts of a job. */
  static Tally of(RunSummary run) {
    Tally tally = new Tally();
    tally.events = run.events();
    tally.withoutLogSource = run.unrouted();
    tally.unreadable.putAll(run.undecodable());
    tally.alertsByLevel.putAll(run.alertsByLevel());
    return tally;
  }

  /** Counts an event that was judged by no rule, for none asks for its kind. */
  void eventWithoutLogSource() {
    events++;
    withoutLogSource++;
  }

  /** Counts an event that was judged. */
  void judgedEvent() {
    events++;
  }

  /** Counts an event that could not be read. */
  void unreadableEvent(DeadLetter.Reason reason) {
    events++;
    unreadable.merge(reason, 1L, Long::sum);
  }

  /** Counts an alert of a rule with {@code level}, which may be empty. */
  void alert(String level) {
    alertsByLevel.merge(level.isEmpty() ? NO_LEVEL : level.toLowerCase(Locale.ROOT), 1L, Long::sum);
  }

  long events() {
    return events;
  }

  /** {@code 12 (1 unreadable: 1 TOO_LARGE; 2 without log source)}. */
  String eventsText() {
    long broken = sum(unreadable);
    String reasons =
        unreadable.entrySet().stream()
            .map(entry -> count(entry.getValue()) + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return count(events)
        + ", "
        + count(broken)
        + " unreadable"
        + (broken == 0 ? "" : " (" + reasons + ")")
        + ", "
        + count(withoutLogSource)
        + " without log source";
  }

  /** {@code 12 (2 critical, 10 high)}, the highest level first. */
  String alertsText() {
    long alerts = sum(alertsByLevel);
    String levels =
        alertsByLevel.entrySet().stream()
            .sorted((a, b) -> Integer.compare(rank(b.getKey()), rank(a.getKey())))
            .map(
                e ->
                    count(e.getValue())
                        + " "
                        + (e.getKey().equals(NO_LEVEL) ? "without level" : e.getKey()))
            .collect(Collectors.joining(", "));
    return count(alerts) + (alerts == 0 ? "" : " (" + levels + ")");
  }

  /** A number as people read it. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static int rank(String level) {
    return RuleSelection.LEVELS.indexOf(level);
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
