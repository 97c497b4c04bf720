package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.stream.KafkaTopicReader.Contents;
import dev.sluice.stream.KafkaTopicReader.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(KafkaBroker.Shared.class)
class KafkaTopicReaderITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaOptions options = KafkaBroker.get().options().build();
  private final String topic = options.topics().control();
  private final KafkaTopicReader reader = new KafkaTopicReader(options);

  @Test
  void anEmptyTopicHasNothingAndGoesOnAtItsBeginning() throws Exception {
    KafkaBroker.get().createTopic(topic, 1, Map.of());
    assertThat(reader.read(topic, PATIENCE)).isEqualTo(new Contents(List.of(), 0));
  }

  @Test
  void everythingUpToTheEndIsReadInOrder() throws Exception {
    KafkaBroker.get().createTopic(topic, 1, Map.of("cleanup.policy", "compact"));
    try (KafkaProducer<String, String> producer = producer(null)) {
      for (int i = 0; i < 100; i++) {
        producer.send(new ProducerRecord<>(topic, "blob/" + i, "x".repeat(1000) + i)).get();
      }
      producer.send(new ProducerRecord<>(topic, "blob/3", null)).get();
    }
    Contents contents = reader.read(topic, PATIENCE);
    assertThat(contents.nextOffset()).isEqualTo(101);
    assertThat(contents.messages()).hasSize(101);
    Message tenth = contents.messages().get(10);
    assertThat(tenth.key()).isEqualTo("blob/10");
    assertThat(tenth.offset()).isEqualTo(10);
    assertThat(tenth.value()).asString(StandardCharsets.UTF_8).endsWith("x10");
    assertThat(contents.messages().get(100).value()).isNull();
  }

  @Test
  void whatIsNotCommittedIsLeftOutAndReadLater() throws Exception {
    KafkaBroker.get().createTopic(topic, 1, Map.of());
    try (KafkaProducer<String, String> producer = producer(topic)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "aborted", "")).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "committed", "")).get();
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "open", "")).get();
      Contents contents = reader.read(topic, PATIENCE);
      assertThat(contents.messages()).extracting(Message::key).containsExactly("committed");
      assertThat(contents.nextOffset()).isEqualTo(4);
      producer.commitTransaction();
    }
    assertThat(reader.read(topic, PATIENCE).messages())
        .extracting(Message::key)
        .containsExactly("committed", "open");
  }

  @Test
  void aTopicWhoseBeginningIsGoneIsReadFromWhatIsLeft() throws Exception {
    KafkaBroker.get().createTopic(topic, 1, Map.of());
    for (int i = 0; i < 3; i++) {
      KafkaBroker.get().send(topic, 0, 1, "" + i);
    }
    KafkaBroker.get().deleteBefore(topic, 0, 3);
    assertThat(reader.read(topic, PATIENCE)).isEqualTo(new Contents(List.of(), 3));
  }

  @Test
  void aTopicThatComesToBeInTimeIsRead() throws Exception {
    CompletableFuture<Contents> read =
        CompletableFuture.supplyAsync(() -> reader.read(topic, PATIENCE));
    Thread.sleep(500);
    KafkaBroker.get().createTopic(topic, 1, Map.of());
    assertThat(read.get(20, TimeUnit.SECONDS).messages()).isEmpty();
  }

  @Test
  void aTopicThatIsMissingIsNamedWhenTheTimeIsOver() {
    assertThatThrownBy(() -> reader.read(topic, Duration.ofMillis(600)))
        .isInstanceOf(KafkaReadException.class)
        .hasMessage(
            options.bootstrapServers()
                + ": topic "
                + topic
                + " cannot be read: not within 600 ms: there is no such topic");
    assertThatThrownBy(
            () -> KafkaBroker.get().admin().describeTopics(List.of(topic)).allTopicNames().get())
        .as("to read it has not made it")
        .hasMessageContaining("UnknownTopicOrPartition");
  }

  @Test
  void aServerThatDoesNotAnswerIsNamedWhenTheTimeIsOver() {
    KafkaOptions nowhere = KafkaOptions.of("127.0.0.1:1").build();
    assertThatThrownBy(() -> new KafkaTopicReader(nowhere).read(topic, Duration.ofMillis(600)))
        .isInstanceOf(KafkaReadException.class)
        .hasMessageStartingWith("127.0.0.1:1: topic " + topic + " cannot be read: not within 600");
    KafkaOptions unknown = KafkaOptions.of("x".repeat(64) + ":9092").build();
    assertThatThrownBy(() -> new KafkaTopicReader(unknown).read(topic, Duration.ofMillis(600)))
        .isInstanceOf(KafkaReadException.class)
        .hasMessageContaining("No resolvable bootstrap urls");
  }

  @Test
  void aTopicOfSeveralPartitionsIsRefused() throws Exception {
    KafkaBroker.get().createTopic(topic, 2, Map.of());
    assertThatThrownBy(() -> reader.read(topic, PATIENCE))
        .isInstanceOf(KafkaReadException.class)
        .hasMessageContaining("2 partitions");
  }

  private static KafkaProducer<String, String> producer(@Nullable String transactionalId) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", KafkaBroker.get().bootstrapServers());
    if (transactionalId != null) {
      properties.put("transactional.id", transactionalId);
    }
    return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }
}
