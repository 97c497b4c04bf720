package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.event.Origin;
import dev.sluice.stream.KafkaOptions.OnGap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@ExtendWith(KafkaBroker.Shared.class)
class KafkaStartITCase {
  private static final InMemoryReporter METRICS = InMemoryReporter.create();

  @RegisterExtension static final MiniClusterExtension FLINK = KafkaEventJob.cluster(METRICS);

  @RegisterExtension private final KafkaEventJob job = new KafkaEventJob(METRICS);

  @ParameterizedTest
  @CsvSource({
    "earliest, false, 0",
    "committed, true, 2",
    "committed-or-earliest, true, 2",
    "committed-or-earliest, false, 0",
    "committed-or-latest, true, 2",
    "timestamp:2026-11-22T09:00:03Z, false, 3",
    "latest, true, 6",
    "committed-or-latest, false, 6",
    "timestamp:2026-11-22T10:00:00Z, false, 6"
  })
  void aJobWithoutStateStartsWhereItIsTold(String start, boolean committed, long first)
      throws Exception {
    KafkaOptions options = KafkaBroker.get().options().start(KafkaStart.parse(start)).build();
    String topic = KafkaEventJob.topic(options, 1);
    sixEvents(topic);
    if (committed) {
      commit(options, topic, 2);
    }
    job.run(options, 1);
    for (int i = 6; job.seen().isEmpty(); i++) {
      KafkaBroker.get().send(topic, 0, KafkaEventJob.INTAKE + i * 1000L, Samples.process(i));
      Thread.sleep(100);
    }
    long position = job.seen().get(0).origin().position();
    if (first < 6) {
      assertThat(position).isEqualTo(first);
    } else {
      assertThat(position).isGreaterThanOrEqualTo(first);
    }
  }

  @Test
  void toStartWhereNothingWasCommittedFailsUnlessAnotherPlaceIsNamed() throws Exception {
    KafkaOptions options = KafkaBroker.get().options().start(KafkaStart.parse("committed")).build();
    String topic = KafkaEventJob.topic(options, 1);
    job.run(options, 1);
    assertThatThrownBy(job::result)
        .rootCause()
        .hasMessageContaining("group " + options.groupId() + " has committed no offset for")
        .hasMessageContaining(topic + "-0")
        .hasMessageContaining("committed-or-earliest");
  }

  @Test
  void aGapEndsTheJobWithATextThatNamesIt() throws Exception {
    KafkaOptions options = KafkaBroker.get().options().build();
    String topic = gap(options);
    job.run(options, 1);
    assertThatThrownBy(job::result)
        .hasStackTraceContaining("events are gone that were not read")
        .hasStackTraceContaining("{" + topic + "-0=1}")
        .hasStackTraceContaining("--on-gap=earliest");
    assertThat(job.seen()).isEmpty();
  }

  @Test
  void aGapIsCountedWhereTheJobIsToldToGoOn() throws Exception {
    KafkaOptions options = KafkaBroker.get().options().onGap(OnGap.EARLIEST).build();
    gap(options);
    job.run(options, 1);
    Recording.await("what is left", () -> job.seen().size() == 2);
    assertThat(job.seen().get(0).origin().position()).isEqualTo(4);
    assertThat(job.count(KafkaEventSchema.SKIPPED)).isEqualTo(3);
  }

  @Test
  void aPartitionThatAppearsLaterIsReadFromItsFirstEvent() throws Exception {
    KafkaOptions options = KafkaBroker.get().options().start(KafkaStart.parse("latest")).build();
    String topic = KafkaEventJob.topic(options, 1);
    job.run(options, 2);
    Recording.await(
        "the first partition",
        () -> {
          KafkaEventJob.send(topic, 0, 1);
          return !job.seen().isEmpty();
        });
    KafkaBroker.get().growTo(topic, 2);
    KafkaEventJob.send(topic, 1, 2);
    Recording.await(
        "the second partition",
        () -> job.seen().stream().anyMatch(e -> e.origin().equals(Origin.kafka(topic, 1, 0))));
  }

  @Test
  void topicsMayBeNamedByAPattern() throws Exception {
    KafkaBroker broker = KafkaBroker.get();
    KafkaOptions base = broker.options().build();
    String prefix = base.deployment();
    KafkaOptions options =
        broker
            .options()
            .topics(
                KafkaTopics.of(prefix + ".", Map.of("events.pattern", prefix + "\\.events\\..*")))
            .build();
    for (String topic : List.of(prefix + ".events.a", prefix + ".events.b")) {
      broker.createTopic(topic, 1, Map.of());
      KafkaEventJob.send(topic, 0, 1);
    }
    job.run(options, 1);
    Recording.await("both topics", () -> job.seen().size() == 2);
  }

  private static void sixEvents(String topic) {
    for (int i = 0; i < 6; i++) {
      KafkaBroker.get().send(topic, 0, KafkaEventJob.INTAKE + i * 1000L, Samples.process(i));
    }
  }

  private static void commit(KafkaOptions options, String topic, long offset) throws Exception {
    KafkaBroker.get()
        .admin()
        .alterConsumerGroupOffsets(
            options.groupId(), Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
        .all()
        .get();
  }

  /** Six events, of which the group has read the first and retention has removed four. */
  private static String gap(KafkaOptions options) throws Exception {
    String topic = KafkaEventJob.topic(options, 1);
    sixEvents(topic);
    commit(options, topic, 1);
    KafkaBroker.get().deleteBefore(topic, 0, 4);
    return topic;
  }
}
