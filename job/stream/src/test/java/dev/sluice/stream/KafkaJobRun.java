package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.stream.Pusher.ControlRecord;
import dev.sluice.stream.Pusher.Push;
import dev.sluice.stream.control.MessageSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** One deployment between topics of its own, and those who push rules to it and send events. */
final class KafkaJobRun implements AutoCloseable {
  static final int PARALLELISM = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final Pusher pusher;
  private final KafkaOptions kafka;
  private final List<JobClient> running = new ArrayList<>();
  private int sent;

  /**
   * @param directory for savepoints
   */
  KafkaJobRun(KafkaOptions kafka, Pusher pusher, Path directory) {
    this.kafka = kafka;
    this.pusher = pusher;
    this.directory = directory;
  }

  KafkaTopics topics() {
    return kafka.topics();
  }

  /** Ends the jobs that still run. */
  @Override
  public void close() throws Exception {
    for (JobClient job : running) {
      if (!job.getJobStatus().get().isGloballyTerminalState()) {
        job.cancel().get(20, TimeUnit.SECONDS);
      }
    }
  }

  JobClient start() throws Exception {
    return start(PARALLELISM, null);
  }

  JobClient start(int parallelism, @Nullable String savepoint) throws Exception {
    return start(parallelism, savepoint, false);
  }

  JobClient start(int parallelism, @Nullable String savepoint, boolean allowEmpty)
      throws Exception {
    Configuration settings = new Configuration();
    if (savepoint != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(parallelism);
    new KafkaGraph(options(allowEmpty), seed(Duration.ofSeconds(20), allowEmpty)).build(env);
    JobClient job = env.executeAsync(kafka.deployment());
    running.add(job);
    return job;
  }

  KafkaSeed seed(Duration timeout, boolean allowEmpty) throws InterruptedException {
    KafkaJobOptions options = options(allowEmpty);
    return KafkaSeed.read(kafka, options.admission(), options.rules(), timeout, allowEmpty);
  }

  KafkaJobOptions options(boolean allowEmpty) {
    return new KafkaJobOptions(
        kafka,
        pusher.admission(),
        RuleSettings.of(RuleSelection.ALL, Map.of(), EventDecoding.builtIn()),
        new AlertLimits(10, Duration.ofMinutes(5), 100),
        Duration.ofMillis(300),
        Duration.ofSeconds(20),
        allowEmpty);
  }

  String stop(JobClient job) throws Exception {
    return job.stopWithSavepoint(false, directory.toString(), SavepointFormatType.CANONICAL)
        .get(30, TimeUnit.SECONDS);
  }

  Push push(Push push) {
    push.records().forEach(record -> send(kafka.topics().control(), record));
    return push;
  }

  void sendEvents(int count) {
    for (int i = 0; i < count; i++) {
      sendEvent(Samples.process(sent++));
    }
  }

  void sendEvent(String event) {
    String topic = kafka.topics().events().get(0);
    KafkaBroker.get().send(topic, Math.floorMod(event.hashCode(), 2), Samples.timeOf(0), event);
  }

  void send(String topic, ControlRecord record) {
    send(topic, record.key(), record.value());
  }

  void send(String topic, byte[] key, byte @Nullable [] value) {
    Properties properties = KafkaClients.producer(kafka);
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes)) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  void awaitStatus(String kind, Push push) throws InterruptedException {
    awaitStatus(kind, push, kind.equals("ACCEPTED") ? 1 : PARALLELISM);
  }

  void awaitStatus(String kind, Push push, int subtasks) throws InterruptedException {
    await(
        kind + " " + push.version(),
        () -> {
          TreeSet<Integer> found = new TreeSet<>();
          statuses(kind, push.hash()).forEach(s -> found.add(s.path("subtask").asInt()));
          return found.size() == subtasks;
        });
  }

  void awaitAlerts(int count) throws InterruptedException {
    await(count + " alerts", () -> values(kafka.topics().alerts()).size() >= count);
    assertThat(values(kafka.topics().alerts())).hasSize(count);
  }

  static void await(String what, java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    Recording.await(what, condition);
  }

  List<JsonNode> statuses(String kind, @Nullable String hash) {
    return values(kafka.topics().status()).stream()
        .map(KafkaJobRun::json)
        .filter(status -> status.path("kind").asText().equals(kind))
        .filter(status -> hash == null || status.path("hash").asText().equals(hash))
        .toList();
  }

  byte @Nullable [] lastRuleSet() {
    List<byte[]> accepted = values(kafka.topics().rulesets());
    return accepted.isEmpty() ? null : accepted.get(accepted.size() - 1);
  }

  List<String> alertIds() {
    return values(kafka.topics().alerts()).stream()
        .map(alert -> json(alert).path("alertId").asText())
        .toList();
  }

  List<String> ofRule(String id) {
    List<String> found = new ArrayList<>();
    for (String topic : List.of(kafka.topics().alerts(), kafka.topics().alertsOverflow())) {
      for (byte[] value : values(topic)) {
        JsonNode alert = json(value);
        if (alert.at("/rule/id").asText().equals(id)) {
          found.add(alert.path("alertId").asText());
        }
      }
    }
    return found;
  }

  static void assertSchema(String name, List<byte[]> messages) {
    MessageSchema schema = MessageSchema.of(name);
    assertThat(messages).isNotEmpty().allSatisfy(m -> assertThat(schema.problems(m)).isEmpty());
  }

  static List<byte[]> values(String topic) {
    return KafkaBroker.get().committed(topic).stream().map(ConsumerRecord::value).toList();
  }

  static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
