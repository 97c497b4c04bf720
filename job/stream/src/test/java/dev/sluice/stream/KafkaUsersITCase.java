package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.Pusher.ControlRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.JaasUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The users that are deployed, at a broker that lets nobody do anything else. */
@Timeout(120)
class KafkaUsersITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final String USER = JaasUtils.KAFKA_PLAIN_USER1;
  private static final KafkaTopics TOPICS =
      KafkaTopics.of(
          KafkaTopics.PREFIX,
          Map.of(KafkaTopics.ALERTS_FAST, KafkaTopics.PREFIX + KafkaTopics.ALERTS_FAST));

  private static final String JAAS = "sasl.jaas.config";

  private static @Nullable KafkaBroker broker;

  @TempDir private Path secret;

  @RegisterExtension
  static final MiniClusterExtension FLINK = KafkaJobRun.cluster(KafkaJobRun.PARALLELISM);

  @BeforeAll
  static void start() throws Exception {
    broker =
        KafkaBroker.start(
            SecurityProtocol.SASL_PLAINTEXT,
            login(JaasUtils.KAFKA_PLAIN_ADMIN, JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD));
    broker().createTopics(admin(), 2);
  }

  @AfterAll
  static void stop() throws Exception {
    broker().close();
    // The test kit tells the whole JVM, and forgets to take it back.
    System.clearProperty("java.security.auth.login.config");
    javax.security.auth.login.Configuration.setConfiguration(null);
  }

  @Test
  void theJobMayDoWhatItDoesAndNotWriteWhatOthersDecide() throws Exception {
    become("sluice-job");
    KafkaOptions job = user();
    assertNothingToSay(job);
    Pusher pusher = new Pusher();
    for (ControlRecord record : pusher.replace(ANY).records()) {
      write(admin(), TOPICS.control(), record.key(), record.value());
    }
    runAndAwaitAlerts(job, pusher, 10);
    // Once more, for the transactions that the first one has left.
    runAndAwaitAlerts(job, pusher, 20);
    assertMayNotWrite(job, TOPICS.control());
    assertMayNotWrite(job, TOPICS.events().get(0));
  }

  @Test
  void thePublisherMayReadAndWriteTheControlTopicAndNotDecide() throws Exception {
    become("sluice-publisher");
    KafkaOptions publisher = user();
    write(publisher, TOPICS.control(), Pusher.bytes("blob/none"), null);
    KafkaTopicReader reader = new KafkaTopicReader(publisher);
    for (String topic : List.of(TOPICS.control(), TOPICS.rulesets(), TOPICS.status())) {
      assertThat(reader.read(topic, PATIENCE)).isNotNull();
    }
    assertMayNotWrite(publisher, TOPICS.rulesets());
    assertMayNotWrite(publisher, TOPICS.status());
    assertMayNotWrite(publisher, TOPICS.events().get(0));
  }

  @Test
  void theDoctorSeesAllThatItAsksForAndReadsNoEvent() throws Exception {
    become("sluice-doctor");
    broker().admin().createAcls(KafkaUsers.acls("sluice-job", "User:sluice-job")).all().get();
    KafkaOptions doctor = user();
    Recording.await(
        "nothing is hidden",
        () ->
            KafkaCheckup.check(doctor, "sluice-job", Duration.ofMinutes(10), PATIENCE).stream()
                .filter(finding -> !finding.seen().startsWith("no group that this client may see"))
                .noneMatch(
                    finding ->
                        finding.severity() == PreflightFinding.Severity.UNKNOWN
                            || finding.code() == PreflightFinding.Code.JOB_ACCESS));
    KafkaTopicReader reader = new KafkaTopicReader(doctor);
    for (String topic : List.of(TOPICS.control(), TOPICS.rulesets(), TOPICS.status())) {
      assertThat(reader.read(topic, PATIENCE)).isNotNull();
    }
    for (String topic : List.of(TOPICS.alerts(), TOPICS.late(), TOPICS.deadLetter())) {
      assertThatThrownBy(() -> reader.read(topic, PATIENCE)).isInstanceOf(KafkaReadException.class);
    }
    assertThatThrownBy(() -> write(doctor, TOPICS.control(), new byte[1], null))
        .hasRootCauseInstanceOf(AuthorizationException.class);
  }

  @Test
  void theCanaryWritesEventsReadsAlertsAndMayDoNothingElse() throws Exception {
    become("sluice-canary");
    KafkaOptions canary = user();
    try (CanaryITCase.Started started = CanaryITCase.Started.of(canary)) {
      started.await("heartbeats", page -> page.value("sluice_canary_heartbeats_sent_total") >= 4);
    }
    try (AlertTail tail = new AlertTail(canary)) {
      tail.open();
      tail.poll(Duration.ofMillis(50), heartbeat -> {});
    }
    KafkaTopicReader reader = new KafkaTopicReader(canary);
    for (String topic : List.of(TOPICS.control(), TOPICS.late(), TOPICS.deadLetter())) {
      assertThatThrownBy(() -> reader.read(topic, PATIENCE))
          .hasRootCauseInstanceOf(AuthorizationException.class);
    }
    assertThatThrownBy(() -> KafkaTail.readOne(canary, TOPICS.events().get(0), 0, PATIENCE))
        .hasRootCauseInstanceOf(AuthorizationException.class);
    for (String topic : List.of(TOPICS.control(), TOPICS.rulesets(), TOPICS.alerts())) {
      assertMayNotWrite(canary, topic);
    }
  }

  private static void become(String user) throws Exception {
    broker().admin().deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
    broker().admin().createAcls(KafkaUsers.closed()).all().get();
    broker().admin().createAcls(KafkaUsers.acls(user, "User:" + USER)).all().get();
  }

  /** What was just allowed may take a moment to be known. */
  private static void assertNothingToSay(KafkaOptions job) throws InterruptedException {
    for (int look = 0; look < 50 && !KafkaPreflight.check(job, PATIENCE).isEmpty(); look++) {
      Thread.sleep(100);
    }
    assertThat(KafkaPreflight.check(job, PATIENCE)).isEmpty();
  }

  private static void runAndAwaitAlerts(KafkaOptions kafka, Pusher pusher, int alerts)
      throws Exception {
    for (int i = alerts - 10; i < alerts; i++) {
      broker().send(TOPICS.events().get(0), i % 2, Samples.timeOf(i), Samples.process(i));
    }
    JobClient job = start(kafka, pusher);
    try {
      Recording.await(
          alerts + " alerts", () -> broker().committed(TOPICS.alerts()).size() >= alerts);
    } finally {
      job.cancel().get(20, TimeUnit.SECONDS);
    }
  }

  private static JobClient start(KafkaOptions kafka, Pusher pusher) throws Exception {
    RuleSettings rules = RuleSettings.of(RuleSelection.ALL, Map.of(), EventDecoding.builtIn());
    KafkaJobOptions options =
        new KafkaJobOptions(
            kafka,
            pusher.admission(),
            rules,
            AlertLimits.DEFAULT,
            true,
            HostGroups.NONE,
            JobOptions.ALLOWED_LATENESS,
            Duration.ofMillis(300),
            PATIENCE,
            false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(KafkaJobRun.PARALLELISM);
    new KafkaGraph(options, KafkaSeed.read(kafka, options.admission(), rules, PATIENCE, false))
        .build(env);
    return env.executeAsync("users");
  }

  private static void assertMayNotWrite(KafkaOptions options, String topic) {
    assertThatThrownBy(() -> write(options, topic, Pusher.bytes("key"), Pusher.bytes("value")))
        .as(topic)
        .hasRootCauseInstanceOf(TopicAuthorizationException.class);
  }

  private static void write(KafkaOptions options, String topic, byte[] key, byte @Nullable [] value)
      throws Exception {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(KafkaClients.producer(options), bytes, bytes)) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
  }

  private static KafkaOptions admin() {
    return options(login(JaasUtils.KAFKA_PLAIN_ADMIN, JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD));
  }

  private static KafkaOptions options(Map<String, String> client) {
    return KafkaOptions.of(broker().bootstrapServers())
        .topics(TOPICS)
        .client(client)
        .idleness(Duration.ofMillis(500))
        .build();
  }

  /** Those of the deployed file, with the password from a mounted Secret, but without TLS. */
  private KafkaOptions user() throws IOException {
    Map<String, String> login = login(USER, JaasUtils.KAFKA_PLAIN_USER1_PASSWORD);
    Files.writeString(secret.resolve(JAAS), Objects.requireNonNull(login.get(JAAS)));
    Map<String, String> client =
        KafkaClients.read(Monitoring.DEPLOY.resolve("kubernetes/base/client.properties"));
    client.keySet().removeIf(key -> key.startsWith("ssl."));
    client.replaceAll((key, value) -> value.replace("/etc/sluice/user", secret.toString()));
    client.put("security.protocol", "SASL_PLAINTEXT");
    client.put("sasl.mechanism", "PLAIN");
    return options(client);
  }

  private static Map<String, String> login(String user, String password) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        JAAS,
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password));
  }

  private static KafkaBroker broker() {
    if (broker == null) {
      throw new IllegalStateException("not started");
    }
    return broker;
  }
}
