package dev.sluice.engine.correlate;

import static dev.sluice.engine.correlate.Correlating.alerts;
import static dev.sluice.engine.correlate.Correlating.compile;
import static dev.sluice.engine.correlate.Correlating.correlation;
import static dev.sluice.engine.correlate.Correlating.event;
import static dev.sluice.engine.correlate.Correlating.file;
import static dev.sluice.engine.correlate.Correlating.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.sigma.SourceFile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Events to alerts of correlations, chains among them. */
class CorrelationRunTest {
  private static final String EVE = "\"User\":\"eve\"";
  private static final String BOB = "\"User\":\"bob\"";
  private static final String MANY =
      correlation(
          "many",
          "type: event_count\nrules: [fail]\ngroup-by: [User]\ntimespan: 10m\ncondition: {gte: 3}");
  private static final String THEN =
      correlation(
          "then",
          "type: temporal_ordered\nrules: [many, success]\ngroup-by: [User]\ntimespan: 10m");
  private static final String OFTEN =
      correlation(
          "often",
          "type: value_count\nrules: [then]\ntimespan: 1h\ncondition: {gte: 2, field: User}");
  private static final SourceFile CHAIN =
      file("all.yml", OFTEN, THEN, MANY, rule("fail"), rule("success"));

  private static List<String> burst(int from, String user) {
    return List.of(
        event("fail", from, user), event("fail", from + 1, user), event("fail", from + 2, user));
  }

  private static List<String> told(List<CorrelationAlert> alerts) {
    return alerts.stream()
        .map(
            alert ->
                alert.correlation().id()
                    + " "
                    + alert.group()
                    + " at "
                    + Instant.ofEpochMilli(alert.firing().timeMillis())
                        .toString()
                        .substring(11, 19))
        .toList();
  }

  @Test
  void aChainOfThreeStagesAlertsStageByStage() {
    CompiledRuleSet compiled = compile(Map.of(), CHAIN);
    List<String> events = new ArrayList<>(burst(0, EVE));
    events.add(event("success", 60, EVE));
    events.addAll(burst(120, BOB));
    events.add(event("success", 180, BOB));
    List<CorrelationAlert> alerts = alerts(compiled, false, events);
    assertThat(told(alerts))
        .containsExactly(
            "id-many [eve] at 00:00:02",
            "id-then [eve] at 00:01:00",
            "id-many [bob] at 00:02:02",
            "id-then [bob] at 00:03:00",
            "id-often [] at 00:03:00");
    CorrelationAlert last = alerts.get(4);
    assertThat(last.firing().value()).isEqualByComparingTo(BigDecimal.valueOf(2));
    assertThat(last.firing().newest())
        .extracting(Contribution::alertId)
        .containsExactly(alerts.get(1).alertId(), alerts.get(3).alertId());
    assertThat(last.firing().last().origin()).isEqualTo(Origin.file("events", 8));
    assertThat(compiled.ruleSet().correlations().silencers().keySet())
        .containsExactlyInAnyOrder("id-fail", "id-success", "id-many", "id-then");
  }

  @Test
  void successBeforeTheFailuresIsNoSuccessAfterThem() {
    List<String> events = new ArrayList<>(List.of(event("success", 0, EVE)));
    events.addAll(burst(1, EVE));
    assertThat(told(alerts(compile(Map.of(), CHAIN), false, events)))
        .containsExactly("id-many [eve] at 00:00:03");
  }

  @Test
  void theOrderOfTheFileMattersOnlyWhenItIsWanted() {
    List<String> events = new ArrayList<>(burst(10, EVE));
    events.add(event("success", 5, EVE));
    CompiledRuleSet compiled = compile(Map.of(), CHAIN);
    assertThat(told(alerts(compiled, false, events))).containsExactly("id-many [eve] at 00:00:12");
    assertThat(told(alerts(compiled, true, events))).containsExactly("id-many [eve] at 00:00:12");
    List<String> moved = new ArrayList<>(burst(10, EVE));
    moved.set(2, event("fail", 2_000, EVE));
    Collections.swap(moved, 1, 2);
    assertThat(told(alerts(compiled, false, moved))).isEmpty();
  }

  @Test
  void inArrivalOrderATimeThatGoesBackIsTheNewestSoFar() {
    CompiledRuleSet compiled = compile(Map.of(), CHAIN);
    List<String> events =
        List.of(event("fail", 5_000, EVE), event("fail", 10, EVE), event("fail", 3_000, EVE));
    assertThat(alerts(compiled, false, events)).isEmpty();
    assertThat(told(alerts(compiled, true, events))).containsExactly("id-many [eve] at 01:23:20");
  }

  @Test
  void anAlertIsTheSameInWhateverOrderTheSignalsCame() {
    CompiledRuleSet compiled = compile(Map.of(), CHAIN);
    List<String> events = new ArrayList<>(burst(0, EVE));
    events.add(event("success", 60, EVE));
    events.addAll(burst(700, BOB));
    List<Signal> signals = new ArrayList<>(Correlating.signals(compiled, events).signals());
    List<CorrelationAlert> expected = alerts(compiled, false, events);
    assertThat(expected).hasSize(3);
    for (long seed = 1; seed <= 20; seed++) {
      Collections.shuffle(signals, new Random(seed));
      CorrelationRun run = new CorrelationRun(compiled.ruleSet().correlations(), false);
      signals.forEach(run::feed);
      assertThat(run.finish()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void aCorrelationThatHasExpiredIsSilentAndSignalsNothing() {
    Treatment treatment =
        new Treatment(Treatment.Mode.ENABLED, null, Instant.parse("2024-05-06T00:00:02Z"));
    CompiledRuleSet compiled = compile(Map.of("id-many", treatment), CHAIN);
    List<String> events = new ArrayList<>(burst(0, EVE));
    events.add(event("success", 60, EVE));
    assertThat(alerts(compiled, false, events)).isEmpty();
  }

  @Test
  void aWindowThatIsJudgedAtItsEndIsJudgedWhenTheEventsEnd() {
    CompiledRuleSet compiled =
        compile(
            rule("ask"),
            rule("answer"),
            correlation(
                "silence",
                "type: temporal\nrules: [ask, answer]\ngroup-by: [User]\ntimespan: 10s\n"
                    + "condition: ask and not answer"));
    List<String> events =
        List.of(
            event("ask", 0, EVE),
            event("answer", 10, EVE),
            event("ask", 11, EVE),
            event("answer", 22, EVE));
    assertThat(told(alerts(compiled, false, events)))
        .containsExactly("id-silence [eve] at 00:00:21");
  }

  @Test
  void theHostOfAnAlertIsThatOfAllItsEvents() {
    Contribution here = new Contribution(1, Origin.file("f", 1), "h", 0, null);
    Contribution there = new Contribution(2, Origin.file("f", 2), "g", 0, null);
    Contribution nowhere = new Contribution(2, Origin.file("f", 2), null, 0, null);
    assertThat(firing(here, here).host()).isEqualTo("h");
    assertThat(firing(here, there).host()).isNull();
    assertThat(firing(here, nowhere).host()).isNull();
    assertThat(firing(nowhere, here).host()).isNull();
  }

  private static Firing firing(Contribution first, Contribution last) {
    return new Firing(
        2, 0, 2, BigDecimal.ONE, false, first, last, List.of(first, last), false, false);
  }

  @Test
  void theAlertIdTellsDefinitionGroupAndEventsApart() {
    Contribution one = new Contribution(1, Origin.file("f", 1), "h", 0, null);
    Contribution two = new Contribution(2, Origin.file("f", 2), "h", 0, null);
    String id = firing(one, two).alertId("hash", List.of("a", "b"));
    assertThat(id)
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
        .isEqualTo(firing(one, two).alertId("hash", List.of("a", "b")));
    assertThat(firing(one, two).alertId("other", List.of("a", "b"))).isNotEqualTo(id);
    assertThat(firing(one, two).alertId("hash", List.of("a\n1:b"))).isNotEqualTo(id);
    assertThat(firing(two, two).alertId("hash", List.of("a", "b"))).isNotEqualTo(id);
    assertThat(firing(one, one).alertId("hash", List.of("a", "b"))).isNotEqualTo(id);
  }

  @Test
  void aChainWithNumbersTakesOnlyNumbers() {
    CompiledRuleSet compiled =
        compile(
            rule("fail"),
            MANY,
            correlation(
                "sum",
                "type: value_sum\nrules: [many]\ntimespan: 1h\ncondition: {gte: 10, field: User}"));
    CorrelationRun run = new CorrelationRun(compiled.ruleSet().correlations(), false);
    List<String> events = new ArrayList<>(burst(0, "\"User\":7.50"));
    events.addAll(burst(10, "\"User\":\"2.5\""));
    events.addAll(burst(20, EVE));
    Correlating.signals(compiled, events).signals().forEach(run::feed);
    List<CorrelationAlert> alerts = run.finish();
    assertThat(run.leftOut()).isEqualTo(1);
    assertThat(alerts).hasSize(4);
    assertThat(alerts.stream().filter(a -> a.correlation().id().equals("id-sum")))
        .singleElement()
        .satisfies(a -> assertThat(a.firing().value()).isEqualByComparingTo(BigDecimal.TEN));
  }
}
