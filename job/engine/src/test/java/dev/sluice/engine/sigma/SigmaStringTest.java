package dev.sluice.engine.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigmaStringTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "a\\b, a\\b",
        "a\\\\b, a\\b",
        "a\\\\\\b, a\\\\b",
        "a\\\\\\\\b, a\\\\b",
        "\\*, *",
        "\\\\\\*, \\*",
        "end\\, end\\",
        "\\?, ?",
        "\\%, \\%"
      })
  void escapesAreReadAsTheTableSays(String raw, String meant) {
    SigmaString string = SigmaString.parse(raw);
    assertThat(string.isLiteral()).isTrue();
    assertThat(string.literalText()).isEqualTo(meant);
  }

  @Test
  void aDoubledBackslashLeavesTheWildcardBehindItAlive() {
    assertThat(SigmaString.parse("\\\\*").tokens())
        .containsExactly(new StringToken.Literal("\\"), StringToken.Wildcard.ANY_RUN);
  }

  @Test
  void wildcardsOfModifiersNeverBecomeEscaped() {
    SigmaString desktop = SigmaString.parse("\\Desktop\\").openAtStart().openAtEnd();
    assertThat(desktop.tokens())
        .containsExactly(
            StringToken.Wildcard.ANY_RUN,
            new StringToken.Literal("\\Desktop\\"),
            StringToken.Wildcard.ANY_RUN);
    assertThat(SigmaString.parse("\\*").openAtEnd().tokens()).hasSize(2);
  }

  @Test
  void theWrittenFormReadsBackAsTheSameString() {
    Random random = new Random(20261122);
    List<String> alphabet = List.of("\\", "*", "?", "a", "İ", "%", " ");
    for (int i = 0; i < 5000; i++) {
      StringBuilder raw = new StringBuilder();
      for (int n = random.nextInt(8); n > 0; n--) {
        raw.append(alphabet.get(random.nextInt(alphabet.size())));
      }
      SigmaString string = SigmaString.parse(raw.toString());
      assertThat(SigmaString.parse(string.toString())).as(raw.toString()).isEqualTo(string);
    }
  }
}
