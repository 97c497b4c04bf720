package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.Pusher.ControlRecord;
import dev.sluice.stream.Pusher.Push;
import dev.sluice.stream.control.ManifestEntry.Mode;
import dev.sluice.stream.control.MessageSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole job between a real broker and a small cluster. */
@ExtendWith(KafkaBroker.Shared.class)
@Timeout(120)
class KafkaJobITCase {
  private static final int PARALLELISM = 2;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final SourceFile CERTUTIL = Samples.file("certutil.yml", Samples.CERTUTIL);
  private static final String ANY_ID = Pusher.entries(ANY).get(0).id();

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(3)
              .build());

  @TempDir private Path directory;
  private final Pusher pusher = new Pusher();
  private final List<JobClient> running = new ArrayList<>();
  private KafkaOptions kafka = KafkaOptions.of("none:1").build();
  private int sent;

  @BeforeEach
  void makeTopics() throws Exception {
    kafka = KafkaBroker.get().options().idleness(Duration.ofMillis(500)).build();
    KafkaBroker.get().createTopics(kafka, 2);
  }

  @AfterEach
  void endJobs() throws Exception {
    for (JobClient job : running) {
      if (!job.getJobStatus().get().isGloballyTerminalState()) {
        job.cancel().get(20, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void noEventOvertakesTheRulesAndAPushIsActiveOnEverySubtask() throws Exception {
    sendEvents(200);
    Push first = push(pusher.replace(ANY));
    start();
    awaitStatus("ACTIVE", first);
    awaitAlerts(200);
    Push second = push(pusher.replace(ANY, CERTUTIL));
    awaitStatus("ACCEPTED", second);
    awaitStatus("ACTIVE", second);
    awaitStatus("DURABLE", second);
    sendEvents(100);
    awaitAlerts(200 + 100 + 10);
    assertThat(alertIds()).doesNotHaveDuplicates();
    assertSchema("alert", values(kafka.topics().alerts()));
    assertSchema("status", values(kafka.topics().status()));
    await("the accepted set", () -> Arrays.equals(lastRuleSet(), second.envelope()));
  }

  @Test
  void aSubtaskWithoutEventsAcknowledgesToo() throws Exception {
    push(pusher.replace(ANY));
    start();
    Push second = push(pusher.replace(CERTUTIL));
    long sentAt = System.nanoTime();
    awaitStatus("ACTIVE", second);
    assertThat(Duration.ofNanos(System.nanoTime() - sentAt)).isLessThan(Duration.ofSeconds(20));
    assertThat(values(kafka.topics().alerts())).isEmpty();
  }

  @Test
  void modesSendAlertsToTheirTopicsAndARollbackBringsThemBack() throws Exception {
    Push plain = push(pusher.replace(ANY, CERTUTIL));
    start();
    awaitStatus("ACTIVE", plain);
    Push shadow = push(pusher.mode(Mode.SHADOW, ANY_ID));
    awaitStatus("ACTIVE", shadow);
    sendEvents(20);
    awaitAlerts(2);
    await("shadow alerts", () -> values(kafka.topics().alertsShadow()).size() == 20);
    Push disabled = push(pusher.mode(Mode.DISABLED, ANY_ID));
    awaitStatus("ACTIVE", disabled);
    sendEvents(20);
    awaitAlerts(4);
    Push back = push(pusher.rollback(plain));
    awaitStatus("ACTIVE", back);
    sendEvents(20);
    awaitAlerts(4 + 22);
    assertThat(values(kafka.topics().alertsShadow())).hasSize(20);
  }

  @Test
  void whatIsRejectedIsSaidAndChangesNothing() throws Exception {
    push(pusher.replace(ANY));
    start();
    SourceFile broken = Samples.file("b.yml", Samples.CERTUTIL.replace("|contains", "|contain"));
    Push bad = push(pusher.replace(ANY, broken));
    await("the rejection", () -> !statuses("REJECTED", bad.hash()).isEmpty());
    JsonNode said = statuses("REJECTED", bad.hash()).get(0);
    assertThat(said.path("reason").asText()).isEqualTo("COMPILE_ERROR");
    assertThat(said.path("errors").get(0).path("line").asInt()).isEqualTo(13);
    send(kafka.topics().control(), Pusher.bytes("garbage"), Pusher.bytes("garbage"));
    Push stranger = push(new Pusher().replace(CERTUTIL));
    await("the stranger's", () -> !statuses("REJECTED", stranger.hash()).isEmpty());
    sendEvents(30);
    awaitAlerts(30);
  }

  @Test
  void aFreshStartTakesTheSetLastAcceptedWhateverStandsOnTheControlTopic() throws Exception {
    Push first = push(pusher.replace(ANY));
    JobClient job = start();
    awaitStatus("ACTIVE", first);
    await("the accepted set", () -> lastRuleSet() != null);
    job.cancel().get(20, TimeUnit.SECONDS);
    push(new Pusher().replace(CERTUTIL));
    send(kafka.topics().control(), Pusher.bytes("garbage"), Pusher.bytes("garbage"));
    Push conflict = push(new Pusher(pusher.key()).replace(CERTUTIL));
    assertThat(conflict.version()).isEqualTo(1);
    start();
    sendEvents(20);
    awaitAlerts(20);
  }

  @Test
  void aPushWhileNoJobRunsIsAcceptedByTheNext() throws Exception {
    push(pusher.replace(ANY));
    Push second = push(pusher.replace(CERTUTIL));
    sendEvents(20);
    start();
    awaitStatus("ACCEPTED", second);
    awaitStatus("ACTIVE", second);
    awaitAlerts(2);
    await("the accepted set", () -> Arrays.equals(lastRuleSet(), second.envelope()));
  }

  @Test
  void aFileThatComesAfterItsManifestIsWaitedForAcrossASavepoint() throws Exception {
    push(pusher.replace(ANY));
    JobClient job = start();
    Push late = pusher.replace(ANY, CERTUTIL);
    send(kafka.topics().control(), late.proposal());
    send(kafka.topics().control(), late.blobs().get(0));
    Thread.sleep(500);
    String savepoint = stop(job);
    start(1, savepoint);
    send(kafka.topics().control(), late.blobs().get(1));
    awaitStatus("ACTIVE", late, 1);
  }

  @Test
  void everyAlertComesOnceThroughPushesAndASavepointAtAnotherParallelism() throws Exception {
    push(pusher.replace(ANY));
    JobClient job = start();
    sendEvents(300);
    Push second = push(pusher.replace(ANY, CERTUTIL));
    awaitStatus("ACTIVE", second);
    String savepoint = stop(job);
    sendEvents(300);
    start(3, savepoint);
    sendEvents(100);
    await("alerts of any process", () -> ofRule(ANY_ID).size() >= 700);
    assertThat(ofRule(ANY_ID)).hasSize(700).doesNotHaveDuplicates();
    assertThat(alertIds()).doesNotHaveDuplicates();
  }

  @Test
  void withoutARuleSetTheStartFailsAndSaysHowToGoOn() {
    assertThatThrownBy(() -> seed(Duration.ofMillis(300), false))
        .isInstanceOf(KafkaSeed.NoRuleSetException.class)
        .hasMessageContaining("--allow-empty");
  }

  @Test
  void aJobThatMayBeEmptyTakesItsFirstPush() throws Exception {
    start(PARALLELISM, null, true);
    Push first = push(pusher.replace(ANY));
    awaitStatus("ACTIVE", first);
    sendEvents(10);
    awaitAlerts(10);
  }

  @Test
  void anAlertStormGoesToTheOverflowTopicAndTheRuleIsCalledNoisy() throws Exception {
    push(pusher.replace(ANY));
    start();
    for (int i = 0; i < 30; i++) {
      sendEvent(Samples.process(7));
    }
    awaitAlerts(10);
    await("overflow", () -> values(kafka.topics().alertsOverflow()).size() == 20);
    await("noise", () -> !statuses("NOISY", null).isEmpty());
    assertThat(statuses("NOISY", null).get(0).path("ruleId").asText()).isEqualTo(ANY_ID);
  }

  @Test
  void whatIsNoEventIsADeadLetter() throws Exception {
    push(pusher.replace(ANY));
    start();
    sendEvent("{\"broken");
    sendEvents(5);
    awaitAlerts(5);
    await("the dead letter", () -> values(kafka.topics().deadLetter()).size() == 1);
    assertSchema("dead-letter", values(kafka.topics().deadLetter()));
  }

  private JobClient start() throws Exception {
    return start(PARALLELISM, null);
  }

  private JobClient start(int parallelism, @Nullable String savepoint) throws Exception {
    return start(parallelism, savepoint, false);
  }

  private JobClient start(int parallelism, @Nullable String savepoint, boolean allowEmpty)
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

  private KafkaSeed seed(Duration timeout, boolean allowEmpty) throws InterruptedException {
    KafkaJobOptions options = options(allowEmpty);
    return KafkaSeed.read(kafka, options.admission(), options.rules(), timeout, allowEmpty);
  }

  private KafkaJobOptions options(boolean allowEmpty) {
    return new KafkaJobOptions(
        kafka,
        pusher.admission(),
        RuleSettings.of(RuleSelection.ALL, Map.of(), EventDecoding.builtIn()),
        new AlertLimits(10, Duration.ofMinutes(5), 100),
        Duration.ofMillis(300),
        Duration.ofSeconds(20),
        allowEmpty);
  }

  private String stop(JobClient job) throws Exception {
    return job.stopWithSavepoint(false, directory.toString(), SavepointFormatType.CANONICAL)
        .get(30, TimeUnit.SECONDS);
  }

  private Push push(Push push) {
    push.records().forEach(record -> send(kafka.topics().control(), record));
    return push;
  }

  private void sendEvents(int count) {
    for (int i = 0; i < count; i++) {
      sendEvent(Samples.process(sent++));
    }
  }

  private void sendEvent(String event) {
    String topic = kafka.topics().events().get(0);
    KafkaBroker.get().send(topic, Math.floorMod(event.hashCode(), 2), Samples.timeOf(0), event);
  }

  private void send(String topic, ControlRecord record) {
    send(topic, record.key(), record.value());
  }

  private void send(String topic, byte[] key, byte @Nullable [] value) {
    Properties properties = KafkaClients.producer(kafka);
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes)) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitStatus(String kind, Push push) throws InterruptedException {
    awaitStatus(kind, push, kind.equals("ACCEPTED") ? 1 : PARALLELISM);
  }

  private void awaitStatus(String kind, Push push, int subtasks) throws InterruptedException {
    await(
        kind + " " + push.version(),
        () -> {
          TreeSet<Integer> found = new TreeSet<>();
          statuses(kind, push.hash()).forEach(s -> found.add(s.path("subtask").asInt()));
          return found.size() == subtasks;
        });
  }

  private void awaitAlerts(int count) throws InterruptedException {
    await(count + " alerts", () -> values(kafka.topics().alerts()).size() >= count);
    assertThat(values(kafka.topics().alerts())).hasSize(count);
  }

  private static void await(String what, java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    Recording.await(what, condition);
  }

  private List<JsonNode> statuses(String kind, @Nullable String hash) {
    return values(kafka.topics().status()).stream()
        .map(KafkaJobITCase::json)
        .filter(status -> status.path("kind").asText().equals(kind))
        .filter(status -> hash == null || status.path("hash").asText().equals(hash))
        .toList();
  }

  private byte @Nullable [] lastRuleSet() {
    List<byte[]> accepted = values(kafka.topics().rulesets());
    return accepted.isEmpty() ? null : accepted.get(accepted.size() - 1);
  }

  private List<String> alertIds() {
    return values(kafka.topics().alerts()).stream()
        .map(alert -> json(alert).path("alertId").asText())
        .toList();
  }

  private List<String> ofRule(String id) {
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

  private static void assertSchema(String name, List<byte[]> messages) {
    MessageSchema schema = MessageSchema.of(name);
    assertThat(messages).isNotEmpty().allSatisfy(m -> assertThat(schema.problems(m)).isEmpty());
  }

  private static List<byte[]> values(String topic) {
    return KafkaBroker.get().committed(topic).stream().map(ConsumerRecord::value).toList();
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
