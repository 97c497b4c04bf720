package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RuleBlobTest {

  @Test
  void whatIsDeflatedInflatesToTheSame() {
    byte[] random = new byte[100_000];
    new Random(7).nextBytes(random);
    for (byte[] content : new byte[][] {{}, {0}, random, bytes(Samples.CERTUTIL)}) {
      assertThat(RuleBlob.inflate(RuleBlob.deflate(content))).isEqualTo(content);
    }
  }

  @Test
  void theDictionaryHalvesARule() {
    byte[] rule = bytes(Samples.CERTUTIL);
    assertThat(RuleBlob.deflate(rule).length).isLessThan(rule.length / 2);
  }

  @Test
  void aBlobThatIsCutOrOfAnotherVersionIsAnError() {
    byte[] blob = RuleBlob.deflate(bytes(Samples.CERTUTIL));
    assertThatThrownBy(() -> RuleBlob.inflate(Arrays.copyOf(blob, blob.length / 2)))
        .hasMessageContaining("damaged");
    blob[0] = 9;
    assertThatThrownBy(() -> RuleBlob.inflate(blob)).hasMessageContaining("unknown version");
    assertThatThrownBy(() -> RuleBlob.inflate(new byte[0])).hasMessageContaining("unknown version");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
