package dev.sluice.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordTest {

  private static final List<String> KNOWN = List.of("contains", "startswith", "re", "cidr");

  @Test
  void aSlipIsRecognised() {
    assertThat(NearestWord.hint("contain", KNOWN)).isEqualTo("did you mean 'contains'?");
    assertThat(NearestWord.hint("StartsWith", KNOWN)).isEqualTo("did you mean 'startswith'?");
    assertThat(NearestWord.hint("cird", KNOWN)).isEqualTo("did you mean 'cidr'?");
  }

  @Test
  void somethingElseGetsNoHint() {
    assertThat(NearestWord.hint("utf16", KNOWN)).isEmpty();
    assertThat(NearestWord.hint("x", List.of())).isEmpty();
  }

  @Test
  void aVeryLongWordCostsNothing() {
    assertThat(NearestWord.hint("x".repeat(900_000), List.of("y".repeat(1000)))).isEmpty();
  }
}
