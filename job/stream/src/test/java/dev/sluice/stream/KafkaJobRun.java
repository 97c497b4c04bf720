package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.stream.Pusher.ControlRecord;
import dev.sluice.stream.Pusher.Push;
import dev.sluice.stream.control.AdmissionSettings;
import dev.sluice.stream.control.MessageSchema;
import dev.sluice.stream.control.Rejection.Reason;
import dev.sluice.stream.control.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** One deployment between topics of its own, and those who push rules to it and send events. */
final class KafkaJobRun implements AutoCloseable {
  static final int PARALLELISM = 2;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOT_ALL_RUNNING = "Not all required tasks are currently running";
  private static final int STOP_ATTEMPTS = 200;

  private final Path directory;
  private final KafkaOptions kafka;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<JobClient> running = new ArrayList<>();
  private AdmissionSettings admission;
  private int sent;

  /**
   * @param directory for savepoints
   */
  KafkaJobRun(KafkaOptions kafka, Pusher pusher, Path directory) {
    this.kafka = kafka;
    this.admission = pusher.admission();
    this.directory = directory;
    ByteArraySerializer bytes = new ByteArraySerializer();
    this.producer = new KafkaProducer<>(KafkaClients.producer(kafka), bytes, bytes);
  }

  /** A cluster on which one such job at a time has its place. */
  static MiniClusterExtension cluster(int slots) {
    return new MiniClusterExtension(
        new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(slots)
            .build());
  }

  /** One with topics that no other test has, which trusts {@code pusher}. */
  static KafkaJobRun open(Pusher pusher, Path directory) throws Exception {
    KafkaOptions kafka = KafkaBroker.get().options().idleness(Duration.ofMillis(500)).build();
    KafkaBroker.get().createTopics(kafka, 2);
    return new KafkaJobRun(kafka, pusher, directory);
  }

  KafkaOptions kafka() {
    return kafka;
  }

  KafkaTopics topics() {
    return kafka.topics();
  }

  /** Jobs that start from now on trust {@code keys}. */
  void trust(SigningKey... keys) {
    admission = Pusher.admission(keys);
  }

  /** Ends the jobs that still run. */
  @Override
  public void close() throws Exception {
    producer.close();
    for (JobClient job : running) {
      if (!job.getJobStatus().get().isGloballyTerminalState()) {
        cancel(job);
      }
    }
  }

  /** Ends {@code job}; the next one starts fresh. */
  void cancel(JobClient job) throws Exception {
    job.cancel().get(20, TimeUnit.SECONDS);
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
        admission,
        RuleSettings.of(RuleSelection.ALL, Map.of(), EventDecoding.builtIn()),
        new AlertLimits(10, Duration.ofMinutes(5), 100),
        true,
        HostGroups.parse(List.of("odd=ws-?1.*,ws-?3.*,ws-?5.*")),
        JobOptions.ALLOWED_LATENESS,
        Duration.ofMillis(300),
        Duration.ofSeconds(20),
        allowEmpty);
  }

  /** Stops {@code job} with a savepoint, once all its tasks run. */
  String stop(JobClient job) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return job.stopWithSavepoint(false, directory.toString(), SavepointFormatType.CANONICAL)
            .get(30, TimeUnit.SECONDS);
      } catch (ExecutionException refused) {
        boolean starting = String.valueOf(refused.getMessage()).contains(NOT_ALL_RUNNING);
        if (!starting || attempt == STOP_ATTEMPTS) {
          throw refused;
        }
        Thread.sleep(100);
      }
    }
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

  /** Sends one record and waits until it is there. */
  void send(String topic, byte[] key, byte @Nullable [] value) {
    try {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  void awaitStatus(String kind, Push push) throws InterruptedException {
    awaitStatus(kind, push, kind.equals("ACCEPTED") ? 1 : PARALLELISM);
  }

  /** Waits for the subtasks of every operator that says so: one, or those that read rules. */
  void awaitStatus(String kind, Push push, int subtasks) throws InterruptedException {
    int operators = kind.equals("ACCEPTED") ? 1 : 1 + CompiledCorrelation.MAX_STAGE;
    await(
        kind + " " + push.version(),
        () -> {
          Set<String> found = new HashSet<>();
          statuses(kind, push.hash())
              .forEach(s -> found.add(s.path("operator").asText() + s.path("subtask").asText()));
          return found.size() == operators * subtasks;
        });
  }

  void awaitAlerts(int count) throws InterruptedException {
    await(count + " alerts", () -> values(kafka.topics().alerts()).size() >= count);
    assertThat(values(kafka.topics().alerts())).hasSize(count);
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    Recording.await(what, condition);
  }

  List<JsonNode> statuses(String kind, @Nullable String hash) {
    return values(kafka.topics().status()).stream()
        .map(KafkaJobRun::json)
        .filter(status -> status.path("kind").asText().equals(kind))
        .filter(status -> hash == null || status.path("hash").asText().equals(hash))
        .toList();
  }

  /** Why proposals and files were rejected, in the order in which the job said so. */
  List<Reason> rejections() {
    return statuses("REJECTED", null).stream()
        .map(status -> Reason.valueOf(status.path("reason").asText()))
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
