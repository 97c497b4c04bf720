package dev.sluice.stream;

import static dev.sluice.stream.GateHarness.MAX_PARALLELISM;
import static dev.sluice.stream.GateHarness.MINUTE;
import static dev.sluice.stream.GateHarness.NOON;
import static dev.sluice.stream.GateHarness.alert;
import static dev.sluice.stream.GateHarness.budget;
import static dev.sluice.stream.GateHarness.suppressing;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What happens to budgets and suppression when a job stops and goes on. */
class AlertGateStateTest {
  private static final int HOSTS = 40;
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void aRestoredGateGoesOnWhereItStopped() throws Exception {
    OperatorSubtaskState state;
    try (GateHarness before = GateHarness.of(budget(1))) {
      before.raise("r", "a1", NOON);
      before.raise(suppressing(alert("h", "s", "a2"), "d", HOUR), NOON);
      before.raise(suppressing(alert("h", "s", "a3"), "d", HOUR), NOON);
      state = before.snapshot();
    }
    try (GateHarness after = GateHarness.restored(budget(1), state)) {
      after.raise("r", "b1", NOON + 1);
      after.raise(suppressing(alert("h", "s", "b2"), "d", HOUR), NOON + MINUTE);
      assertThat(after.lines())
          .containsExactly("budget b1", "noisy r 2026-01-01T12:00:00Z", "suppressed b2");
      after.watermark(NOON + HOUR.toMillis());
      assertThat(after.lines("summary")).containsExactly("h s a2 + 2");
      assertThat(after.isEmpty()).isTrue();
    }
  }

  @Test
  void aReplayFromASnapshotGivesTheSameAgain() throws Exception {
    try (GateHarness first = GateHarness.of(budget(2))) {
      replay(first, 0, 100);
      OperatorSubtaskState state = first.snapshot();
      int said = first.lines().size();
      replay(first, 100, 300);
      try (GateHarness second = GateHarness.restored(budget(2), state)) {
        replay(second, 100, 300);
        assertThat(second.lines()).isEqualTo(first.lines().subList(said, first.lines().size()));
        assertThat(second.lines("summary")).isNotEmpty();
        assertThat(second.lines("budget")).isNotEmpty();
      }
    }
  }

  @Test
  void eachHostFindsItsStateAfterARescale() throws Exception {
    OperatorSubtaskState one;
    try (GateHarness before = GateHarness.of(budget(1))) {
      raiseOnAllHosts(before, 1, 0, "a");
      one = before.snapshot();
    }
    List<OperatorSubtaskState> three = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      try (GateHarness after = GateHarness.subtask(budget(1), 3, i, share(one, 1, 3, i))) {
        raiseOnAllHosts(after, 3, i, "b");
        assertThat(after.lines("alert")).isEmpty();
        assertThat(after.lines("budget")).isNotEmpty().hasSameSizeAs(after.lines("suppressed"));
        three.add(after.snapshot());
      }
    }
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            three.toArray(OperatorSubtaskState[]::new));
    List<String> summaries = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (GateHarness last = GateHarness.subtask(budget(1), 2, i, share(all, 3, 2, i))) {
        raiseOnAllHosts(last, 2, i, "c");
        assertThat(last.lines("alert")).isEmpty();
        assertThat(last.lines("noisy")).isEmpty();
        last.watermark(NOON + HOUR.toMillis());
        summaries.addAll(last.lines("summary"));
        assertThat(last.isEmpty()).isTrue();
      }
    }
    assertThat(summaries).hasSize(HOSTS).allMatch(summary -> summary.endsWith(" + 2"));
  }

  @Test
  void anotherLatenessThanBeforeLeavesNoCountBehind() throws Exception {
    for (int minutes : List.of(0, 1, 5, 60)) {
      OperatorSubtaskState state;
      try (GateHarness before = GateHarness.of(new AlertLimits(1, Duration.ofMinutes(5), 1))) {
        before.raise("r", "a1", NOON);
        state = before.snapshot();
      }
      AlertLimits changed = new AlertLimits(1, Duration.ofMinutes(minutes), 1);
      try (GateHarness after = GateHarness.restored(changed, state)) {
        after.watermark(NOON + 6 * MINUTE);
        after.watermark(NOON + 61 * MINUTE);
        assertThat(after.isEmpty()).as("%d minutes", minutes).isTrue();
      }
    }
  }

  @Test
  void aLowerBudgetThanBeforeHoldsForTheMinuteThatIsUnderWay() throws Exception {
    OperatorSubtaskState state;
    try (GateHarness before = GateHarness.of(budget(5))) {
      before.raise("r", "a1", NOON);
      before.raise("r", "a2", NOON);
      state = before.snapshot();
    }
    try (GateHarness after = GateHarness.restored(budget(1), state)) {
      after.raise("r", "a3", NOON);
      assertThat(after.lines("budget")).containsExactly("a3");
    }
  }

  @Test
  void stateIsWrittenWithoutKryo() {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    assertThat(OpenInterval.TYPE.createSerializer(config)).isInstanceOf(PojoSerializer.class);
  }

  /** Alerts {@code from} to {@code to}, one a second, with the clock ten seconds behind. */
  private static void replay(GateHarness gate, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      long millis = NOON + i * 1000L - (i % 3) * 2500L;
      RaisedAlert alert = alert("h" + i % 5, "r" + i % 2, "a" + i);
      gate.raise(i % 4 == 0 ? alert : suppressing(alert, "d", Duration.ofSeconds(45)), millis);
      gate.watermark(NOON + i * 1000L - 10_000);
    }
  }

  /** Raises one alert of each of two rules on those hosts that belong to {@code subtask}. */
  private static void raiseOnAllHosts(GateHarness gate, int parallelism, int subtask, String id)
      throws Exception {
    for (int i = 0; i < HOSTS; i++) {
      String host = "h" + i;
      int owner =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(host, MAX_PARALLELISM, parallelism);
      if (owner == subtask) {
        gate.raise(alert(host, "r", id + "1-" + i), NOON);
        gate.raise(suppressing(alert(host, "s", id + "2-" + i), "d", HOUR), NOON);
      }
    }
  }

  private static OperatorSubtaskState share(
      OperatorSubtaskState state, int oldParallelism, int parallelism, int subtask) {
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        state, MAX_PARALLELISM, oldParallelism, parallelism, subtask);
  }
}
