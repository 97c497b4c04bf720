package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.sigma.Hashes;
import dev.sluice.stream.KafkaControl.Change;
import dev.sluice.stream.KafkaTopicReader.Message;
import dev.sluice.stream.control.ControlKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(KafkaBroker.Shared.class)
class KafkaControlITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaOptions options = KafkaBroker.get().options().build();
  private final KafkaControl topics = new KafkaControl(options, PATIENCE);

  @BeforeEach
  void createTopics() throws Exception {
    KafkaBroker.get().createTopics(options, 1);
  }

  @Test
  void changesStandThereInTheirOrder() {
    topics.write(List.of(blob("a"), blob("b"), proposal("p")));
    topics.write(List.of(new Change(key("a"), null)));
    topics.write(List.of());
    assertThat(topics.control().messages())
        .extracting(Message::key)
        .containsExactly(
            key("a").text(), key("b").text(), proposal("p").key().text(), key("a").text());
    assertThat(topics.control().messages().get(3).value()).isNull();
    assertThat(topics.rulesets().messages()).isEmpty();
  }

  @Test
  void theLastChangeIsNotWrittenWhenOneBeforeItCannotBe() {
    Change tooLarge = blob("x".repeat(5 << 20));
    assertThatThrownBy(() -> topics.write(List.of(blob("a"), tooLarge, proposal("p"))))
        .isInstanceOf(KafkaWriteException.class)
        .hasMessageContaining(options.topics().control())
        .hasMessageContaining("max.request.size");
    assertThat(topics.control().messages())
        .extracting(Message::key)
        .containsExactly(key("a").text());
  }

  @Test
  void aClusterOutOfReachIsNotWrittenTo() {
    KafkaControl nowhere =
        new KafkaControl(KafkaOptions.of("127.0.0.1:1").build(), Duration.ofMillis(300));
    assertThatThrownBy(() -> nowhere.write(List.of(blob("a"))))
        .isInstanceOf(KafkaWriteException.class)
        .hasMessageContaining("127.0.0.1:1");
    assertThatThrownBy(nowhere::status)
        .isInstanceOf(KafkaReadException.class)
        .hasMessageContaining("not within 300 ms");
    assertThatThrownBy(nowhere::control).isInstanceOf(KafkaReadException.class);
  }

  @Test
  void theStatusIsFollowed() {
    String topic = options.topics().status();
    KafkaBroker.get().send(topic, 0, 1, "first");
    List<String> read = new ArrayList<>();
    try (KafkaTail tail = topics.status()) {
      tail.readToEnd(PATIENCE, message -> read.add(text(message)));
      assertThat(read).containsExactly("first");
      assertThat(tail.poll(Duration.ofMillis(50), message -> read.add(text(message)))).isFalse();
      KafkaBroker.get().send(topic, 0, 1, "second");
      assertThat(tail.poll(PATIENCE, message -> read.add(text(message)))).isTrue();
      tail.readToEnd(PATIENCE, message -> read.add(text(message)));
      assertThat(read).containsExactly("first", "second");
    }
  }

  @Test
  void everyPartitionOfTheStatusIsRead() throws Exception {
    String topic = options.topics().status();
    KafkaBroker.get().growTo(topic, 2);
    KafkaBroker.get().send(topic, 0, 1, "first");
    KafkaBroker.get().send(topic, 1, 1, "second");
    List<String> read = new ArrayList<>();
    try (KafkaTail tail = topics.status()) {
      tail.readToEnd(PATIENCE, message -> read.add(text(message)));
    }
    assertThat(read).containsExactlyInAnyOrder("first", "second");
  }

  @Test
  void aTopicThatIsNotThereIsNamed() {
    KafkaOptions nowhere = KafkaBroker.get().options().build();
    assertThatThrownBy(() -> new KafkaControl(nowhere, Duration.ofMillis(300)).status())
        .isInstanceOf(KafkaReadException.class)
        .hasMessageContaining(nowhere.topics().status())
        .hasMessageContaining("no such topic");
  }

  private static Change blob(String content) {
    return new Change(key(content), content.getBytes(StandardCharsets.UTF_8));
  }

  private static Change proposal(String content) {
    return new Change(
        new ControlKey.Proposal("default", 1, hash(content)),
        content.getBytes(StandardCharsets.UTF_8));
  }

  private static ControlKey key(String content) {
    return new ControlKey.Blob(hash(content));
  }

  private static String hash(String content) {
    return Hashes.sha256(content.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Message message) {
    byte[] value = message.value();
    return value == null ? "" : new String(value, StandardCharsets.UTF_8);
  }
}
