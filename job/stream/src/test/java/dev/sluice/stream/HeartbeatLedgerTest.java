package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HeartbeatLedgerTest {
  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
  private static final TopicPartition FIRST = new TopicPartition("events", 0);
  private static final TopicPartition SECOND = new TopicPartition("events", 1);
  private static final String RETURNED = "heartbeats_returned";
  private static final String LOST = "heartbeats_lost";
  private static final String DOUBLED = "alerts_doubled";

  private final CanaryMetrics metrics = new CanaryMetrics();
  private Instant now = START;
  private final HeartbeatLedger ledger =
      new HeartbeatLedger(() -> now, Duration.ofHours(6), metrics);

  @Test
  void whatComesBackMovesTheTimeOfItsPartition() {
    Heartbeat heartbeat = ledger.next(FIRST);
    ledger.next(SECOND);
    assertThat(newest()).containsExactly(0.0, 0.0);
    pass(Duration.ofSeconds(25));
    ledger.returned(heartbeat);
    assertThat(newest()).containsExactly(seconds(START), 0.0);
    assertThat(counter(RETURNED)).isEqualTo(1);
    HistogramSnapshot seconds = (HistogramSnapshot) snapshot("return_seconds");
    assertThat(seconds.getDataPoints().get(0).getSum()).isEqualTo(25);
  }

  @Test
  void anOlderOneThatComesLaterDoesNotTurnTheTimeBack() {
    List<Heartbeat> heartbeats = rounds(2);
    ledger.returned(heartbeats.get(1));
    ledger.returned(heartbeats.get(0));
    assertThat(newest().get(0)).isEqualTo(seconds(START.plusSeconds(60)));
    assertThat(counter(RETURNED)).isEqualTo(2);
  }

  @Test
  void aSecondAlertIsDoubledAndMovesNothing() {
    List<Heartbeat> heartbeats = rounds(1);
    ledger.returned(heartbeats.get(0));
    pass(Duration.ofHours(5));
    ledger.returned(heartbeats.get(0));
    assertThat(counter(DOUBLED)).isEqualTo(1);
    assertThat(counter(RETURNED)).isEqualTo(1);
    assertThat(newest().get(0)).isEqualTo(seconds(START));
  }

  @Test
  void oneThatALaterOneHasOvertakenIsLostARoundLater() {
    List<Heartbeat> heartbeats = rounds(3);
    ledger.returned(heartbeats.get(0));
    ledger.returned(heartbeats.get(2));
    ledger.settle();
    assertThat(counter(LOST)).as("its transaction may be the next").isZero();
    ledger.settle();
    assertThat(counter(LOST)).isEqualTo(1);
    ledger.settle();
    assertThat(counter(LOST)).as("once").isEqualTo(1);
  }

  @Test
  void aNeighbourOfTheSameTransactionsIsNotLost() {
    List<Heartbeat> heartbeats = rounds(3);
    ledger.returned(heartbeats.get(0));
    ledger.returned(heartbeats.get(2));
    ledger.settle();
    ledger.returned(heartbeats.get(1));
    ledger.settle();
    assertThat(counter(LOST)).isZero();
  }

  @Test
  void whatComesLateIsNotLost() {
    List<Heartbeat> heartbeats = rounds(300);
    assertThat(counter(LOST)).isZero();
    heartbeats.forEach(ledger::returned);
    ledger.settle();
    ledger.settle();
    assertThat(counter(LOST)).isZero();
    assertThat(counter(RETURNED)).isEqualTo(300);
  }

  @Test
  void whatWasWrittenBeforeTheFirstThatCameBackIsNotMissed() {
    List<Heartbeat> heartbeats = rounds(3);
    ledger.returned(heartbeats.get(2));
    ledger.settle();
    ledger.settle();
    assertThat(counter(LOST)).isZero();
  }

  @Test
  void anotherPartitionOvertakesNobody() {
    Heartbeat first = ledger.next(FIRST);
    ledger.next(FIRST);
    Heartbeat other = ledger.next(SECOND);
    ledger.returned(first);
    ledger.returned(other);
    ledger.settle();
    ledger.settle();
    assertThat(counter(LOST)).isZero();
  }

  @Test
  void withoutAnyThatComesBackAHeartbeatIsLostAfterSomeTimeAndForgotten() {
    Heartbeat heartbeat = rounds(1).get(0);
    pass(Duration.ofHours(6).minusMinutes(2));
    ledger.settle();
    assertThat(counter(LOST)).isZero();
    pass(Duration.ofMinutes(2));
    ledger.settle();
    assertThat(counter(LOST)).isEqualTo(1);
    ledger.returned(heartbeat);
    assertThat(counter(RETURNED)).isZero();
  }

  @Test
  void whatCouldNotBeWrittenIsNotMissed() {
    List<Heartbeat> heartbeats = rounds(3);
    ledger.forget(heartbeats.get(1));
    ledger.returned(heartbeats.get(0));
    ledger.returned(heartbeats.get(2));
    ledger.settle();
    ledger.settle();
    assertThat(counter(LOST)).isZero();
  }

  @Test
  void theHeartbeatsOfAnotherProcessSayNothing() {
    Heartbeat own = rounds(1).get(0);
    HeartbeatLedger other =
        new HeartbeatLedger(() -> now, Duration.ofHours(6), new CanaryMetrics());
    ledger.returned(other.next(FIRST));
    ledger.returned(new Heartbeat(own.run(), 4711));
    assertThat(counter(RETURNED)).isZero();
    assertThat(counter(DOUBLED)).isZero();
  }

  /** One heartbeat a minute to the first partition. */
  private List<Heartbeat> rounds(int count) {
    return IntStream.range(0, count).mapToObj(round -> round()).toList();
  }

  private Heartbeat round() {
    ledger.settle();
    Heartbeat heartbeat = ledger.next(FIRST);
    pass(Duration.ofMinutes(1));
    return heartbeat;
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }

  private double counter(String name) {
    return ((CounterSnapshot) snapshot(name)).getDataPoints().get(0).getValue();
  }

  private List<Double> newest() {
    GaugeSnapshot gauge = (GaugeSnapshot) snapshot("returned_timestamp_seconds");
    List<Double> values = new ArrayList<>();
    gauge.getDataPoints().forEach(point -> values.add(point.getValue()));
    return values;
  }

  private MetricSnapshot snapshot(String name) {
    return metrics.registry().scrape(("sluice_canary_" + name)::equals).stream()
        .findFirst()
        .orElseThrow();
  }
}
