package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostGroupsTest {

  private static String group(String host, String... groups) {
    HostGroups read = HostGroups.parse(List.of(groups));
    return read.names().get(read.of(host));
  }

  @Test
  void allHostsAreOneGroupWhenNoneIsNamed() {
    assertThat(group("a")).isEqualTo(HostGroups.ALL);
    assertThat(HostGroups.NONE.names()).containsExactly("all");
  }

  @Test
  void theFirstThatFitsCountsAndTheRestAreOthers() {
    String[] groups = {"dc=dc-*", "windows=WIN-*,*.corp", "all=dc-2"};
    assertThat(group("dc-1.corp", groups)).isEqualTo("dc");
    assertThat(group("a.corp", groups)).isEqualTo("windows");
    assertThat(group("win-7", groups)).isEqualTo("windows");
    assertThat(group("web", groups)).isEqualTo(HostGroups.OTHER);
  }

  @ParameterizedTest
  @CsvSource({
    "*, '', true",
    "*, a, true",
    "a*, a, true",
    "a*b, ab, true",
    "a*b, axxb, true",
    "a*b, axxbc, false",
    "*a*b*, xaxbx, true",
    "*ab, aab, true",
    "*ab*ab, abab, true",
    "*ab*ab, ab, false",
    "?, a, true",
    "?, '', false",
    "a?c*, abcd, true",
    "a, ab, false",
    "ab, a, false",
    "a.c, abc, false",
    "**b, b, true",
  })
  void globs(String glob, String host, boolean fits) {
    assertThat(group(host, "g=" + glob).equals("g")).isEqualTo(fits);
  }

  @Test
  void manyStarsTakeNoTime() {
    assertThat(group("a".repeat(255), "g=" + "*a".repeat(100) + "*b")).isEqualTo("other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "=a*", "A=a", "a=", "a=b,", "a/b=c", "other=a", ""})
  void whatIsNoGroupIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostGroups.parse(List.of(text)))
        .withMessageContaining("host group");
  }

  @Test
  void thereAreNotTwoOfOneNameAndNotTooMany() {
    assertThatIllegalArgumentException().isThrownBy(() -> HostGroups.parse(List.of("a=b", "a=c")));
    List<String> most = new ArrayList<>();
    for (int i = 1; i < HostGroups.MOST; i++) {
      most.add("g" + i + "=h" + i);
    }
    assertThat(HostGroups.parse(most).names()).hasSize(HostGroups.MOST);
    most.add("more=x");
    assertThatIllegalArgumentException().isThrownBy(() -> HostGroups.parse(most));
  }
}
