package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.ClockEvent.Agreed;
import dev.sluice.stream.ClockEvent.Report;
import dev.sluice.stream.ClockEvent.Wanted;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockAgreementTest {
  private final NotedContext<KafkaPartitionSplit> context = new NotedContext<>(3);
  private final ClockAgreement clocks = new ClockAgreement(context);

  @BeforeEach
  void register() {
    for (int subtask = 0; subtask < 3; subtask++) {
      context.register(subtask);
      clocks.addReader(subtask);
    }
  }

  @Test
  void whileNoneIsIdleNothingIsSaid() {
    running(0, 10);
    assertThat(context.sent()).isEmpty();
  }

  @Test
  void theFirstThatIsIdleMakesAllReportAndTheLastLetsThemRest() {
    idle(0, 10);
    assertThat(sent()).containsExactly("0 asked", "1 asked", "2 asked", "0 none");
    idle(0, 10);
    assertThat(sent()).containsExactly("0 none");
    running(0, 11);
    assertThat(sent()).containsExactly("0 rest", "1 rest", "2 rest");
  }

  @Test
  void nothingIsAgreedUntilAllHaveReported() {
    idle(0, 10);
    running(1, 20);
    idle(0, 10);
    assertThat(sent()).endsWith("0 none");
    running(2, 30);
    idle(0, 10);
    assertThat(sent()).containsExactly("0 20");
  }

  @Test
  void theLeastOfThoseThatRunIsAgreedAlsoBehindOneThatIsIdle() {
    running(1, 20);
    running(2, 30);
    idle(0, 25);
    assertThat(sent()).endsWith("0 20");
    running(1, 40);
    idle(0, 25);
    assertThat(sent()).endsWith("0 30");
  }

  @Test
  void whereAllAreIdleTheFurthestIsAgreed() {
    idle(0, 10);
    idle(1, 30);
    idle(2, EventClock.NO_TIME);
    assertThat(sent()).endsWith("2 30");
  }

  @Test
  void oneThatRunsWithoutATimeHoldsBackAll() {
    running(0, EventClock.NO_TIME);
    running(1, 20);
    idle(2, 10);
    assertThat(sent()).endsWith("2 none");
  }

  @Test
  void aSubtaskWithBothKindsOfPartitionsCountsAndFollows() {
    running(0, 10);
    running(1, 20);
    clocks.report(2, new Report(true, true, 5));
    assertThat(sent()).endsWith("2 5");
  }

  @Test
  void aNewAttemptIsAskedAndCountsOnceItHasReported() {
    running(1, 20);
    running(2, 30);
    idle(0, 10);
    assertThat(sent()).endsWith("0 20");
    clocks.forget(1);
    idle(0, 10);
    clocks.addReader(1);
    idle(0, 10);
    running(1, 15);
    idle(0, 10);
    assertThat(sent()).containsExactly("0 none", "1 asked", "0 none", "0 15");
  }

  @Test
  void oneThatIsGoneIsToldNothing() {
    context.unregister(1);
    idle(0, 10);
    idle(1, 10);
    assertThat(sent()).containsExactly("0 asked", "2 asked", "0 none");
  }

  private void running(int subtask, long millis) {
    clocks.report(subtask, new Report(true, false, millis));
  }

  private void idle(int subtask, long millis) {
    clocks.report(subtask, new Report(false, true, millis));
  }

  /** What was sent since the last call. */
  private List<String> sent() {
    List<String> all = new ArrayList<>();
    for (String event : context.sent()) {
      all.add(
          event
              .replace(new Wanted(true).toString(), "asked")
              .replace(new Wanted(false).toString(), "rest")
              .replace(new Agreed(EventClock.NO_TIME).toString(), "none")
              .replaceAll("Agreed\\[millis=(\\d+)]", "$1"));
    }
    context.sent().clear();
    return all;
  }
}
