package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.EventLog.Legal;
import dev.sluice.bench.e2e.SeenRecords.SeenAlert;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.Verdict;
import dev.sluice.stream.KafkaTopics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was seen against what the engine says of each event under each version that may have
 * judged it.
 *
 * <p>A rule that fires under all of them has one alert, exactly; one that fires under some has one
 * at most. Each alert is that of the version it names, in the topic of its mode.
 */
final class Comparison {
  private static final int MAX_EXAMPLES = 10;

  private final NumberedEvents events;
  private final EventLog log;
  private final SeenRecords seen;
  private final KafkaTopics topics;
  private final LongFunction<RuleVersion> versions;
  private final List<String> correlatedSeen;
  private final Set<String> touched = new HashSet<>();
  private final Set<String> overflowing = new HashSet<>();
  private final Map<Group, Tally> tallies = new EnumMap<>(Group.class);
  private final Set<String> ids = new HashSet<>();
  private final List<String> examples = new ArrayList<>();
  private int sameIds;

  /** Of alerts of correlations, those that have been seen until now are compared. */
  Comparison(
      NumberedEvents events,
      EventLog log,
      SeenRecords seen,
      KafkaTopics topics,
      LongFunction<RuleVersion> versions) {
    this.events = events;
    this.log = log;
    this.seen = seen;
    this.topics = topics;
    this.versions = versions;
    this.correlatedSeen = seen.correlated();
    touched.add(TestRules.header(TestRules.CHANGED.get(0)).id());
    touched.add(TestRules.header(TestRules.MODED).id());
    for (Group group : Group.values()) {
      tallies.put(group, new Tally());
    }
  }

  /** What is counted apart. */
  enum Group {
    UNTOUCHED("rules no push touches"),
    TOUCHED("rules pushes touch, set known"),
    BETWEEN("rules pushes touch, during a push"),
    CORRELATED("correlations no push touches"),
    DEAD_LETTERS("dead letters");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** Numbers of one group. */
  static final class Tally {
    private int expected;
    private int seen;
    private int lost;
    private int doubled;
    private int wrong;

    int expected() {
      return expected;
    }

    int seen() {
      return seen;
    }

    int lost() {
      return lost;
    }

    int doubled() {
      return doubled;
    }

    int wrong() {
      return wrong;
    }

    boolean isRight() {
      return lost == 0 && doubled == 0 && wrong == 0;
    }
  }

  /** An alert that has to come, or may. */
  private record Expected(String topic, String alertId) {}

  /** The alerts of rule {@code id} may be beyond its budget. */
  Comparison overflowing(String id) {
    overflowing.add(id);
    return this;
  }

  /**
   * Compares the events from number {@code from} to before {@code end}, and all correlations.
   *
   * @param correlated see {@link ExpectedCorrelations#alerts}
   */
  void run(int from, int end, Map<String, Boolean> correlated) {
    for (int number = from; number < end; number++) {
      compare(number);
    }
    compareCorrelated(correlated);
  }

  Tally tally(Group group) {
    Tally tally = tallies.get(group);
    if (tally == null) {
      throw new IllegalStateException("no tally of " + group);
    }
    return tally;
  }

  /** Number of alerts whose id another alert has. */
  int sameIds() {
    return sameIds;
  }

  /** The first few things that are not right. */
  List<String> examples() {
    return List.copyOf(examples);
  }

  boolean isRight() {
    return sameIds == 0
        && seen.strangers() == 0
        && tallies.values().stream().allMatch(Tally::isRight);
  }

  private void compare(int number) {
    byte[] bytes = events.event(number);
    Legal legal = log.legal(number);
    Verdict verdict = judge(legal.first(), bytes);
    compareDeadLetters(number, verdict);
    Map<String, Expected> first = expected(number, bytes, verdict);
    Map<String, Expected> last =
        legal.isOne() ? first : expected(number, bytes, judge(legal.last(), bytes));
    Map<String, List<SeenAlert>> found = found(number);
    Set<String> rules = new HashSet<>(found.keySet());
    rules.addAll(first.keySet());
    rules.addAll(last.keySet());
    for (String rule : rules) {
      Tally tally = tally(group(rule, legal));
      List<SeenAlert> alerts = found.getOrDefault(rule, List.of());
      boolean certain = first.containsKey(rule) && last.containsKey(rule);
      count(number, tally, certain, alerts.size());
      for (SeenAlert alert : alerts) {
        boolean byFirst = alert.version() == legal.first() && fits(alert, first.get(rule));
        boolean byLast = alert.version() == legal.last() && fits(alert, last.get(rule));
        if (!byFirst && !byLast) {
          tally.wrong++;
          note(number, alert + ", not " + first.get(rule) + " or " + last.get(rule));
        }
      }
    }
  }

  private Map<String, List<SeenAlert>> found(int number) {
    Map<String, List<SeenAlert>> found = new HashMap<>();
    for (SeenAlert alert : seen.alerts(number)) {
      found.computeIfAbsent(alert.ruleId(), key -> new ArrayList<>()).add(alert);
      if (!ids.add(alert.alertId())) {
        sameIds++;
      }
    }
    return found;
  }

  private void compareDeadLetters(int number, Verdict verdict) {
    boolean certain = verdict instanceof Verdict.Unreadable;
    List<String> reasons = seen.deadLetters(number);
    Tally tally = tally(Group.DEAD_LETTERS);
    count(number, tally, certain, reasons.size());
    String expected =
        verdict instanceof Verdict.Unreadable unreadable
            ? unreadable.deadLetter().reason().name()
            : "";
    for (String reason : reasons) {
      if (!reason.equals(expected)) {
        tally.wrong++;
        note(number, "a dead letter " + reason + ", not '" + expected + "'");
      }
    }
  }

  private void compareCorrelated(Map<String, Boolean> expected) {
    Tally tally = tally(Group.CORRELATED);
    Set<String> found = new HashSet<>();
    for (String id : correlatedSeen) {
      tally.seen++;
      if (!found.add(id)) {
        tally.doubled++;
        note("a correlation's alert " + id + " twice");
      } else if (!expected.containsKey(id)) {
        tally.wrong++;
        note("a correlation's alert " + id + " that should not be");
      }
    }
    expected.forEach(
        (id, certain) -> {
          if (certain) {
            tally.expected++;
            if (!found.contains(id)) {
              tally.lost++;
              note("no alert " + id + " of a correlation");
            }
          }
        });
  }

  private void count(int number, Tally tally, boolean certain, int found) {
    tally.seen += found;
    tally.doubled += Math.max(0, found - 1);
    if (certain) {
      tally.expected++;
      if (found == 0) {
        tally.lost++;
        note(number, "nothing where there should be something");
      }
    }
    if (found > 1) {
      note(number, found + " of one");
    }
  }

  private Group group(String rule, Legal legal) {
    if (!touched.contains(rule)) {
      return Group.UNTOUCHED;
    }
    return legal.isOne() ? Group.TOUCHED : Group.BETWEEN;
  }

  private Verdict judge(long version, byte[] bytes) {
    return versions.apply(version).judge().judge(bytes);
  }

  private Map<String, Expected> expected(int number, byte[] bytes, Verdict verdict) {
    Map<String, Expected> alerts = new HashMap<>();
    if (verdict instanceof Verdict.Fired fired) {
      Origin origin =
          Origin.kafka(topics.events().get(0), log.partition(number), log.offset(number));
      for (Match match : fired.matches()) {
        String topic = match.shadow() ? topics.alertsShadow() : topics.alerts();
        String id = AlertWriter.alertId(match.rule().header(), bytes, origin);
        alerts.put(match.rule().id(), new Expected(topic, id));
      }
    }
    return alerts;
  }

  private boolean fits(SeenAlert alert, @Nullable Expected expected) {
    return expected != null
        && (alert.topic().equals(expected.topic()) || isOverflow(alert))
        && alert.alertId().equals(expected.alertId());
  }

  private boolean isOverflow(SeenAlert alert) {
    return alert.topic().equals(topics.alertsOverflow()) && overflowing.contains(alert.ruleId());
  }

  private void note(int number, String what) {
    note(
        "event %d (%d/%d), judged by %s: %s"
            .formatted(number, log.partition(number), log.offset(number), log.legal(number), what));
  }

  private void note(String what) {
    if (examples.size() < MAX_EXAMPLES) {
      examples.add(what);
    }
  }
}
