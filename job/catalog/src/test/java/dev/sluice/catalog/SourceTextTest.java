package dev.sluice.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlReader;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SourceTextTest {

  @Test
  void anEntryIsMovedToTheMarginWithoutItsComments() {
    String text =
        """
        detection:
          # about the selection
          selection:  # here too
            A|contains:
            # said of a list
            - 'x # y'   # of a value
            - "it's \\" # no comment"
            - it's # one
            B: |
              # text
              more
          condition: selection
        """;
    assertThat(entry(text, "selection"))
        .isEqualTo(
            """
            selection:
              A|contains:
              - 'x # y'
              - "it's \\" # no comment"
              - it's
              B: |
                # text
                more
            """);
  }

  @Test
  void anEntryThatSharesItsLineIsWrittenAnew() {
    assertThat(entry("detection: {selection: {A: x}, condition: selection}", "selection"))
        .isEqualTo("selection:\n    A: 'x'\n");
  }

  @Test
  void aQuoteThatGoesOnInTheNextLineKeepsItsText() {
    String text =
        """
        detection:
          selection:
            A: 'one

              # two'
          condition: selection
        """;
    assertThat(entry(text, "selection")).contains("'one\n\n    # two'");
  }

  @Test
  void aDocumentOfSeveralIsCutOut() {
    String text = "title: a\n---\n# first\ntitle: b\nx: 1\n---\ntitle: c\n";
    assertThat(new SourceText(file(text)).document(new Position(4, 1)))
        .isEqualTo("# first\ntitle: b\nx: 1\n");
    assertThat(new SourceText(file(text)).document(new Position(1, 1))).isEqualTo("title: a\n");
  }

  @Test
  void aCollectionIsShownWhole() {
    String text = "action: global\ntitle: a\n---\nx: 1\n---\nx: 2\n";
    assertThat(new SourceText(file(text)).document(new Position(4, 1))).isEqualTo(text);
  }

  private static String entry(String text, String key) {
    YamlMap document =
        (YamlMap) YamlReader.read("x.yml", text, YamlLimits.DEFAULT).documents().get(0);
    YamlMap detection = (YamlMap) Objects.requireNonNull(document.get("detection"));
    YamlEntry entry = Objects.requireNonNull(detection.entry(key));
    return new SourceText(file(text)).entry(entry);
  }

  private static SourceFile file(String text) {
    return new SourceFile("pack", "x.yml", "x.yml", text.getBytes(UTF_8));
  }
}
