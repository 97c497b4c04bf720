package dev.sluice.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

  private static YamlResult read(String text) {
    return YamlReader.read("x.yml", text, YamlLimits.DEFAULT);
  }

  private static YamlScalar scalar(String value) {
    YamlMap map = (YamlMap) read("k: " + value).documents().get(0);
    return (YamlScalar) map.entries().get(0).value();
  }

  @Test
  void everyNodeKnowsWhereItStands() {
    YamlMap map = (YamlMap) read("a: 1\nb:\n  - x\n  - 'y'\n").documents().get(0);
    YamlList list = (YamlList) map.entries().get(1).value();
    assertThat(map.entries().get(1).keyPosition()).isEqualTo(new Position(2, 1));
    assertThat(list.items().get(1).position()).isEqualTo(new Position(4, 5));
  }

  /** YAML 1.1 ends a line at a lone CR and at the line ends of Unicode, editors do not. */
  @ParameterizedTest
  @ValueSource(strings = {"\r", "\u0085", "\u2028", "\u2029"})
  void linesAreCountedAsEditorsCountThem(String lineEnd) {
    YamlMap map = (YamlMap) read("a: 'x" + lineEnd + "y'\nb: 1").documents().get(0);
    assertThat(map.entries().get(1).keyPosition()).isEqualTo(new Position(2, 1));
    assertThat(read("a: 'x" + lineEnd + "y'\nb: [").errors())
        .singleElement()
        .satisfies(e -> assertThat(e.line() + ":" + e.column()).isEqualTo("2:5"));
  }

  @Test
  void aControlCharacterFarBehindIsRefusedAtItsPlace() {
    String before = "a: 'x" + "y".repeat(3000) + "'\n";
    assertThat(read(before.repeat(3) + "b: 😀\u0001").errors())
        .singleElement()
        .satisfies(e -> assertThat(e.line() + ":" + e.column()).isEqualTo("4:5"));
  }

  @Test
  void positionsInsideAScalarCountFromItsText() {
    assertThat(scalar("abc").positionAt(2)).isEqualTo(new Position(1, 6));
    assertThat(scalar("'abc'").positionAt(2)).isEqualTo(new Position(1, 7));
    assertThat(scalar("|\n  abc\n").positionAt(2)).isEqualTo(new Position(1, 4));
  }

  @Test
  void aBrokenDocumentLeavesItsNeighboursReadable() {
    YamlResult result = read("a: 1\n---\nb: [1\n---\nc: 3\n");
    assertThat(result.documents()).hasSize(2);
    assertThat(result.errors()).singleElement().satisfies(e -> assertThat(e.line()).isEqualTo(4));
    assertThat(result.documents().get(1).position()).isEqualTo(new Position(5, 1));
  }

  @Test
  void directivesAndCommentsBeforeTheFirstDocumentAreNone() {
    assertThat(read("%YAML 1.1\n# hello\n---\na: 1\n").documents()).hasSize(1);
    assertThat(read("# only a comment\n")).isEqualTo(new YamlResult(List.of(), List.of()));
    assertThat(read("---\n---\na: 1\n").documents()).hasSize(1);
  }

  /** YAML ends a comment there, an editor does not: what stands behind it counts. */
  @ParameterizedTest
  @ValueSource(strings = {"\r", "\u0085", "\u2028", "\u2029"})
  void whatStandsBehindACommentIsRead(String lineEnd) {
    assertThat(read("# a rule" + lineEnd + "a: 1").documents())
        .singleElement()
        .satisfies(node -> assertThat(((YamlMap) node).keys()).containsExactly("a"));
    assertThat(read("---\na: 1\n---\n# x" + lineEnd + "b: 1\n").documents()).hasSize(2);
    assertThat(read("%YAML 1.1" + lineEnd + "---" + lineEnd + "a: 1").documents()).hasSize(1);
    assertThat(read("# a rule" + lineEnd + "# no more")).isEqualTo(read(""));
    assertThat(read("# a rule" + lineEnd + "]").errors()).hasSize(1);
  }

  @Test
  void aDuplicateKeyIsRefusedWithBothPlaces() {
    YamlResult result = read("a:\n  k: 1\n  k: 2\n");
    assertThat(result.documents()).isEmpty();
    assertThat(result.errors())
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.DUPLICATE_KEY);
              assertThat(e.toString()).startsWith("x.yml:3:3: the key 'k' stands at 2:3 already");
            });
  }

  @Test
  void aTabAsIndentationIsNamed() {
    assertThat(read("a:\n\tb: 1\n").errors())
        .singleElement()
        .satisfies(e -> assertThat(e.toString()).contains("x.yml:2:1").contains("a tab"));
  }

  @ParameterizedTest
  @CsvSource({
    "0x1F, 31",
    "010, 8",
    "1_000, 1000",
    "-7, -7",
    "+7, 7",
    "0b11, 3",
    "12:30, 750",
    "1.50, 1.50",
    "1., 1.0",
    ".5, 0.5"
  })
  void numbersAreReadAsYaml11Does(String text, String expected) {
    YamlScalar scalar = scalar(text);
    assertThat(scalar.kind()).isEqualTo(YamlScalar.Kind.NUMBER);
    assertThat(scalar.number().toPlainString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2024-01-01", "1e3", "12e45", "0x", "08", "1.0e+9999", "'1'", "0o17", ".", "y"})
  void whatYaml11LeavesAsTextStaysText(String text) {
    assertThat(scalar(text).kind()).isEqualTo(YamlScalar.Kind.STRING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "On", "TRUE", "no", "Off", "false"})
  void yaml11BooleansAreBooleans(String text) {
    assertThat(scalar(text).kind()).isIn(YamlScalar.Kind.TRUE, YamlScalar.Kind.FALSE);
  }

  @Test
  void anAliasBombIsRefusedWithoutBeingWrittenOut() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      String below = "*a" + (i - 1);
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(
          String.join(",", List.of(below, below, below, below, below, below, below, below)));
      bomb.append("]\n");
    }
    assertThat(read(bomb.toString()).errors())
        .extracting(SigmaError::code)
        .contains(ErrorCode.TOO_MANY_ALIASES);
  }

  @Test
  void anAliasOfItselfIsRefused() {
    assertThat(read("a: &a\n  b: *a\n").errors())
        .extracting(SigmaError::code)
        .containsAnyOf(ErrorCode.NESTING_TOO_DEEP, ErrorCode.YAML_SYNTAX);
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(read("[".repeat(500) + "]".repeat(500)).errors())
        .extracting(SigmaError::code)
        .containsExactly(ErrorCode.NESTING_TOO_DEEP);
  }

  @Test
  void aTextOverTheLimitIsNotRead() {
    YamlResult result = YamlReader.read("x.yml", "a: 12345", new YamlLimits(5, 50, 100));
    assertThat(result.errors())
        .extracting(SigmaError::code)
        .containsExactly(ErrorCode.DOCUMENT_TOO_LARGE);
  }

  @Test
  void mergeKeysFillInWhatTheMapLacks() {
    YamlMap map =
        (YamlMap) read("base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  x: 9\n").documents().get(0);
    YamlMap use = (YamlMap) map.entries().get(1).value();
    assertThat(use.keys()).containsExactly("x", "y");
    assertThat(((YamlScalar) use.entries().get(0).value()).text()).isEqualTo("9");
  }

  @Test
  void aByteOrderMarkIsIgnoredAndAControlCharacterIsNamed() {
    assertThat(read("\uFEFFa: 1").errors()).isEmpty();
    assertThat(read("a: 1\nb: \u0001").errors())
        .singleElement()
        .satisfies(e -> assertThat(e.toString()).contains("x.yml:2:4").contains("U+0001"));
  }

  @Test
  void aDocumentWithAKeyTwiceCanBeShownWithBoth() {
    byte[] text = "a: 1\na: 2\n---\n[\n---\nb: 3\n".getBytes(StandardCharsets.UTF_8);
    List<YamlNode> shown = YamlReader.readToShow(text, YamlLimits.DEFAULT);
    assertThat(shown)
        .extracting(node -> ((YamlMap) node).keys().toString())
        .containsExactly("[a, a]", "[b]");
    assertThat(YamlReader.readToShow(new byte[] {(byte) 0xFF}, YamlLimits.DEFAULT)).isEmpty();
  }
}
