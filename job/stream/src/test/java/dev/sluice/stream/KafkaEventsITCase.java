package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.DeadLetter.Reason;
import dev.sluice.engine.event.Origin;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
@ExtendWith(KafkaBroker.Shared.class)
class KafkaEventsITCase {
  private static final InMemoryReporter METRICS = InMemoryReporter.create();

  @RegisterExtension static final MiniClusterExtension FLINK = KafkaEventJob.cluster(METRICS);

  @RegisterExtension private final KafkaEventJob job = new KafkaEventJob(METRICS);

  @Test
  void everyPartitionHasAClockAndAnIdleOneHoldsNothingBack() throws Exception {
    KafkaOptions options = clocked(Duration.ofMillis(1500));
    String topic = KafkaEventJob.topic(options, 2);
    KafkaEventJob.send(topic, 0, 100);
    KafkaEventJob.send(topic, 1, 50);
    job.run(options, 1);
    Recording.await("the slower partition", () -> job.watermark() == watermarkOf(50));
    int number = 100;
    while (job.watermark() <= watermarkOf(100)) {
      KafkaEventJob.send(topic, 0, ++number);
      Thread.sleep(100);
    }
    assertThat(job.watermark()).isLessThanOrEqualTo(watermarkOf(number));
    long newest = Samples.timeOf(number);
    Recording.await("the newest event's time, once all is idle", () -> job.watermark() == newest);
    KafkaEventJob.send(topic, 1, number + 5);
    Recording.await("the clock goes on", () -> job.watermark() >= watermarkOf(number(newest) + 5));
  }

  @Test
  void aPartitionWithUnreadEventsHoldsBackTheClockHoweverLongItsReaderTakes() throws Exception {
    KafkaOptions options = clocked(Duration.ofMillis(300), HeldRecords.client());
    String topic = KafkaEventJob.topic(options, 2);
    KafkaEventJob.send(topic, 0, 100);
    KafkaEventJob.send(topic, 1, 50);
    try (HeldRecords.Hold hold = HeldRecords.hold(topic, 1)) {
      job.run(options, 2);
      Recording.await("the other partition", () -> !job.seen().isEmpty() && hold.isHolding());
      for (int i = 0; i < 15; i++) {
        KafkaEventJob.send(topic, 0, 101 + i);
        Thread.sleep(100);
      }
      assertThat(job.seen()).hasSizeGreaterThan(10);
      assertThat(job.watermarks()).isEmpty();
    }
    Recording.await("the partition that was held", () -> job.seen().size() == 17);
    Recording.await("an end of both", () -> job.watermark() == Samples.timeOf(115));
    assertThat(job.watermarks().get(0)).isLessThanOrEqualTo(Samples.timeOf(50));
  }

  @Test
  void aPartitionThatWasIdleHoldsBackTheClockWhileItsNextEventIsUnread() throws Exception {
    KafkaOptions options = clocked(Duration.ofMillis(300), HeldRecords.client());
    String topic = KafkaEventJob.topic(options, 2);
    fallIdle(options, topic);
    int stood = sendWhile(topic, 11, () -> job.watermark() < watermarkOf(20));
    try (HeldRecords.Hold hold = HeldRecords.hold(topic, 1)) {
      KafkaEventJob.send(topic, 1, stood);
      Recording.await("the unread event", hold::isHolding);
      int seen = job.seen().size();
      sendWhile(topic, stood, () -> job.seen().size() < seen + 20);
      assertThat(job.watermark()).isLessThanOrEqualTo(Samples.timeOf(stood));
    }
    Recording.await("an end of both", () -> job.watermark() > Samples.timeOf(stood + 10));
  }

  @Test
  void aPartitionThatAwakesBehindTheOthersHoldsThemBackWhereTheyStand() throws Exception {
    KafkaOptions options = clocked(Duration.ofMillis(300));
    String topic = KafkaEventJob.topic(options, 2);
    fallIdle(options, topic);
    int stood = sendWhile(topic, 11, () -> job.watermark() < watermarkOf(30));
    int seen = job.seen().size();
    sendWhile(
        topic,
        stood,
        () -> {
          KafkaEventJob.send(topic, 1, 20);
          return job.seen().size() < seen + 40;
        });
    assertThat(job.watermark()).isLessThanOrEqualTo(Samples.timeOf(stood));
  }

  /**
   * Starts the job on a topic of two partitions, each with an event, and waits until it is read.
   */
  private void fallIdle(KafkaOptions options, String topic) throws Exception {
    KafkaEventJob.send(topic, 0, 10);
    KafkaEventJob.send(topic, 1, 10);
    job.run(options, 2);
    Recording.await("an end of both", () -> job.watermark() == Samples.timeOf(10));
  }

  /** Sends events from {@code number} on into partition 0, and returns the number of the last. */
  private static int sendWhile(String topic, int number, BooleanSupplier condition)
      throws Exception {
    int last = number;
    for (; condition.getAsBoolean(); last++) {
      assertThat(last).isLessThan(number + 500);
      KafkaEventJob.send(topic, 0, last);
      Thread.sleep(50);
    }
    return last;
  }

  @Test
  void aPartitionThatNeverHadAnEventHoldsNothingBack() throws Exception {
    KafkaOptions options = clocked(Duration.ofMillis(300));
    String topic = KafkaEventJob.topic(options, 3);
    KafkaBroker.get().sendAborted(topic, 2, Samples.process(7));
    KafkaEventJob.send(topic, 0, 100);
    job.run(options, 2);
    Recording.await("all but one are idle", () -> job.watermark() >= watermarkOf(100));
    KafkaEventJob.send(topic, 2, 200);
    KafkaEventJob.send(topic, 0, 201);
    Recording.await("an end of all", () -> job.watermark() == Samples.timeOf(201));
  }

  @Test
  void anEventFromTheFutureMovesNoClockAndIsCounted() throws Exception {
    KafkaOptions options = clocked(Duration.ofMillis(500));
    String topic = KafkaEventJob.topic(options, 1);
    KafkaEventJob.send(topic, 0, 10);
    String future = Samples.process(11).replace("\"EventTime\":\"2026", "\"EventTime\":\"2099");
    KafkaBroker.get().send(topic, 0, KafkaEventJob.INTAKE, future);
    KafkaBroker.get().send(topic, 0, KafkaEventJob.INTAKE, "garbage");
    KafkaEventJob.send(topic, 0, 12);
    job.run(options, 2);
    Recording.await("four events", () -> job.seen().size() == 4);
    assertThat(job.seen().get(1).timeMillis()).isEqualTo(KafkaEventJob.INTAKE);
    Recording.await(
        "the clock, whatever a subtask without a partition says",
        () -> job.watermark() == Samples.timeOf(12));
    assertThat(job.watermarks()).allMatch(millis -> millis <= Samples.timeOf(12));
    assertThat(job.count(KafkaEventSchema.FUTURE_DATED)).isEqualTo(1);
  }

  @Test
  void whatIsNoEventTravelsOnWithItsErrorAndOrigin() throws Exception {
    KafkaOptions options = KafkaBroker.get().options().build();
    String topic = KafkaEventJob.topic(options, 1);
    KafkaBroker broker = KafkaBroker.get();
    broker.send(topic, 0, KafkaEventJob.INTAKE, (byte[]) null);
    broker.send(topic, 0, KafkaEventJob.INTAKE, new byte[0]);
    broker.send(topic, 0, KafkaEventJob.INTAKE, "{\"a\":");
    broker.send(topic, 0, KafkaEventJob.INTAKE, new byte[] {'{', (byte) 0xff, '}'});
    broker.send(topic, 0, KafkaEventJob.INTAKE, "[1]");
    broker.send(topic, 0, KafkaEventJob.INTAKE, "{\"a\":\"%s\"}".formatted("x".repeat(500)));
    KafkaEventJob.send(topic, 0, 1);
    job.run(options, 1, new EventDecoding(null, 400, 64));
    Recording.await("all of them", () -> job.seen().size() == 7);
    assertThat(job.seen().subList(0, 6))
        .extracting(event -> event.error() == null ? null : event.error().reason())
        .containsExactly(
            Reason.EMPTY,
            Reason.EMPTY,
            Reason.MALFORMED_JSON,
            Reason.MALFORMED_UTF8,
            Reason.NOT_AN_OBJECT,
            Reason.TOO_LARGE);
    assertThat(job.seen().get(6).error()).isNull();
    assertThat(job.seen().get(6).host()).isEqualTo("ws-01.example");
    assertThat(job.seen()).extracting(RawEvent::origin).contains(Origin.kafka(topic, 0, 0));
    assertThat(job.seen()).extracting(RawEvent::origin).contains(Origin.kafka(topic, 0, 6));
  }

  private static KafkaOptions clocked(Duration idleness) {
    return clocked(idleness, Map.of());
  }

  private static KafkaOptions clocked(Duration idleness, Map<String, String> client) {
    return KafkaBroker.get()
        .options()
        .client(client)
        .outOfOrderness(Duration.ofSeconds(1))
        .joinWait(Duration.ZERO)
        .idleness(idleness)
        .build();
  }

  private static long watermarkOf(int number) {
    return Samples.timeOf(number) - 1000 - 1;
  }

  private static int number(long timeMillis) {
    return (int) ((timeMillis - Samples.timeOf(0)) / 1000);
  }
}
