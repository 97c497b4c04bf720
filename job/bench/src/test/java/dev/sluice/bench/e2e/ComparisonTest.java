package dev.sluice.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.e2e.Comparison.Group;
import dev.sluice.bench.e2e.Comparison.Tally;
import dev.sluice.bench.e2e.EventLog.Legal;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.Verdict;
import dev.sluice.stream.KafkaTopics;
import dev.sluice.stream.control.ManifestEntry.Mode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final int EVENTS = 10_000;
  private static final int PUSH = 1_000;
  private static final int ACTIVE = 2_000;
  private static final KafkaTopics TOPICS = KafkaTopics.of("t.");

  private final RulePusher pusher = new RulePusher();
  private final EventLog log = new EventLog(EVENTS);
  private final SeenRecords seen = new SeenRecords(log, TOPICS);
  private String overflowing = "";
  private MadeEvents events = new MadeEvents(List.of("{}"));

  /** A second version is pushed while events flow. */
  @BeforeEach
  void sendEvents() throws Exception {
    Path starter = Path.of(System.getProperty("sluice.root", ""), "rules", "starter");
    events = MadeEvents.withExamples(starter);
    pusher.replace(TestRules.of(starter).first());
    pusher.upsert(
        List.of(
            RulePusher.entry(TestRules.CHANGED.get(1)),
            RulePusher.entry(TestRules.MODED).in(Mode.SHADOW, "")),
        List.of(TestRules.CHANGED.get(1)));
    for (int number = 0; number < EVENTS; number++) {
      long first = number < ACTIVE ? 1 : 2;
      log.sending(number, new Legal(first, number < PUSH ? 1 : 2));
      log.sent(number, number % 4, number / 4);
    }
  }

  @Test
  void whatEachVersionSaysIsRight() {
    judge(0, EVENTS, 1_500);
    correlate();
    Comparison comparison = compare();
    assertThat(comparison.examples()).isEmpty();
    assertThat(comparison.isRight()).isTrue();
    for (Group group : Group.values()) {
      assertThat(comparison.tally(group).expected()).as(group.title()).isPositive();
    }
    assertThat(comparison.tally(Group.BETWEEN).seen())
        .isGreaterThan(comparison.tally(Group.BETWEEN).expected());
  }

  @Test
  void anAlertThatIsMissingIsLost() {
    judge(0, firstWatchedFrom(500), 1_500);
    judge(firstWatchedFrom(500) + 1, EVENTS, 1_500);
    Comparison comparison = compare();
    assertThat(comparison.tally(Group.UNTOUCHED).lost()).isEqualTo(1);
    assertThat(comparison.isRight()).isFalse();
  }

  @Test
  void anAlertThatComesTwiceIsDoubled() {
    judge(0, EVENTS, 1_500);
    int number = firstWatchedFrom(500);
    judge(number, number + 1, 1_500);
    Comparison comparison = compare();
    assertThat(comparison.tally(Group.UNTOUCHED).doubled()).isEqualTo(1);
    assertThat(comparison.sameIds()).isPositive();
    assertThat(comparison.isRight()).isFalse();
  }

  @Test
  void alertsOfCorrelationsAreLostDoubledOrWrong() {
    judge(0, EVENTS, 1_500);
    List<String> expected = correlate();
    assertThat(compare().tally(Group.CORRELATED).isRight()).isTrue();
    add(TOPICS.alerts(), correlated(expected.get(0)));
    assertThat(compare().tally(Group.CORRELATED).doubled()).isEqualTo(1);
    add(TOPICS.alerts(), correlated("another"));
    assertThat(compare().tally(Group.CORRELATED).wrong()).isEqualTo(1);
  }

  @Test
  void anAlertOfACorrelationThatIsMissingIsLost() {
    judge(0, EVENTS, 1_500);
    Tally tally = compare().tally(Group.CORRELATED);
    assertThat(tally.lost()).isPositive().isEqualTo(tally.expected());
  }

  @Test
  void aVersionThatJudgesTooEarlyIsWrong() {
    judge(0, EVENTS, PUSH - 100);
    assertWrong(compare());
  }

  @Test
  void aVersionThatJudgesTooLateIsWrong() {
    judge(0, EVENTS, ACTIVE + 100);
    assertWrong(compare());
  }

  @Test
  void onlyEventsOfTheRangeAreCompared() {
    judge(0, EVENTS, 1_500);
    int number = firstWatchedFrom(500);
    judge(number, number + 1, 1_500);
    Comparison before = comparison();
    before.run(0, number, Map.of());
    assertThat(before.tally(Group.UNTOUCHED).doubled()).isZero();
    assertThat(before.tally(Group.UNTOUCHED).expected()).isPositive();
    Comparison with = comparison();
    with.run(number, number + 1, Map.of());
    assertThat(with.tally(Group.UNTOUCHED).doubled()).isEqualTo(1);
  }

  @Test
  void onlyARuleThatMayOverflowDoesSoRightly() {
    String kept = TestRules.header(TestRules.KEPT).id();
    overflowing = kept;
    judge(0, EVENTS, 1_500);
    Comparison strict = comparison();
    strict.run(0, EVENTS, Map.of());
    assertThat(strict.tally(Group.UNTOUCHED).wrong()).isPositive();
    Comparison other = comparison().overflowing(TestRules.header(TestRules.MODED).id());
    other.run(0, EVENTS, Map.of());
    assertThat(other.tally(Group.UNTOUCHED).wrong()).isPositive();
    Comparison allowed = comparison().overflowing(kept);
    allowed.run(0, EVENTS, Map.of());
    assertThat(allowed.isRight()).isTrue();
  }

  @Test
  void whatIsAboutNoEventIsNotRight() {
    judge(0, EVENTS, 1_500);
    add(TOPICS.alerts(), alert("x", TestRules.header(TestRules.KEPT).id(), 1, 7, 7));
    assertThat(compare().isRight()).isFalse();
  }

  private static void assertWrong(Comparison comparison) {
    Tally touched = comparison.tally(Group.TOUCHED);
    assertThat(touched.wrong() + touched.lost()).isPositive();
    assertThat(comparison.tally(Group.UNTOUCHED).wrong()).isPositive();
    assertThat(comparison.isRight()).isFalse();
  }

  private Comparison compare() {
    Comparison comparison = comparison();
    comparison.run(0, EVENTS, expected());
    return comparison;
  }

  private Comparison comparison() {
    return new Comparison(events, log, seen, TOPICS, pusher::version);
  }

  private int firstWatchedFrom(int number) {
    return events.isWatched(number) ? number : firstWatchedFrom(number + 1);
  }

  /** Judges events by version 1 before number {@code swap} and by version 2 from there on. */
  private void judge(int from, int to, int swap) {
    for (int number = from; number < to; number++) {
      long version = number < swap ? 1 : 2;
      byte[] bytes = events.event(number);
      int partition = log.partition(number);
      long offset = log.offset(number);
      Verdict verdict = pusher.version(version).judge().judge(bytes);
      if (verdict instanceof Verdict.Unreadable unreadable) {
        add(
            TOPICS.deadLetter(),
            "{\"reason\":\"%s\",\"partition\":%d,\"position\":%d}"
                .formatted(unreadable.deadLetter().reason(), partition, offset));
      } else if (verdict instanceof Verdict.Fired fired) {
        Origin origin = Origin.kafka(TOPICS.events().get(0), partition, offset);
        for (Match match : fired.matches()) {
          String id = AlertWriter.alertId(match.rule().header(), bytes, origin);
          add(topic(match), alert(id, match.rule().id(), version, partition, offset));
        }
      }
    }
  }

  private String topic(Match match) {
    if (match.rule().id().equals(overflowing)) {
      return TOPICS.alertsOverflow();
    }
    return match.shadow() ? TOPICS.alertsShadow() : TOPICS.alerts();
  }

  private Map<String, Boolean> expected() {
    return new ExpectedCorrelations(events, log, TOPICS.events().get(0), pusher.version(1))
        .upTo(EVENTS)
        .alerts();
  }

  /** Adds the alerts of the correlations, and returns their ids. */
  private List<String> correlate() {
    List<String> ids = List.copyOf(expected().keySet());
    ids.forEach(id -> add(TOPICS.alerts(), correlated(id)));
    return ids;
  }

  private static String correlated(String id) {
    return "{\"alertId\":\"%s\",\"correlation\":{}}".formatted(id);
  }

  private static String alert(String id, String rule, long version, int partition, long offset) {
    return """
    {"alertId":"%s","rule":{"id":"%s"},"ruleSet":{"version":%d},\
    "origin":{"partition":%d,"offset":%d}}\
    """
        .formatted(id, rule, version, partition, offset);
  }

  private void add(String topic, String json) {
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    seen.add(new ConsumerRecord<>(topic, 0, 0, new byte[0], value));
  }
}
