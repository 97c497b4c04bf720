package dev.sluice.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedWordsTest {

  @Test
  void aWordThatComesAgainIsTheSameInstance() {
    String first = SharedWords.shared("İmage|endswith".concat("!"));
    assertThat(SharedWords.shared("İmage|endswith".concat("!"))).isSameAs(first);
  }

  @Test
  void wordsThatShareASlotAndLongOnesComeBackAsTheyWere() {
    for (int i = 0; i < 50_000; i++) {
      assertThat(SharedWords.shared("word " + i)).isEqualTo("word " + i);
    }
    String text = "long ".repeat(100);
    assertThat(SharedWords.shared(text)).isSameAs(text);
  }
}
