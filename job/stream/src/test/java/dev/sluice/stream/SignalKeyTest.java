package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignalKeyTest {

  static List<List<String>> groups() {
    return List.of(
        List.of(),
        List.of(""),
        List.of("", ""),
        List.of("a", "bc"),
        List.of("ab", "c"),
        List.of("|1:a"),
        List.of("a|", "1:|2:"),
        List.of("i̇ς", "\ud83d\ude00", "\ud83d"),
        List.of("x".repeat(70_000), "\n\u0000"));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void aKeyIsReadAsItWasWritten(List<String> group) {
    SignalKey key = new SignalKey("d0", group);
    assertThat(SignalKey.parse(key.text())).isEqualTo(key);
    assertThat(SignalKey.definition(key.text())).isEqualTo("d0");
  }

  @Test
  void noTwoGroupsHaveOneKey() {
    assertThat(groups())
        .extracting(group -> new SignalKey("d", group).text())
        .doesNotHaveDuplicates();
  }

  @Test
  void theTextIsThatOfTheStateOfJobsThatRun() {
    assertThat(new SignalKey("d0", List.of("a", "")).text()).isEqualTo("d0|1:a|0:");
    assertThat(new SignalKey("d0", List.of()).text()).isEqualTo("d0");
  }

  @Test
  void aDefinitionIsNamedByItsHash() {
    assertThatThrownBy(() -> new SignalKey("d|0", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("d|0");
  }

  @Test
  void alertsOfAGroupAreKeptTogetherByHostOrFirstValue() {
    assertThat(SignalKey.host("h", List.of("a"))).isEqualTo("h");
    assertThat(SignalKey.host(null, List.of("a", "b"))).isEqualTo("a");
    assertThat(SignalKey.host(null, List.of())).isEmpty();
  }
}
