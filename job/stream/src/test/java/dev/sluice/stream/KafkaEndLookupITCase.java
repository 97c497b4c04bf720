package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.Origin;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(KafkaBroker.Shared.class)
class KafkaEndLookupITCase {
  private static final long BEGINNING = -1;

  private final AtomicLong slept = new AtomicLong();
  private final KafkaBroker broker = KafkaBroker.get();
  private final KafkaOptions options = broker.options().build();
  private final String topic = options.topics().events().get(0);
  private final TopicPartition partition = new TopicPartition(topic, 0);
  private final KafkaEndLookup lookup =
      new KafkaEndLookup(KafkaClients.consumer(options), this::nanos);

  @BeforeEach
  void createTopic() throws Exception {
    broker.createTopic(topic, 1, Map.of());
  }

  @AfterEach
  void close() throws Exception {
    lookup.close();
  }

  @Test
  void anEmptyPartitionIsReadFromItsBeginning() throws Exception {
    awaitReached(BEGINNING);
    awaitReached(0);
  }

  @Test
  void aPartitionIsReadWhenItsLastRecordIs() throws Exception {
    send(2);
    awaitUnread(BEGINNING);
    awaitUnread(0);
    awaitUnread(1);
    awaitReached(2);
  }

  @Test
  void whoeverComesToTheEndThatWasFoundHasReadWhatWasThereThen() throws Exception {
    send(2);
    long nanos = nanos();
    assertThat(lookup.isReached(partition, 0, nanos)).isFalse();
    send(1);
    Recording.await("an end", () -> lookup.isReached(partition, 3, nanos));
    assertThat(lookup.isReached(partition, 0, nanos)).isFalse();
  }

  @Test
  void whatWasFoundBeforeSaysNothingOfLater() throws Exception {
    awaitReached(BEGINNING);
    send(1);
    assertThat(lookup.isReached(partition, BEGINNING, nanos())).isFalse();
    awaitUnread(BEGINNING);
  }

  @Test
  void anAnswerSaysNothingToWhoeverComesForItLate() throws Exception {
    long nanos = nanos();
    Recording.await("an end", () -> lookup.isReached(partition, 0, nanos));
    assertThat(lookup.isReached(partition, 0, nanos)).isTrue();
    send(1);
    slept.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(lookup.isReached(partition, 0, nanos)).isFalse();
    awaitUnread(0);
    awaitReached(1);
  }

  @Test
  void theMarksOfTransactionsAndWhatWasAbortedAreNoRecords() throws Exception {
    broker.sendAborted(topic, 0, "x");
    awaitReached(BEGINNING);
    awaitReached(0);
    send(1);
    broker.sendAborted(topic, 0, "x");
    awaitUnread(BEGINNING);
    awaitUnread(2);
    awaitReached(3);
  }

  @Test
  void whatIsNotCommittedIsNotThereUntilItIs() throws Exception {
    try (KafkaProducer<byte[], byte[]> open = broker.begin(topic, 0, "x")) {
      awaitReached(BEGINNING);
      open.commitTransaction();
    }
    awaitUnread(BEGINNING);
    awaitReached(1);
  }

  @Test
  void whatWasRemovedIsNotUnread() throws Exception {
    send(3);
    broker.deleteBefore(topic, 0, 3);
    awaitReached(1);
    awaitReached(BEGINNING);
  }

  @Test
  void aTopicThatWasDeletedHasNothingUnread() throws Exception {
    send(1);
    broker.admin().deleteTopics(List.of(topic)).all().get();
    awaitReached(BEGINNING);
  }

  @Test
  void manyPartitionsAreAskedForTogetherAndOneThatIsGoneStopsNone() throws Exception {
    broker.growTo(topic, 3);
    send(1);
    Map<TopicPartition, Long> read = new LinkedHashMap<>();
    read.put(partition, 1L);
    read.put(new TopicPartition(topic, 1), 0L);
    read.put(new TopicPartition(topic, 9), 5L);
    Recording.await("the end of each", () -> areReached(read));
    assertThat(lookup.isReached(partition, 0, 0)).isFalse();
  }

  @Test
  void whileNoBrokerAnswersNothingIsReached() throws Exception {
    Properties unreachable = KafkaClients.consumer(KafkaOptions.of("127.0.0.1:1").build());
    try (KafkaEndLookup cutOff = new KafkaEndLookup(unreachable, System::nanoTime)) {
      long end = System.nanoTime() + Duration.ofMillis(2500).toNanos();
      while (System.nanoTime() < end) {
        assertThat(cutOff.isReached(partition, 7, 0)).isFalse();
        Thread.sleep(50);
      }
    }
  }

  @Test
  void partitionsWithoutAClockAreAskedForTogetherAndThoseWithOneAlone() throws Exception {
    broker.growTo(topic, 2);
    send(2);
    KafkaEventSchema schema = new KafkaEventSchema(EventDecoding.builtIn(), Duration.ZERO);
    schema.open(new KafkaEventSchemaTest.Context(new UnregisteredMetricsGroup()));
    KafkaEnds ends = new KafkaEnds(schema, KafkaClients.consumer(options), "test");
    ends.open(0, event -> {});
    List<KafkaPartitionSplit> splits =
        List.of(
            new KafkaPartitionSplit(partition, KafkaPartitionSplit.EARLIEST_OFFSET),
            new KafkaPartitionSplit(new TopicPartition(topic, 1), 0));
    schema.expect(splits);
    ends.assigned(splits);
    Origin unread = Origin.kafka(topic, 0, 0);
    Origin read = Origin.kafka(topic, 1, 0);
    Recording.await("the empty one", () -> ends.areReached(read, 0));
    awaitUnread(BEGINNING);
    assertThat(ends.areReached(null, 0)).isFalse();
    ends.clockStarted(unread);
    assertThat(ends.areReached(null, 0)).isTrue();
    assertThat(ends.areReached(unread, 0)).isFalse();
    ends.close();
  }

  private boolean areReached(Map<TopicPartition, Long> read) {
    boolean reached = true;
    for (Map.Entry<TopicPartition, Long> next : read.entrySet()) {
      // All are asked for at once.
      reached &= lookup.isReached(next.getKey(), next.getValue(), 0);
    }
    return reached;
  }

  private long nanos() {
    return System.nanoTime() + slept.get();
  }

  private void send(int count) {
    for (int i = 0; i < count; i++) {
      broker.send(topic, 0, KafkaEventJob.INTAKE, "x");
    }
  }

  private void awaitReached(long next) throws Exception {
    long nanos = nanos();
    Recording.await("the end at " + next, () -> lookup.isReached(partition, next, nanos));
  }

  /** Waits until an end beyond {@code next} is known. */
  private void awaitUnread(long next) throws Exception {
    long nanos = nanos();
    Recording.await(
        "an end beyond " + next, () -> lookup.isReached(partition, Long.MAX_VALUE - 1, nanos));
    assertThat(lookup.isReached(partition, next, nanos)).isFalse();
  }
}
