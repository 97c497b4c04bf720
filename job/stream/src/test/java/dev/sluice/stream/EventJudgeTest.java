package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.DeadLetter.Reason;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.stream.EventJudge.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventJudgeTest {
  private final EventJudge judge = new EventJudge(new AlertWriter(InstantSource.system()));
  private final Judge rules =
      RuleIndex.of(
              Samples.compiled(
                      1,
                      List.of(
                          Samples.file("any.yml", Samples.ANY_PROCESS),
                          Samples.file("certutil.yml", Samples.CERTUTIL)))
                  .ruleSet(),
              EventTables.builtIn(),
              EventLimits.defaults())
          .newJudge();

  @Test
  void anEventGivesOneAlertForEachRuleThatFires() {
    Outcome verdict = judge.judge(Samples.raw(Samples.process(3), 4), rules);
    assertThat(verdict).isInstanceOf(Outcome.Judged.class);
    List<Alert> alerts = ((Outcome.Judged) verdict).alerts();
    assertThat(alerts).extracting(Alert::level).containsExactly("informational", "high");
    assertThat(alerts).extracting(Alert::host).containsOnly("ws-03.example");
    Alert first = alerts.get(0);
    assertThat(new String(first.json(), StandardCharsets.UTF_8))
        .contains("\"alertId\":\"" + first.alertId() + "\"")
        .contains("\"line\":4")
        .doesNotContain("\n");
  }

  @Test
  void anEventWithoutTimeIsNothingToCorrelate() {
    RuleSet set =
        Samples.compiled(1, List.of(CorrelationSamples.files(CorrelationSamples.BURST))).ruleSet();
    Judge correlated = RuleIndex.of(set, EventTables.builtIn(), EventLimits.defaults()).newJudge();
    String timeless = Samples.process(1).replaceFirst("\"EventTime\":\"[^\"]*\",", "");
    Outcome verdict = judge.judge(Samples.raw(timeless, 1), correlated);
    JudgedSignals signals = ((Outcome.Judged) verdict).signals();
    assertThat(signals).isEqualTo(new JudgedSignals(List.of(), Map.of(), 1, List.of()));
  }

  @Test
  void anEventNoRuleFiresOnIsJudged() {
    String logon = Samples.process(1).replace("\"EventID\":1,", "\"EventID\":3,");
    assertThat(judge.judge(Samples.raw(logon, 1), rules)).isSameAs(Outcome.Judged.NOTHING);
  }

  @Test
  void anEventWithoutLogSourceIsUnrouted() {
    assertThat(judge.judge(Samples.raw("{\"a\":1}", 1), rules)).isEqualTo(new Outcome.Unrouted());
  }

  @Test
  void theOperatorKnowsEveryOutcome() {
    assertThat(Outcome.class.getPermittedSubclasses())
        .containsExactly(Outcome.Judged.class, Outcome.Unrouted.class, Outcome.Undecodable.class);
  }

  @Test
  void bytesThatAreNoEventAreKeptInBounds() {
    String broken = "{\"a\":" + "x".repeat(50_000);
    Outcome verdict = judge.judge(Samples.raw(broken, 9), rules);
    UndecodableEvent event = ((Outcome.Undecodable) verdict).event();
    assertThat(event.reason()).isEqualTo(Reason.MALFORMED_JSON);
    assertThat(event.bytes()).hasSize(UndecodableEvent.MAX_BYTES);
    assertThat(event.length()).isEqualTo(broken.length());
    assertThat(event.sha256()).isEqualTo(Hashes.sha256(broken.getBytes(StandardCharsets.UTF_8)));
    assertThat(event.origin().position()).isEqualTo(9);
    assertThat(event).hasToString("events.ndjson:9: MALFORMED_JSON: not well-formed JSON (byte 5)");
  }
}
