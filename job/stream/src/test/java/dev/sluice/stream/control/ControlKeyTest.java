package dev.sluice.stream.control;

import static dev.sluice.stream.control.Manifests.bytes;
import static dev.sluice.stream.control.Manifests.hash;
import static dev.sluice.stream.control.Manifests.problem;
import static dev.sluice.stream.control.Manifests.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.stream.control.ControlKey.Blob;
import dev.sluice.stream.control.ControlKey.Proposal;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControlKeyTest {
  private static final String HASH = hash("x");

  @Test
  void aKeyComesBackFromItsText() {
    for (ControlKey key :
        List.of(
            new Blob(HASH),
            new Proposal("a", 1, HASH),
            new Proposal("0.a_b-c", RuleSetManifest.MAX_VERSION, HASH),
            new Proposal("a".repeat(63), 7, HASH))) {
      assertThat(valid(ControlKey.parse(bytes(key.text())))).isEqualTo(key);
    }
  }

  static List<String> malformed() {
    return List.of(
        "",
        "/",
        "blob",
        "blob/",
        "Blob/" + HASH,
        "blob/" + HASH + "/",
        "blob/" + HASH.substring(1),
        "blob/" + HASH.substring(1) + "G",
        "blob/" + HASH.toUpperCase(Locale.ROOT),
        "blob/" + HASH + "\n",
        "blobs/" + HASH,
        "proposal/" + HASH,
        "proposal/a/1",
        "proposal//1/" + HASH,
        "proposal/A/1/" + HASH,
        "proposal/-a/1/" + HASH,
        "proposal/..",
        "proposal/../1/" + HASH,
        "proposal/a b/1/" + HASH,
        "proposal/a\u0000/1/" + HASH,
        "proposal/\u0131/1/" + HASH,
        "proposal/İ/1/" + HASH,
        "proposal/ς/1/" + HASH,
        "proposal/" + "a".repeat(64) + "/1/" + HASH,
        "proposal/a/0/" + HASH,
        "proposal/a/01/" + HASH,
        "proposal/a/-1/" + HASH,
        "proposal/a/+1/" + HASH,
        "proposal/a/\u0661/" + HASH,
        "proposal/a/1.0/" + HASH,
        "proposal/a/9007199254740992/" + HASH,
        "proposal/a/99999999999999999999999/" + HASH,
        "proposal/a/1/" + HASH + "0",
        "proposal/a/1/" + HASH + "/x",
        "x".repeat(100_000),
        "/".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aMalformedKeyIsRefusedWithAReason(String key) {
    String message = problem(ControlKey.parse(bytes(key))).message();
    assertThat(message).contains("is malformed, expected ").doesNotContain("\n");
    assertThat(message.length()).isLessThan(300);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    problem(ControlKey.parse(new byte[] {(byte) 0xFF, 0, (byte) 0xC3}));
  }

  @Test
  void noKeyIsMadeOfAHostileName() {
    assertThatThrownBy(() -> new Proposal("a/b", 1, HASH))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Proposal("a", 0, HASH))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Blob("x")).isInstanceOf(IllegalArgumentException.class);
  }
}
