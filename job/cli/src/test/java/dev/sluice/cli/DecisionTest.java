package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.match.Explanation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DecisionTest {

  private static final Explanation YES =
      new Explanation("a equals '1'", true, List.of("1"), List.of());
  private static final Explanation NO =
      new Explanation("b equals '2'", false, List.of(), List.of());

  @Test
  void aFalseConjunctionIsDecidedByItsFirstFalsePart() {
    assertThat(decided("all of", false, YES, NO, NO)).containsExactly("b equals '2'");
  }

  @Test
  void aTrueConjunctionIsDecidedByAllParts() {
    assertThat(decided("all of", true, YES, YES)).hasSize(2);
  }

  @Test
  void aTrueDisjunctionIsDecidedByItsFirstTruePart() {
    assertThat(decided("any of", true, NO, YES, YES)).containsExactly("a equals '1'");
  }

  @Test
  void aFalseDisjunctionIsDecidedByAllPartsUpToAHandful() {
    assertThat(decided("any of", false, NO, NO)).hasSize(2);
    assertThat(decided("any of", false, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO)).hasSize(8);
  }

  @Test
  void aNegationIsDecidedByWhatItNegates() {
    assertThat(decided("not", false, YES)).containsExactly("a equals '1'");
  }

  @Test
  void theTextNamesTheSearchIdentifierAndTheValues() {
    Explanation selection = new Explanation("selection", true, List.of(), List.of(YES));
    assertThat(Decision.of(selection).get(0).text())
        .isEqualTo("selection: a equals '1' is true, the event has '1'");
    assertThat(Decision.of(NO).get(0).text())
        .isEqualTo("b equals '2' is false, the event has no such value");
  }

  private static List<String> decided(String text, boolean verdict, Explanation... parts) {
    return Decision.of(new Explanation(text, verdict, List.of(), List.of(parts))).stream()
        .map(Decision::predicate)
        .toList();
  }
}
