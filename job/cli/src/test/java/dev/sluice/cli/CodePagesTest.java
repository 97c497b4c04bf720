package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.TableSource;
import dev.sluice.engine.event.TableSources;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Severity;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every code has a page, and the examples of the pages are what they say: the wrong one is found,
 * the right one is not.
 */
final class CodePagesTest {

  private static final EventTables TABLES = EventTables.builtIn();
  private static final String FILE = "example.yml";

  /** What no example on a page can show; each text is a whole file. */
  private static final Map<ErrorCode, String> ELSEWHERE = elsewhere();

  /** Codes that a test of their own triggers. */
  private static final Set<ErrorCode> OTHER_TESTS =
      Set.of(
          // ValidateCommandTest
          ErrorCode.FILE_UNREADABLE,
          ErrorCode.TABLE_INVALID,
          ErrorCode.FILE_NAME,
          // PipelineOptionsTest
          ErrorCode.PIPELINE_INVALID,
          // tables of their own, below
          ErrorCode.LOGSOURCE_BY_NAME_ONLY,
          ErrorCode.LOGSOURCE_UNSUPPORTED,
          // CorrelationCompilerTest in the engine: treatments that only a manifest gives
          ErrorCode.CORRELATION_SHADOWED,
          ErrorCode.CORRELATION_NOT_IN_FORCE,
          // TestCommandTest
          ErrorCode.TEST_WITHOUT_MATCH,
          ErrorCode.TEST_WITHOUT_OTHER);

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyCodeHasAPageWithASentenceAndAReason(ErrorCode code) {
    String source = CodePages.source(code);
    assertThat(source).startsWith("# " + code + "\n\n").endsWith("\n");
    assertThat(CodePages.summary(code)).endsWith(".").doesNotContain("\n");
    assertThat(CodePages.reason(code)).isNotBlank();
    assertThat(source.lines()).allMatch(line -> line.length() <= 160);
  }

  @Test
  void thereIsNoPageAboutNothing() throws IOException {
    Path folder = Path.of("src/main/resources/dev/sluice/cli/codes");
    try (Stream<Path> pages = Files.list(folder)) {
      Set<String> names = new TreeSet<>();
      pages.forEach(page -> names.add(String.valueOf(page.getFileName()).replace(".md", "")));
      assertThat(names)
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList());
    }
  }

  @Test
  void thereAreEightyCodesAtLeast() {
    assertThat(ErrorCode.values()).hasSizeGreaterThanOrEqualTo(80);
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void whatIsWrongIsFound(ErrorCode code) {
    List<String> wrong = PageExample.of(CodePages.source(code), "Wrong");
    if (OTHER_TESTS.contains(code)) {
      assertThat(wrong).isEmpty();
      return;
    }
    List<String> texts = wrong.isEmpty() ? List.of(ELSEWHERE.getOrDefault(code, "")) : wrong;
    for (String text : texts) {
      assertThat(text).as("an example of " + code).isNotEmpty();
      assertThat(codes(text)).as(text).contains(code);
    }
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void whatIsRightIsNotFound(ErrorCode code) {
    for (String text : PageExample.of(CodePages.source(code), "Right")) {
      assertThat(codes(text))
          .as(text)
          .doesNotContain(code)
          .noneMatch(other -> other.severity() == Severity.ERROR);
    }
  }

  @Test
  void theRuleThatExamplesChangeIsClean() {
    assertThat(codes(PageExample.BASE)).isEmpty();
  }

  @Test
  void aLogSourceThatEventsNameThemselvesOrThatNoneCanBeIsFound() {
    String mapping = "schema: ledger\nrecognise:\n  - has: [entry]\n";
    String named = "schemas: [ledger]\nnamed-by-event: true\nsources:\n  - product: ledger\n";
    String unsupported = "unsupported:\n  - {product: abacus, reason: it has no plug}\n";
    EventTables tables =
        EventTables.of(
            new TableSources(
                List.of(new TableSource("m.yml", mapping)),
                List.of(new TableSource("n.yml", named), new TableSource("u.yml", unsupported))));
    assertThat(tables.errors()).isEmpty();
    assertThat(codes(PageExample.with("logsource: {product: ledger}\n"), tables))
        .containsExactly(ErrorCode.LOGSOURCE_BY_NAME_ONLY);
    assertThat(codes(PageExample.with("logsource: {product: abacus}\n"), tables))
        .containsExactlyInAnyOrder(ErrorCode.LOGSOURCE_UNSUPPORTED, ErrorCode.UNROUTABLE);
  }

  private static List<ErrorCode> codes(String text) {
    return codes(text, TABLES);
  }

  private static List<ErrorCode> codes(String text, EventTables tables) {
    RuleFiles files =
        new RuleFiles(
            List.of(new SourceFile("pack", FILE, FILE, text.getBytes(StandardCharsets.UTF_8))),
            List.of());
    LoadedRules rules =
        new RuleLoader(Placeholders.parse("none", ""), tables).load(files, RuleSelection.ALL);
    return Inspection.of(files, rules).findings().stream().map(SigmaError::code).toList();
  }

  private static Map<ErrorCode, String> elsewhere() {
    Map<ErrorCode, String> texts = new EnumMap<>(ErrorCode.class);
    texts.put(ErrorCode.DOCUMENT_TOO_LARGE, PageExample.BASE + "# ".repeat(1 << 19) + "\n");
    texts.put(ErrorCode.NESTING_TOO_DEEP, "title: " + "[".repeat(60) + "]".repeat(60) + "\n");
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 7; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + (alias + ", ").repeat(9) + alias + "]\n");
    }
    texts.put(ErrorCode.TOO_MANY_ALIASES, bomb.toString());
    texts.put(ErrorCode.TRAILING_SPACE, PageExample.BASE.replace("status: test", "status: test "));
    texts.put(ErrorCode.FINAL_NEWLINE, PageExample.BASE.stripTrailing());
    texts.put(ErrorCode.LINE_ENDS, PageExample.BASE.replace("\n", "\r\n"));
    texts.put(ErrorCode.BYTE_ORDER_MARK, "\uFEFF" + PageExample.BASE);
    return texts;
  }
}
