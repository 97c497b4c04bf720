package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaTopicsTest {

  @Test
  void namesAreThoseOfTheDesignBehindThePrefix() {
    KafkaTopics topics = KafkaTopics.of("acme.");
    assertThat(topics.events()).containsExactly("acme.events");
    assertThat(topics.control()).isEqualTo("acme.control");
    assertThat(topics.rulesets()).isEqualTo("acme.rulesets");
    assertThat(topics.exactlyOnce())
        .containsExactly(
            "acme.alerts",
            "acme.alerts.shadow",
            "acme.alerts.overflow",
            "acme.deadletter",
            "acme.late");
    assertThat(topics.alertsFast()).isNull();
    assertThat(topics.atLeastOnce())
        .containsExactly("acme.rulesets", "acme.status", "acme.metrics");
  }

  @Test
  void anyTopicMayHaveANameOfItsOwn() {
    KafkaTopics topics =
        KafkaTopics.of(
            "sluice.",
            Map.of("events", "a, b", "alerts", "soc-alerts", KafkaTopics.ALERTS_FAST, "quick"));
    assertThat(topics.events()).containsExactly("a", "b");
    assertThat(topics.alerts()).isEqualTo("soc-alerts");
    assertThat(topics.alertsShadow()).isEqualTo("sluice.alerts.shadow");
    assertThat(topics.atLeastOnce()).contains("quick");
  }

  @Test
  void eventsMayBeNamedByAPattern() {
    KafkaTopics topics = KafkaTopics.of("sluice.", Map.of("events.pattern", "logs\\..*"));
    assertThat(topics.events()).isEmpty();
    assertThat(topics.eventsPattern()).isEqualTo("logs\\..*");
  }

  @Test
  void aPatternThatMatchesWhatTheJobWritesIsRefused() {
    assertRefused(
        Map.of("events.pattern", "sluice\\..*"), "'sluice.control', which is no topic of events");
    assertRefused(Map.of("events.pattern", "("), "expected a regular expression");
    assertRefused(Map.of("events.pattern", "a.*", "events", "b"), "not by both");
  }

  @Test
  void twoTopicsOfOneNameAreRefused() {
    assertRefused(Map.of("alerts", "sluice.events"), "'sluice.events' is named twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a b", "ä", "a/b", "a,,b"})
  void aNameThatKafkaWouldRefuseIsRefused(String name) {
    assertRefused(Map.of("events", name), "expected 1 to 249 letters");
  }

  @Test
  void anUnknownTopicIsRefusedWithThoseThatAreKnown() {
    assertRefused(Map.of("alert", "x"), "unknown topics [alert]; known is [events, ");
  }

  private static void assertRefused(Map<String, String> names, String message) {
    assertThatThrownBy(() -> KafkaTopics.of("sluice.", names))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
