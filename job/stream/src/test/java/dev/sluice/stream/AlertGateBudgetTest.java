package dev.sluice.stream;

import static dev.sluice.stream.GateHarness.MINUTE;
import static dev.sluice.stream.GateHarness.NOON;
import static dev.sluice.stream.GateHarness.alert;
import static dev.sluice.stream.GateHarness.budget;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlertGateBudgetTest {

  @Test
  void theThousandthAlertOfAMinuteGoesOutAndTheNextDoesNot() throws Exception {
    try (GateHarness gate = GateHarness.of(AlertLimits.DEFAULT)) {
      for (int i = 1; i <= 1002; i++) {
        gate.raise("r", "a" + i, NOON + i);
      }
      assertThat(gate.lines("alert")).hasSize(1000).endsWith("a1000");
      assertThat(gate.lines("budget")).containsExactly("a1001", "a1002");
      assertThat(gate.lines("noisy")).containsExactly("r 2026-01-01T12:00:00Z");
      assertThat(gate.lines()).hasSize(1003);
    }
  }

  @Test
  void aBudgetThatIsJustUsedUpIsNotNoisy() throws Exception {
    try (GateHarness gate = GateHarness.of(budget(2))) {
      gate.raise("r", "a1", NOON);
      gate.raise("r", "a2", NOON);
      assertThat(gate.lines()).containsExactly("alert a1", "alert a2");
    }
  }

  @Test
  void eachMinuteHasABudgetOfItsOwn() throws Exception {
    try (GateHarness gate = GateHarness.of(budget(1))) {
      gate.raise("r", "a1", NOON - 1);
      gate.raise("r", "a2", NOON);
      gate.raise("r", "a3", NOON + MINUTE - 1);
      gate.raise("r", "a4", NOON + MINUTE);
      assertThat(gate.lines())
          .containsExactly(
              "alert a1", "alert a2", "budget a3", "noisy r 2026-01-01T12:00:00Z", "alert a4");
    }
  }

  @Test
  void eachRuleAndEachHostHasABudgetOfItsOwn() throws Exception {
    try (GateHarness gate = GateHarness.of(budget(1))) {
      gate.raise(alert("h1", "r", "a1"), NOON);
      gate.raise(alert("h2", "r", "a2"), NOON);
      gate.raise(alert("h1", "r|2", "a3"), NOON);
      gate.raise(alert("h1", "2|r", "a4"), NOON);
      gate.raise(alert("h1", "", "a5"), NOON);
      assertThat(gate.lines("alert")).containsExactly("a1", "a2", "a3", "a4", "a5");
      gate.raise(alert("h1", "2|r", "a6"), NOON);
      assertThat(gate.lines("budget")).containsExactly("a6");
    }
  }

  @Test
  void anEventThatComesLateFindsTheCountOfItsMinute() throws Exception {
    try (GateHarness gate = GateHarness.of(budget(1))) {
      gate.raise("r", "a1", NOON);
      gate.watermark(NOON + 3 * MINUTE - 1);
      gate.raise("r", "a2", NOON);
      assertThat(gate.lines("budget")).containsExactly("a2");
    }
  }

  @Test
  void anEventThatComesTooLateStartsAnewAndLeavesNothingBehind() throws Exception {
    try (GateHarness gate = GateHarness.of(budget(1))) {
      gate.raise("r", "a1", NOON);
      gate.watermark(NOON + 3 * MINUTE);
      assertThat(gate.isEmpty()).isTrue();
      gate.raise("r", "a2", NOON);
      gate.raise("r", "a3", NOON);
      assertThat(gate.lines("alert")).containsExactly("a1", "a2");
      assertThat(gate.lines("budget")).containsExactly("a3");
      gate.watermark(NOON + 3 * MINUTE + 1);
      assertThat(gate.isEmpty()).isTrue();
    }
  }

  @Test
  void anEventWithoutTimeCountsAtTheWatermark() throws Exception {
    try (GateHarness gate = GateHarness.of(budget(1))) {
      gate.watermark(NOON + 1);
      gate.raise("r", "a1", EventClock.NO_TIME);
      gate.raise("r", "a2", NOON + 2);
      assertThat(gate.lines()).contains("budget a2", "noisy r 2026-01-01T12:00:00Z");
    }
  }

  @Test
  void anEventWithoutTimeBeforeAnyWatermarkIsForgottenAtTheFirst() throws Exception {
    try (GateHarness gate = GateHarness.of(budget(1))) {
      gate.raise("r", "a1", EventClock.NO_TIME);
      gate.raise("r", "a2", EventClock.NO_TIME);
      assertThat(gate.lines())
          .containsExactly("alert a1", "budget a2", "noisy r 1970-01-01T00:00:00Z");
      gate.watermark(NOON);
      assertThat(gate.isEmpty()).isTrue();
    }
  }

  @Test
  void noTimeIsTooStrangeToCount() throws Exception {
    try (GateHarness gate = GateHarness.of(budget(1))) {
      List<Long> times = List.of(-1L, Long.MIN_VALUE + 1, Long.MAX_VALUE, Long.MAX_VALUE - 1);
      for (int i = 0; i < times.size(); i++) {
        gate.raise("r", "a" + i, times.get(i));
      }
      assertThat(gate.lines("alert")).containsExactly("a0", "a2");
      gate.watermark(Long.MAX_VALUE);
      gate.raise("r", "a9", EventClock.NO_TIME);
      assertThat(gate.lines("alert")).endsWith("a9");
    }
  }

  @Test
  void anAlertInShadowTakesNothingOfTheBudget() throws Exception {
    try (GateHarness gate = GateHarness.of(budget(1))) {
      Alert shadow = alert("h", "r", "s").alert();
      SuppressionKey key = new SuppressionKey("d", Suppression.MAX_INTERVAL);
      for (int i = 0; i < 3; i++) {
        gate.raise(new RaisedAlert(shadow, "r", true, key), NOON);
      }
      assertThat(gate.lines()).containsExactly("shadow s", "shadow s", "shadow s");
      assertThat(gate.isEmpty()).isTrue();
    }
  }

  @Test
  void aStormHoldsOneCount() throws Exception {
    try (GateHarness gate = GateHarness.of(AlertLimits.DEFAULT)) {
      for (int i = 0; i < 100_000; i++) {
        gate.raise("r", "a" + i, NOON + i % MINUTE);
      }
      assertThat(gate.lines("alert")).hasSize(1000);
      assertThat(gate.lines("budget")).hasSize(99_000);
      assertThat(gate.lines("noisy")).hasSize(1);
      assertThat(gate.keys(AlertBudget.COUNTS, "h")).hasSize(1);
      assertThat(gate.timers()).isEqualTo(1);
      gate.watermark(NOON + 10 * MINUTE);
      assertThat(gate.isEmpty()).isTrue();
    }
  }
}
