package dev.sluice.engine.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.event.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalCodecTest {
  private static final Signal OF_EVENT =
      new Signal(
          "hash",
          1,
          List.of("ς", ""),
          List.of("x".repeat(70_000), "-1.50"),
          new Contribution(-7, Origin.kafka("sluice.events", 12, 1L << 40), "host", 2, null));
  private static final Signal OF_ALERT =
      new Signal(
          "hash",
          3,
          List.of(),
          List.of(),
          new Contribution(Long.MAX_VALUE, Origin.file("İ.json", 0), null, 0, "id"));

  @Test
  void signalsComeBackAsTheyWere() {
    assertThat(SignalCodec.decode(SignalCodec.encode(OF_EVENT))).isEqualTo(OF_EVENT);
    assertThat(SignalCodec.decode(SignalCodec.encode(OF_ALERT))).isEqualTo(OF_ALERT);
  }

  @Test
  void anUnknownVersionIsRefused() {
    byte[] bytes = SignalCodec.encode(OF_EVENT);
    bytes[0] = 9;
    assertThatThrownBy(() -> SignalCodec.decode(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a signal has version 9, and this build reads version 1");
  }

  /** State of a build that is deployed must stay readable. */
  @Test
  void theBytesOfVersionOneAreSettled() {
    Signal signal =
        new Signal(
            "d",
            2,
            List.of("g"),
            List.of("5"),
            new Contribution(3, new Origin("t", 0, 9), "h", 1, null));
    assertThat(SignalCodec.encode(signal))
        .containsExactly(1, 1, 'd', 2, 1, 1, 'g', 1, 1, '5', 6, 1, 't', 0, 18, 1, 1, 'h', 1, 0);
  }
}
