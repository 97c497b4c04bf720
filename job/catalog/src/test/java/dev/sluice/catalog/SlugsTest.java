package dev.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlugsTest {

  @Test
  void aSlugIsWhatIsReadableOfTheTitleAndAHash() {
    assertThat(new Slugs().next("Café — PsExec  \"Run\"!", "id"))
        .matches("cafe-psexec-run-[0-9a-f]{8}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "../../etc/passwd",
        "<script>alert(1)</script>",
        "日本語のルール",
        "İĞŞ ς Σ",
        "con",
        "a/b\\c:d*e?f\"g<h>i|j",
        "\u0000\u202E\uD800"
      })
  void everyTitleGivesASafeName(String title) {
    assertThat(new Slugs().next(title, "id")).matches("([a-z0-9][a-z0-9-]*-)?[0-9a-f]{8}");
  }

  @Test
  void aTitleOfAnyLengthGivesAShortName() {
    assertThat(new Slugs().next("long ".repeat(100_000), "id")).hasSizeLessThan(100);
  }

  @Test
  void otherRulesDoNotChangeIt() {
    String alone = new Slugs().next("One title", "a");
    Slugs slugs = new Slugs();
    List<String> both = List.of(slugs.next("One title", "b"), slugs.next("One title", "a"));
    assertThat(both).doesNotHaveDuplicates().contains(alone);
  }
}
