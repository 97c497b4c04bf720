package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaStartTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "earliest",
        "latest",
        "committed",
        "committed-or-earliest",
        "committed-or-latest",
        "timestamp:2026-11-20T09:00:00Z"
      })
  void aStartIsReadAsItIsWritten(String text) {
    assertThat(KafkaStart.parse(text)).hasToString(text);
  }

  @Test
  void aTimeIsAnInstant() {
    assertThat(KafkaStart.parse("timestamp:2026-11-20T10:00:00+01:00").from())
        .isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Earliest", "timestamp", "timestamp:", "timestamp:yesterday", "0"})
  void anythingElseIsRefusedWithWhatIsKnown(String text) {
    assertThatThrownBy(() -> KafkaStart.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("start '" + text + "': expected earliest, latest, committed, ");
  }
}
