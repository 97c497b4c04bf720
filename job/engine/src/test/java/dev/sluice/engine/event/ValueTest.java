package dev.sluice.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueTest {
  @ParameterizedTest
  @ValueSource(strings = {"-12", "3.5", "+7", "0", "007", "18446744073709551616"})
  void plainDecimalTextIsANumber(String text) {
    assertThat(Value.string(text).number()).isEqualByComparingTo(new BigDecimal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0x10",
        "1e3",
        "1.",
        ".5",
        "-",
        "+",
        "1 ",
        " 1",
        "1,5",
        "\u0661",
        "NaN",
        "Infinity",
        "1d",
        "--1"
      })
  void otherTextIsNoNumber(String text) {
    assertThat(Value.string(text).number()).isNull();
  }

  @Test
  void aJsonNumberKeepsItsTextAndMayHaveAnExponent() {
    Value value = Value.number("1.50E+3");
    assertThat(value.text()).isEqualTo("1.50E+3");
    assertThat(value.number()).isEqualByComparingTo("1500");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e401", "1e-401", "1E999999999", "1e99999999999999999999", "-1e000000500"})
  void aNumberThatWouldCostTimeIsNone(String text) {
    assertThat(Value.number(text).number()).isNull();
    assertThat(Value.number(text).text()).isEqualTo(text);
  }

  @Test
  void anExponentWithLeadingZerosCounts() {
    assertThat(Value.number("1e0000000000002").number()).isEqualByComparingTo("100");
    assertThat(Value.number("1e0").number()).isEqualByComparingTo("1");
  }

  @Test
  void aVeryLongNumberIsText() {
    assertThat(Value.number("9".repeat(401)).number()).isNull();
    assertThat(Value.string("9".repeat(401)).number()).isNull();
  }

  @Test
  void booleansNullsAndCompositesAreNoNumbers() {
    assertThat(Value.TRUE.number()).isNull();
    assertThat(Value.NULL.number()).isNull();
    assertThat(Value.COMPOSITE.number()).isNull();
    assertThat(Value.TRUE.text()).isEqualTo("true");
    assertThat(Value.NULL.text()).isEmpty();
  }

  @Test
  void neverShowsItsTextInALog() {
    assertThat(Value.string("hunter2")).asString().doesNotContain("hunter2");
  }
}
