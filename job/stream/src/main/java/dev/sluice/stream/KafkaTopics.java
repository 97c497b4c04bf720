package dev.sluice.stream;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The topics of one deployment, by their full names.
 *
 * <p>Invariant: no two are the same and the job reads no event that it wrote itself.
 *
 * @param events at least one, unless {@code eventsPattern} names them
 * @param eventsPattern regular expression of the whole name of each topic of events; null when
 *     {@code events} lists them
 * @param alertsFast the alerts again, before they are committed; null for no such topic
 */
public record KafkaTopics(
    List<String> events,
    @Nullable String eventsPattern,
    String control,
    String rulesets,
    String alerts,
    String alertsShadow,
    String alertsOverflow,
    @Nullable String alertsFast,
    String deadLetter,
    String late,
    String status,
    String metrics)
    implements Serializable {
  /** What each name starts with when nothing else is said. */
  public static final String PREFIX = "sluice.";

  /** Name of {@link #alertsFast} behind the prefix. */
  public static final String ALERTS_FAST = "alerts.fast";

  private static final List<String> KNOWN =
      List.of(
          "events",
          "events.pattern",
          "control",
          "rulesets",
          "alerts",
          "alerts.shadow",
          "alerts.overflow",
          ALERTS_FAST,
          "deadletter",
          "late",
          "status",
          "metrics");

  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  public KafkaTopics {
    events = List.copyOf(events);
    require(
        events.isEmpty() != (eventsPattern == null),
        "events are named by a list of topics or by a pattern, not by "
            + (events.isEmpty() ? "neither" : "both"));
    List<String> all = new ArrayList<>(events);
    all.addAll(List.of(control, rulesets, alerts, alertsShadow, alertsOverflow, deadLetter, late));
    all.addAll(List.of(status, metrics));
    if (alertsFast != null) {
      all.add(alertsFast);
    }
    checkNames(all);
    if (eventsPattern != null) {
      checkPattern(eventsPattern, all);
    }
  }

  /** The topics whose names start with {@code prefix}; no fast alerts. */
  public static KafkaTopics of(String prefix) {
    return of(prefix, Map.of());
  }

  /**
   * The topics whose names start with {@code prefix}, but for those that {@code names} gives in
   * full. Its keys are what otherwise stands behind the prefix: {@code events} (several with commas
   * between), {@code control}, {@code alerts.shadow} and so on; {@code events.pattern} and {@value
   * #ALERTS_FAST} stand for topics that are otherwise not read or written.
   *
   * @throws IllegalArgumentException when a key is unknown or a name cannot be one
   */
  public static KafkaTopics of(String prefix, Map<String, String> names) {
    Map<String, String> left = new TreeMap<>(names);
    String pattern = left.remove("events.pattern");
    String events = left.remove("events");
    String listed = events == null && pattern == null ? prefix + "events" : events;
    KafkaTopics topics =
        new KafkaTopics(
            listed == null ? List.of() : List.of(listed.split("\\s*,\\s*", -1)),
            pattern,
            take(left, prefix, "control"),
            take(left, prefix, "rulesets"),
            take(left, prefix, "alerts"),
            take(left, prefix, "alerts.shadow"),
            take(left, prefix, "alerts.overflow"),
            left.remove(ALERTS_FAST),
            take(left, prefix, "deadletter"),
            take(left, prefix, "late"),
            take(left, prefix, "status"),
            take(left, prefix, "metrics"));
    require(left.isEmpty(), "unknown topics " + left.keySet() + "; known is " + KNOWN);
    return topics;
  }

  /** What the sink that writes exactly once writes to. */
  List<String> exactlyOnce() {
    return List.of(alerts, alertsShadow, alertsOverflow, deadLetter, late);
  }

  /** What is written at least once. */
  List<String> atLeastOnce() {
    return alertsFast == null
        ? List.of(rulesets, status, metrics)
        : List.of(rulesets, status, metrics, alertsFast);
  }

  private static String take(Map<String, String> names, String prefix, String name) {
    String given = names.remove(name);
    return given == null ? prefix + name : given;
  }

  private static void checkNames(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      require(
          LEGAL.matcher(name).matches() && !name.equals(".") && !name.equals(".."),
          "topic '"
              + name
              + "': expected 1 to 249 letters, digits, dots, underscores and hyphens of ASCII");
      require(seen.add(name), "topic '" + name + "' is named twice; each needs a name of its own");
    }
  }

  private static void checkPattern(String pattern, List<String> others) {
    Pattern compiled;
    try {
      compiled = Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "pattern of event topics '"
              + pattern
              + "': expected a regular expression: "
              + e.getDescription(),
          e);
    }
    for (String other : others) {
      require(
          !compiled.matcher(other).matches(),
          "pattern of event topics '"
              + pattern
              + "' matches '"
              + other
              + "', which is no topic"
              + " of events: the job would read what it writes");
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
