package dev.sluice.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.format.AlertFormat;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.ScanJudge;
import dev.sluice.engine.match.ScanMatcher;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.EventJudge.Outcome.Judged;
import dev.sluice.stream.RawEvent.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeartbeatTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:14:07.318Z");
  private static final Heartbeat HEARTBEAT = new Heartbeat("0c8d5f0e", 17);
  private static final EventReader READER = EventDecoding.builtIn().reader();
  private static final String ID = "(?m)^id: .*";

  @ParameterizedTest
  @EnumSource
  void itsAlertIsKnownAgainInEveryForm(AlertFormat format) {
    List<Alert> alerts = alerts(raw(), CanarySamples.RULE);
    assertThat(alerts).hasSize(1);
    assertThat(alerts.get(0).host()).isEqualTo("sluice-canary-3");
    assertThat(alerts.get(0).level()).isEqualTo("informational");
    byte[] written = format.of(alerts.get(0).json(), KafkaOptions.MAX_RECORD_BYTES);
    assertThat(Heartbeat.of(written)).isEqualTo(HEARTBEAT);
  }

  @Test
  void theAlertOfAnotherRuleIsNone() {
    String text = new String(CanarySamples.RULE.content(), UTF_8);
    SourceFile other =
        Samples.file("x.yml", text.replaceFirst(ID, "id: 00000000-0000-4000-8000-000000000001"));
    assertThat(alerts(raw(), other))
        .singleElement()
        .satisfies(alert -> assertThat(Heartbeat.of(alert.json())).isNull());
  }

  @Test
  void anAlertOfTheRuleOnAnEventThatIsNoHeartbeatIsNone() {
    byte[] forged =
        ("{\"id\":\"" + Canary.RULE_ID + "\",\"x\":\"sluice-canary:X:1\"}").getBytes(UTF_8);
    assertThat(Heartbeat.of(forged)).isNull();
  }

  @Test
  void nothingThatIsNotAHeartbeatFiresTheRule() {
    String event = new String(HEARTBEAT.event(3, NOW), UTF_8);
    for (String other :
        List.of(
            event.replace("sluice-canary:", "canary:"),
            event.replace("\"product\":\"sluice\"", "\"product\":\"opencanary\""),
            event.replace("\"service\":\"canary\"", "\"service\":\"audit\""),
            event.replace("\"heartbeat\"", "\"message\""),
            Samples.process(3))) {
      assertThat(alerts(Samples.raw(other, 1), CanarySamples.RULE)).as(other).isEmpty();
    }
  }

  @Test
  void itMovesNoClockThatEventsMove() {
    long takenIn = NOW.toEpochMilli();
    assertThat(raw().clock()).isEqualTo(Clock.STANDS_IN);
    assertThat(raw().timeMillis()).isEqualTo(takenIn);
  }

  @Test
  void aHeartbeatThatCouldNotBeReadBackIsRefused() {
    assertThatThrownBy(() -> new Heartbeat("no hexadecimal", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Heartbeat("0c", -1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static RawEvent raw() {
    EventScan scan = new EventScan(READER, new EventClock(EventClock.TOLERANCE));
    return scan.scan(
        HEARTBEAT.event(3, NOW), Origin.kafka("sluice.events", 3, 4711), NOW.toEpochMilli());
  }

  private static List<Alert> alerts(RawEvent event, SourceFile rule) {
    Judge judge =
        new ScanJudge(READER, new ScanMatcher(Samples.compiled(1, List.of(rule)).ruleSet()));
    EventJudge.Outcome outcome =
        new EventJudge(new AlertWriter(InstantSource.fixed(NOW))).judge(event, judge);
    return outcome instanceof Judged judged ? judged.alerts() : List.of();
  }
}
