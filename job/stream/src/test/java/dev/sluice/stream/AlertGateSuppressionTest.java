package dev.sluice.stream;

import static dev.sluice.stream.GateHarness.MINUTE;
import static dev.sluice.stream.GateHarness.NOON;
import static dev.sluice.stream.GateHarness.alert;
import static dev.sluice.stream.GateHarness.budget;
import static dev.sluice.stream.GateHarness.suppressing;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlertGateSuppressionTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long END = NOON + HOUR.toMillis();

  @Test
  void theFirstAlertGoesOutAndTheRestIsCountedAtTheEnd() throws Exception {
    try (GateHarness gate = GateHarness.of(AlertLimits.DEFAULT)) {
      gate.raise(same("a1"), NOON);
      gate.raise(same("a2"), NOON);
      gate.raise(same("a3"), END - 1);
      gate.watermark(END - 1);
      assertThat(gate.lines()).containsExactly("alert a1", "suppressed a2", "suppressed a3");
      gate.watermark(END);
      assertThat(gate.lines("summary")).containsExactly("h r a1 + 2");
      gate.watermark(END + 10 * MINUTE);
      assertThat(gate.lines()).hasSize(4);
      assertThat(gate.isEmpty()).isTrue();
    }
  }

  @Test
  void anIntervalInWhichNothingWasSuppressedEndsSilently() throws Exception {
    try (GateHarness gate = GateHarness.of(AlertLimits.DEFAULT)) {
      gate.raise(same("a1"), NOON);
      gate.watermark(END);
      assertThat(gate.lines()).containsExactly("alert a1");
      assertThat(gate.isEmpty()).isTrue();
    }
  }

  @Test
  void anAlertAfterTheEndReportsTheIntervalAndOpensTheNext() throws Exception {
    try (GateHarness gate = GateHarness.of(AlertLimits.DEFAULT)) {
      gate.raise(same("a1"), NOON);
      gate.raise(same("a2"), NOON + 1);
      gate.raise(same("a3"), END);
      gate.raise(same("a4"), END + 1);
      assertThat(gate.lines())
          .containsExactly(
              "alert a1", "suppressed a2", "alert a3", "summary h r a1 + 1", "suppressed a4");
      gate.watermark(END);
      assertThat(gate.lines("summary")).hasSize(1);
      gate.watermark(END + HOUR.toMillis());
      assertThat(gate.lines("summary")).containsExactly("h r a1 + 1", "h r a3 + 1");
      assertThat(gate.keys(SuppressionIntervals.OPEN, "h")).isEmpty();
    }
  }

  @Test
  void anAlertThatComesOutOfOrderIsSuppressed() throws Exception {
    try (GateHarness gate = GateHarness.of(AlertLimits.DEFAULT)) {
      gate.raise(same("a1"), NOON);
      gate.raise(same("a2"), NOON - HOUR.toMillis() + 1);
      assertThat(gate.lines()).containsExactly("alert a1", "suppressed a2");
    }
  }

  @Test
  void anAlertFromLongBeforeGoesOutAndLeavesTheIntervalAlone() throws Exception {
    try (GateHarness gate = GateHarness.of(AlertLimits.DEFAULT)) {
      gate.raise(same("a1"), NOON);
      gate.raise(same("a2"), NOON - HOUR.toMillis());
      gate.raise(same("a3"), NOON + 1);
      gate.watermark(END);
      assertThat(gate.lines())
          .containsExactly("alert a1", "alert a2", "suppressed a3", "summary h r a1 + 1");
    }
  }

  @Test
  void whatDiffersInRuleHostOrFieldsIsNotTheSame() throws Exception {
    try (GateHarness gate = GateHarness.of(AlertLimits.DEFAULT)) {
      gate.raise(same("a1"), NOON);
      gate.raise(suppressing(alert("h", "r", "a2"), "other", HOUR), NOON);
      gate.raise(suppressing(alert("h", "r2", "a3"), "d", HOUR), NOON);
      gate.raise(suppressing(alert("h2", "r", "a4"), "d", HOUR), NOON);
      gate.raise(alert("h", "r", "a5"), NOON);
      assertThat(gate.lines("alert")).containsExactly("a1", "a2", "a3", "a4", "a5");
      assertThat(gate.lines("suppressed")).isEmpty();
    }
  }

  @Test
  void intervalsThatEndTogetherAreReportedOldestFirst() throws Exception {
    try (GateHarness gate = GateHarness.of(AlertLimits.DEFAULT)) {
      for (int i = 9; i >= 0; i--) {
        RaisedAlert first = suppressing(alert("h", "r" + i, "a" + i), "d", HOUR);
        gate.raise(first, NOON + i);
        gate.raise(suppressing(alert("h", "r" + i, "b" + i), "d", HOUR), NOON + i);
      }
      assertThat(gate.timers()).as("due at two seconds, and a minute").isEqualTo(3);
      gate.watermark(END + 1000);
      assertThat(gate.lines("summary"))
          .hasSize(10)
          .isSorted()
          .startsWith("h r0 a0 + 1")
          .endsWith("h r9 a9 + 1");
    }
  }

  @Test
  void aSuppressedAlertTakesNothingOfTheBudget() throws Exception {
    try (GateHarness gate = GateHarness.of(budget(2))) {
      gate.raise(same("a1"), NOON);
      for (int i = 2; i < 10; i++) {
        gate.raise(same("a" + i), NOON);
      }
      gate.raise("r", "b", NOON);
      assertThat(gate.lines("alert")).containsExactly("a1", "b");
      assertThat(gate.lines("suppressed")).hasSize(8);
      assertThat(gate.lines("noisy")).isEmpty();
    }
  }

  @Test
  void anAlertBeyondTheBudgetSuppressesNone() throws Exception {
    try (GateHarness gate = GateHarness.of(budget(1))) {
      gate.raise("r", "a1", NOON);
      gate.raise(same("a2"), NOON + 1);
      gate.raise(same("a3"), NOON + MINUTE);
      assertThat(gate.lines("alert")).containsExactly("a1", "a3");
      assertThat(gate.lines("budget")).containsExactly("a2");
      assertThat(gate.lines("suppressed")).isEmpty();
    }
  }

  @Test
  void anOpenIntervalKeepsItsEndWhenTheRuleChanges() throws Exception {
    try (GateHarness gate = GateHarness.of(AlertLimits.DEFAULT)) {
      gate.raise(same("a1"), NOON);
      gate.raise(suppressing(alert("h", "r", "a2"), "d", Duration.ofSeconds(1)), END - 1);
      gate.raise("r", "a3", END - 1);
      gate.watermark(END);
      assertThat(gate.lines())
          .containsExactly("alert a1", "suppressed a2", "alert a3", "summary h r a1 + 1");
    }
  }

  @Test
  void aLateAlertSuppressesUntilTheNextWatermarkAtMost() throws Exception {
    try (GateHarness gate = GateHarness.of(AlertLimits.DEFAULT)) {
      gate.watermark(END + 100 * MINUTE);
      gate.raise(same("a1"), NOON);
      gate.raise(same("a2"), NOON + 1);
      gate.watermark(END + 100 * MINUTE + 1);
      assertThat(gate.lines()).containsExactly("alert a1", "suppressed a2", "summary h r a1 + 1");
      assertThat(gate.isEmpty()).isTrue();
    }
  }

  @Test
  void alertsWithoutTimeAreSuppressedBeforeAnyWatermarkToo() throws Exception {
    try (GateHarness gate = GateHarness.of(AlertLimits.DEFAULT)) {
      gate.raise(same("a1"), EventClock.NO_TIME);
      gate.raise(same("a2"), EventClock.NO_TIME);
      gate.raise(same("a3"), NOON);
      gate.watermark(NOON);
      gate.raise(same("a4"), EventClock.NO_TIME);
      gate.watermark(END);
      assertThat(gate.lines())
          .containsExactly(
              "alert a1",
              "suppressed a2",
              "alert a3",
              "summary h r a1 + 1",
              "suppressed a4",
              "summary h r a3 + 1");
    }
  }

  @Test
  void aStormOfDifferentAlertsOpensNoMoreIntervalsThanTheLimit() throws Exception {
    AlertLimits limits = new AlertLimits(100_000, Duration.ZERO, 50);
    try (GateHarness gate = GateHarness.of(limits)) {
      for (int i = 0; i < 100_000; i++) {
        gate.raise(suppressing(alert("h", "r", "a" + i), "d" + i, HOUR), NOON);
      }
      gate.raise(suppressing(alert("h", "r", "b0"), "d0", HOUR), NOON);
      gate.raise(suppressing(alert("h", "r", "b50"), "d50", HOUR), NOON + MINUTE);
      gate.raise(suppressing(alert("h", "other", "b1"), "d1", HOUR), NOON);
      assertThat(gate.lines("suppressed")).containsExactly("b0");
      assertThat(gate.lines("alert")).hasSize(100_002);
      assertThat(gate.keys(SuppressionIntervals.INTERVALS, "h")).hasSize(51);
      assertThat(gate.timers()).as("one end, two minutes").isEqualTo(3);
      gate.watermark(END + MINUTE);
      assertThat(gate.isEmpty()).isTrue();
    }
  }

  @Test
  void anIntervalThatEndedMakesRoomForAnother() throws Exception {
    try (GateHarness gate = GateHarness.of(new AlertLimits(1000, Duration.ZERO, 1))) {
      gate.raise(same("a1"), NOON);
      gate.watermark(END);
      gate.raise(suppressing(alert("h", "r", "a2"), "other", HOUR), END);
      gate.raise(suppressing(alert("h", "r", "a3"), "other", HOUR), END);
      assertThat(gate.lines("suppressed")).containsExactly("a3");
    }
  }

  private static RaisedAlert same(String alertId) {
    return suppressing(alert("h", "r", alertId), "d", HOUR);
  }
}
