package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.stream.KafkaOptions.OnGap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaOptionsTest {
  @TempDir private Path directory;

  private static KafkaOptions.Builder options() {
    return KafkaOptions.of("a:9092, b:9093");
  }

  @Test
  void theDefaultsLoseNothingUnseen() {
    KafkaOptions options = options().build();
    assertThat(options.start()).isEqualTo(KafkaStart.DEFAULT);
    assertThat(options.onGap()).isEqualTo(OnGap.FAIL);
    assertThat(options.groupId()).isEqualTo("sluice");
    assertThat(options.transactionalIdPrefix()).isEqualTo("sluice-output");
    assertThat(options.transactionTimeout()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void optionsTravelWithTheJob() throws Exception {
    KafkaOptions options = options().client(Map.of("sasl.mechanism", "PLAIN")).build();
    assertThat(InstantiationUtil.<KafkaOptions>clone(options)).isEqualTo(options);
  }

  @Test
  void noValueOfAClientPropertyIsShown() {
    KafkaOptions options = options().client(Map.of("sasl.jaas.config", "password")).build();
    assertThat(options.toString()).contains("sasl.jaas.config").doesNotContain("password");
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        bad("deployment 'a b': expected letters", o -> o.deployment("a b")),
        bad("deployment 'a-output-b': expected", o -> o.deployment("a-output-b")),
        bad("group id ' ': expected a name", o -> o.groupId(" ")),
        bad("discovery interval 'PT0S': expected", o -> o.discoveryInterval(Duration.ZERO)),
        bad("out-of-orderness 'PT-1S': expected", o -> o.outOfOrderness(Duration.ofSeconds(-1))),
        bad("idleness 'PT0S': expected at least", o -> o.idleness(Duration.ZERO)),
        bad("future tolerance 'PT-1S'", o -> o.futureTolerance(Duration.ofSeconds(-1))),
        bad("transaction timeout 'PT0S'", o -> o.transactionTimeout(Duration.ZERO)),
        bad("timeout 'PT600H': expected 24 days", o -> o.transactionTimeout(Duration.ofDays(25))),
        bad("largest record '100': expected 65536 to", o -> o.maxRecordBytes(100)));
  }

  private static Arguments bad(String message, UnaryOperator<KafkaOptions.Builder> change) {
    return Arguments.of(message, change);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aValueThatMakesNoSenseIsRefusedWithWhatWasExpected(
      String message, UnaryOperator<KafkaOptions.Builder> change) {
    assertThatThrownBy(() -> change.apply(options()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", "host:", "a:1 b:2", "a:1,", ":1"})
  void serversThatAreNoneAreRefused(String servers) {
    assertThatThrownBy(() -> KafkaOptions.of(servers).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bootstrap servers '" + servers + "': expected host:port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bootstrap.servers",
        "group.id",
        "auto.offset.reset",
        "enable.auto.commit",
        "transactional.id",
        "transaction.timeout.ms",
        "acks",
        "enable.idempotence",
        "key.serializer",
        "value.deserializer"
      })
  void whatDeliveryRestsOnCannotBeChangedByAFile(String property) {
    assertThatThrownBy(() -> options().client(Map.of(property, "x")).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("client property '" + property + "': expected none");
  }

  @Test
  void onGapIsFailOrEarliest() {
    assertThat(OnGap.parse("fail")).isEqualTo(OnGap.FAIL);
    assertThat(OnGap.parse("earliest")).isEqualTo(OnGap.EARLIEST);
    assertThatThrownBy(() -> OnGap.parse("latest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("on gap 'latest': expected fail or earliest");
  }

  @Test
  void propertiesOfAFileReachEveryClient() throws IOException {
    Path file = directory.resolve("client.properties");
    Files.writeString(
        file, "# ours\nsasl.mechanism = SCRAM-SHA-512\nisolation.level:read_uncommitted");
    KafkaOptions options = options().client(KafkaClients.read(file)).build();
    for (Properties properties :
        new Properties[] {
          KafkaClients.consumer(options),
          KafkaClients.producer(options),
          KafkaClients.admin(options)
        }) {
      assertThat(properties)
          .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
          .containsEntry("bootstrap.servers", "a:9092, b:9093");
    }
    assertThat(KafkaClients.consumer(options))
        .containsEntry("isolation.level", "read_uncommitted")
        .containsEntry("enable.auto.commit", "false");
    assertThat(KafkaClients.producer(options))
        .containsEntry("acks", "all")
        .containsEntry("transaction.timeout.ms", "900000")
        .containsEntry("max.request.size", "4194304");
  }

  @Test
  void aFileThatHoldsNoPropertiesIsRefused() throws IOException {
    Path file = directory.resolve("client.properties");
    Files.writeString(file, "password=\\u12");
    assertThatThrownBy(() -> KafkaClients.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("client.properties: expected a properties file");
  }
}
