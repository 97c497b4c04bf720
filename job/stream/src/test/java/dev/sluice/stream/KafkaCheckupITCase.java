package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.stream.PreflightFinding.Code;
import dev.sluice.stream.PreflightFinding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(KafkaBroker.Shared.class)
class KafkaCheckupITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private final long longAgo = Instant.now().minus(Duration.ofHours(2)).toEpochMilli();

  private final KafkaBroker broker = KafkaBroker.get();
  private final KafkaOptions options = broker.options().build();
  private final String events = options.topics().events().get(0);
  private final String alerts = options.topics().alerts();
  private final String readers = options.deployment() + "-readers";

  /** All that was written was read. */
  @BeforeEach
  void deploy() throws Exception {
    broker.createTopics(options, 2);
    Recording.await("the topics are there", () -> KafkaPreflight.check(options, TIMEOUT).isEmpty());
    broker.send(events, 1, longAgo, "{}");
    commit(options.groupId(), events, 1, 1);
    broker.send(alerts, 0, longAgo, "{}");
    commit(readers, alerts, 0, 1);
  }

  @Test
  void ofADeploymentThatIsWellOnlyWhatWasNotAskedIsSaid() {
    assertThat(check(null))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.UNKNOWN);
              assertThat(finding.remedy()).contains("--job-user");
            });
  }

  @Test
  void eventsThatWaitForLongAreAnErrorAndNewOnesAreNot() {
    broker.send(events, 1, Instant.now().toEpochMilli(), "{}");
    assertThat(codes()).isEmpty();
    broker.send(events, 0, longAgo, "{}");
    assertThat(codes()).containsExactly(Code.EVENTS_WAITING);
  }

  @Test
  void eventsThatWereRemovedUnreadAreAnError() throws Exception {
    broker.send(events, 1, longAgo, "{}");
    broker.deleteBefore(events, 1, 2);
    assertThat(codes()).containsExactly(Code.EVENTS_LOST);
  }

  @Test
  void aGroupThatHasReadNothingIsAnError() {
    KafkaOptions other = broker.options().topics(options.topics()).build();
    assertThat(KafkaCheckup.check(other, null, PATIENCE, TIMEOUT))
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .extracting(PreflightFinding::code)
        .containsExactly(Code.OFFSETS_MISSING);
  }

  @Test
  void alertsThatAReaderLeavesAreAWarningAndThatThereIsNoneIsNotKnown() throws Exception {
    broker.send(alerts, 0, longAgo, "{}");
    assertThat(codes()).containsExactly(Code.ALERTS_UNREAD);
    broker.admin().deleteConsumerGroups(List.of(readers)).all().get();
    assertThat(check(null))
        .anySatisfy(finding -> assertThat(finding.seen()).startsWith("no group that this client"));
  }

  @Test
  void aTransactionThatStaysOpenHoldsBackItsReaders() throws Exception {
    assertThat(KafkaCheckup.transactionTimeout(options, TIMEOUT)).isNull();
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "transactional.id",
            options.transactionalIdPrefix() + "-0-0",
            "transaction.timeout.ms",
            "600000");
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(alerts, 0, longAgo, null, new byte[] {1})).get();
      assertThat(KafkaCheckup.transactionTimeout(options, TIMEOUT))
          .isEqualTo(Duration.ofMinutes(10));
      assertThat(check(null))
          .filteredOn(finding -> finding.severity() == Severity.ERROR)
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.code()).isEqualTo(Code.ALERTS_HELD_BACK);
                assertThat(finding.remedy())
                    .endsWith("abort --topic %s --partition 0 --start-offset 1".formatted(alerts));
              });
      producer.commitTransaction();
    }
    commit(readers, alerts, 0, 3);
    assertThat(codes()).isEmpty();
  }

  @Test
  void aTopicThatIsMissingLeavesOpenWhatWaitsInIt() throws Exception {
    broker.admin().deleteTopics(List.of(alerts)).all().get();
    Recording.await("it is gone", () -> codes().contains(Code.TOPIC_MISSING));
    assertThat(check(null))
        .filteredOn(finding -> finding.topic().equals(alerts))
        .extracting(PreflightFinding::code)
        .containsExactly(Code.TOPIC_MISSING, Code.NOT_CHECKED, Code.NOT_CHECKED);
  }

  @Test
  void aUserWithoutAclsMayDoNothing() {
    assertThat(check("nobody"))
        .hasSize(13)
        .allMatch(finding -> finding.code() == Code.JOB_ACCESS)
        .allMatch(finding -> finding.remedy().contains("--allow-principal User:nobody"));
  }

  @Test
  void aClusterThatDoesNotAnswerIsAFailure() {
    KafkaOptions nowhere = KafkaOptions.of("127.0.0.1:1").build();
    assertThatThrownBy(() -> KafkaCheckup.check(nowhere, null, PATIENCE, Duration.ofMillis(500)))
        .isInstanceOf(KafkaReadException.class)
        .hasMessageStartingWith("127.0.0.1:1 cannot be used: ");
  }

  private List<PreflightFinding> check(@Nullable String user) {
    return KafkaCheckup.check(options, user, PATIENCE, TIMEOUT);
  }

  private List<Code> codes() {
    return check(null).stream()
        .filter(finding -> finding.severity() != Severity.UNKNOWN)
        .map(PreflightFinding::code)
        .toList();
  }

  private void commit(String group, String topic, int partition, long offset) {
    try {
      broker
          .admin()
          .alterConsumerGroupOffsets(
              group, Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
          .all()
          .get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
