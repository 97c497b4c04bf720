package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.DeadLetter.Reason;
import dev.sluice.stream.RuleStatus.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
  private static final RunReport RULES =
      new RunReport(
          new RunListener() {},
          RuleStatus.of(Kind.SEED, "n", 4, "h", RuleSeed.ORIGIN)
              .with(new RuleStatus.Counts(10, 0, 2, 3, 4, 0, 5), List.of()));

  @Test
  void everyEventIsCountedOnceWhateverBecameOfIt() {
    Map<String, Long> counts =
        Map.of(
            "eventsJudged", 90L,
            "eventsUnrouted", 7L,
            "eventsUndecodable.TOO_LARGE", 1L,
            "eventsUndecodable.EMPTY", 2L,
            "alerts.high", 3L,
            "alerts.none", 4L,
            "correlationAlerts", 2L,
            "signalsTooLate", 6L,
            "of another operator", 99L);
    RunSummary summary = RunSummary.of(counts, RULES, Duration.ofSeconds(1));
    assertThat(summary.events()).isEqualTo(100);
    assertThat(summary.alerts()).isEqualTo(7);
    assertThat(summary.unrouted()).isEqualTo(7);
    assertThat(summary.alertsByLevel()).isEqualTo(Map.of("high", 3L, "none", 4L));
    assertThat(summary.undecodable()).isEqualTo(Map.of(Reason.TOO_LARGE, 1L, Reason.EMPTY, 2L));
    assertThat(summary.rulesActive()).isEqualTo(10);
    assertThat(summary.ruleSetVersion()).isEqualTo(4);
    assertThat(summary.correlationsActive()).isEqualTo(5);
    assertThat(summary.correlationAlerts()).isEqualTo(2);
    assertThat(summary.signalsTooLate()).isEqualTo(6);
  }

  @Test
  void aRunWithoutEventsCountsNothing() {
    RunSummary summary = RunSummary.of(Map.of(), RULES, Duration.ZERO);
    assertThat(summary.events()).isZero();
    assertThat(summary.alerts()).isZero();
  }
}
