package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.Pusher.ControlRecord;
import dev.sluice.stream.Pusher.Push;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RolloutMetricsTest {
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final SourceFile CERTUTIL = Samples.file("certutil.yml", Samples.CERTUTIL);

  private final RecordedMetrics metrics = new RecordedMetrics();
  private final Pusher pusher = new Pusher();
  private final OneInputStreamOperatorTestHarness<ControlMessage, RuleBroadcast> harness;

  RolloutMetricsTest() throws Exception {
    RuleVerifier verifier =
        new RuleVerifier(
            Samples.SETTINGS,
            pusher.admission(),
            Samples.update(0, ANY),
            KafkaSeed.Said.NOTHING,
            0);
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(verifier),
            GateHarness.environment(1, 0).setMetricGroup(metrics.task()).build());
  }

  @BeforeEach
  void open() throws Exception {
    harness.setup(
        StreamTypes.RULE_BROADCAST.createSerializer(
            harness.getExecutionConfig().getSerializerConfig()));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void whatIsAcceptedIsCounted() throws Exception {
    take(pusher.replace(ANY));
    take(pusher.replace(ANY, CERTUTIL));
    assertThat(metrics.count(RolloutCounters.ACCEPTED)).isEqualTo(2);
    assertThat(metrics.gauge(RolloutCounters.COMPILE)).isNotNegative();
    assertThat(metrics.gauge(RolloutCounters.REFUSED)).isZero();
    assertThat(metrics.gauge(RolloutCounters.BLOBS)).isZero();
  }

  @Test
  void whatIsRejectedIsCountedByItsReason() throws Exception {
    take(pusher.replace(ANY));
    take(new Pusher().replace(CERTUTIL));
    take(pusher.replace(Samples.file("b.yml", Samples.CERTUTIL.replace("|contains", "|contain"))));
    take(new ControlRecord(Pusher.bytes("garbage"), Pusher.bytes("garbage")));
    assertThat(metrics.count(RolloutCounters.ACCEPTED)).isEqualTo(1);
    assertThat(metrics.count(RolloutCounters.REJECTED, "reason", "UNKNOWN_KEY")).isEqualTo(1);
    assertThat(metrics.count(RolloutCounters.REJECTED, "reason", "COMPILE_ERROR")).isEqualTo(1);
    assertThat(metrics.count(RolloutCounters.REJECTED, "reason", "MALFORMED")).isEqualTo(1);
  }

  @Test
  void whatWaitsIsShown() throws Exception {
    Push push = pusher.replace(ANY, CERTUTIL);
    take(push.blobs().get(0));
    assertThat(metrics.gauge(RolloutCounters.BLOBS)).isEqualTo(1);
    assertThat(metrics.gauge(RolloutCounters.WAITING)).isZero();
    take(push.proposal());
    assertThat(metrics.gauge(RolloutCounters.WAITING)).isEqualTo(1);
    take(push.blobs().get(1));
    assertThat(metrics.gauge(RolloutCounters.WAITING)).isZero();
    assertThat(metrics.gauge(RolloutCounters.BLOBS)).isZero();
  }

  private void take(Push push) throws Exception {
    for (ControlRecord record : push.records()) {
      take(record);
    }
  }

  private void take(ControlRecord record) throws Exception {
    harness.processElement(ControlMessage.record(record.key(), record.value()), 0);
  }
}
