package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.DeadLetter.Reason;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.ScanMatcher;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.stream.EventJudge.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventJudgeTest {
  private final EventJudge judge =
      new EventJudge(EventDecoding.builtIn().reader(), new AlertWriter(InstantSource.system()));
  private final ScanMatcher rules =
      new ScanMatcher(
          Samples.compiled(
                  1,
                  List.of(
                      Samples.file("any.yml", Samples.ANY_PROCESS),
                      Samples.file("certutil.yml", Samples.CERTUTIL)))
              .ruleSet());

  @Test
  void anEventGivesOneAlertForEachRuleThatFires() {
    Verdict verdict = judge.judge(Samples.raw(Samples.process(3), 4), rules);
    assertThat(verdict).isInstanceOf(Verdict.Judged.class);
    List<Alert> alerts = ((Verdict.Judged) verdict).alerts();
    assertThat(alerts).extracting(Alert::level).containsExactly("informational", "high");
    assertThat(alerts).extracting(Alert::host).containsOnly("ws-03.example");
    Alert first = alerts.get(0);
    assertThat(new String(first.json(), StandardCharsets.UTF_8))
        .contains("\"alertId\":\"" + first.alertId() + "\"")
        .contains("\"line\":4")
        .doesNotContain("\n");
  }

  @Test
  void anEventNoRuleFiresOnIsJudged() {
    String logon = Samples.process(1).replace("\"EventID\":1,", "\"EventID\":3,");
    assertThat(judge.judge(Samples.raw(logon, 1), rules)).isEqualTo(new Verdict.Judged(List.of()));
  }

  @Test
  void anEventWithoutLogSourceIsUnrouted() {
    assertThat(judge.judge(Samples.raw("{\"a\":1}", 1), rules)).isEqualTo(new Verdict.Unrouted());
  }

  @Test
  void theOperatorKnowsEveryVerdict() {
    assertThat(Verdict.class.getPermittedSubclasses())
        .containsExactly(Verdict.Judged.class, Verdict.Unrouted.class, Verdict.Undecodable.class);
  }

  @Test
  void bytesThatAreNoEventAreKeptInBounds() {
    String broken = "{\"a\":" + "x".repeat(50_000);
    Verdict verdict = judge.judge(Samples.raw(broken, 9), rules);
    UndecodableEvent event = ((Verdict.Undecodable) verdict).event();
    assertThat(event.reason()).isEqualTo(Reason.MALFORMED_JSON);
    assertThat(event.bytes()).hasSize(UndecodableEvent.MAX_BYTES);
    assertThat(event.length()).isEqualTo(broken.length());
    assertThat(event.sha256()).isEqualTo(Hashes.sha256(broken.getBytes(StandardCharsets.UTF_8)));
    assertThat(event.origin().position()).isEqualTo(9);
    assertThat(event).hasToString("events.ndjson:9: MALFORMED_JSON: not well-formed JSON (byte 5)");
  }
}
