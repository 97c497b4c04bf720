package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.test.JaasUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that lets nobody in without a password. */
@Timeout(60)
class KafkaSecurityITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static @Nullable KafkaBroker broker;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    broker =
        KafkaBroker.start(
            SecurityProtocol.SASL_PLAINTEXT,
            Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                login(JaasUtils.KAFKA_PLAIN_ADMIN, JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD)));
  }

  @AfterAll
  static void stop() throws Exception {
    broker().close();
    // The test kit tells the whole JVM, and forgets to take it back.
    System.clearProperty("java.security.auth.login.config");
    javax.security.auth.login.Configuration.setConfiguration(null);
  }

  @Test
  void propertiesFromAFileLetTheJobIn() throws Exception {
    KafkaOptions options = options(JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD);
    broker().createTopics(options, 1);
    String events = options.topics().events().get(0);
    broker().send(events, 0, 1, "{}");
    Recording.await("it is let in", () -> KafkaPreflight.check(options, PATIENCE).isEmpty());
    assertThat(new KafkaTopicReader(options).read(events, PATIENCE).messages()).hasSize(1);
  }

  @Test
  void aWrongPasswordIsSaidAtOnceAndNotShown() throws Exception {
    KafkaOptions options = options("wrong-secret");
    assertThat(KafkaPreflight.check(options, PATIENCE))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.toString())
                    .contains("Authentication failed")
                    .doesNotContain("wrong-secret"));
    assertThatThrownBy(() -> new KafkaTopicReader(options).read("t", PATIENCE))
        .isInstanceOf(KafkaReadException.class)
        .hasMessageContaining("Authentication failed");
    assertThat(options.toString()).contains("sasl.jaas.config").doesNotContain("wrong-secret");
  }

  private KafkaOptions options(String password) throws Exception {
    Path file = directory.resolve("client.properties");
    Files.writeString(
        file,
        "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config="
            + login(JaasUtils.KAFKA_PLAIN_ADMIN, password)
            + "\n");
    return broker().options().client(KafkaClients.read(file)).build();
  }

  private static String login(String user, String password) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, password);
  }

  private static KafkaBroker broker() {
    if (broker == null) {
      throw new IllegalStateException("not started");
    }
    return broker;
  }
}
