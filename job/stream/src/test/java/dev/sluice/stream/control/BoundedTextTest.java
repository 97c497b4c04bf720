package dev.sluice.stream.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedTextTest {

  @Test
  void whatCouldSteerATerminalIsReplaced() {
    assertThat(BoundedText.of("a\nb\u001b[2J\u202Ec\u2028d\ud800e\u0085", 100))
        .isEqualTo("a\uFFFDb\uFFFD[2J\uFFFDc\uFFFDd\uFFFDe\uFFFD");
    assertThat(BoundedText.of("İς 😀 ü", 100)).isEqualTo("İς 😀 ü");
    assertThat(BoundedText.isPlain("İς 😀 ü")).isTrue();
    assertThat(BoundedText.isPlain("a\tb")).isFalse();
  }

  @Test
  void aLongTextIsCutBetweenCodePoints() {
    assertThat(BoundedText.of("abcd", 4)).isEqualTo("abcd");
    assertThat(BoundedText.of("abcde", 4)).isEqualTo("abc…");
    assertThat(BoundedText.of("ab😀", 4)).isEqualTo("ab😀");
    assertThat(BoundedText.of("ab😀c", 4)).isEqualTo("ab…");
    assertThat(BoundedText.of("", 4)).isEmpty();
  }

  @Test
  void aLongTextIsShortenedInTheMiddle() {
    assertThat(BoundedText.shortened("abcde", 5)).isEqualTo("abcde");
    assertThat(BoundedText.shortened("a\ncde", 5)).isEqualTo("a\uFFFDcde");
    assertThat(BoundedText.shortened("abcdef", 5)).isEqualTo("ab…ef");
    assertThat(BoundedText.shortened("a\ncdefg\n", 6)).isEqualTo("a\uFFFDc…g\uFFFD");
    assertThat(BoundedText.shortened("a😀cd😀f", 5)).isEqualTo("a…f");
  }
}
