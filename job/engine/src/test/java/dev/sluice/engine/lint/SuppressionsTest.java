package dev.sluice.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.ParsedDocument;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SuppressionsTest {

  private static final String FILE = "x.yml";

  private final List<Header> documents = new ArrayList<>();

  @Test
  void aFindingIsTakenOutOfTheDocumentInWhoseLinesItStands() {
    documents(
        "title: a\nsluice.suppress:\n  VALUE_SHORT: one letter is all there is\n---\ntitle: b\n");
    SigmaError first = finding(2, ErrorCode.VALUE_SHORT);
    SigmaError second = finding(6, ErrorCode.VALUE_SHORT);
    Suppressions.Result result = apply(List.of(first, second));
    assertThat(result.findings()).containsExactly(second);
    assertThat(result.suppressed())
        .containsExactly(new Suppressed(first, "one letter is all there is"));
  }

  @Test
  void whatStandsBeforeTheFirstDocumentBelongsToIt() {
    documents("# a comment\n\ntitle: a\nsluice.suppress: {FILE_NAME: the name of a product}\n");
    assertThat(apply(List.of(finding(1, ErrorCode.FILE_NAME))).findings()).isEmpty();
  }

  @Test
  void aReasonIsNeeded() {
    documents("title: a\nsluice.suppress:\n  VALUE_SHORT:\n  VALUE_TWICE: ' '\n");
    assertThat(codes(List.of(finding(1, ErrorCode.VALUE_SHORT))))
        .containsExactly(
            ErrorCode.VALUE_SHORT,
            ErrorCode.SUPPRESSION_WITHOUT_REASON,
            ErrorCode.SUPPRESSION_WITHOUT_REASON);
  }

  @Test
  void whatSuppressesNothingIsFound() {
    documents("title: a\nsluice.suppress: {VALUE_SHORT: why not}\n");
    assertThat(codes(List.of())).containsExactly(ErrorCode.SUPPRESSION_UNUSED);
    assertThat(new Suppressions(documents).apply(List.of(), code -> false).findings()).isEmpty();
  }

  @Test
  void anErrorStays() {
    documents("title: a\nsluice.suppress: {BAD_REGEX: it works elsewhere}\n");
    assertThat(codes(List.of(finding(1, ErrorCode.BAD_REGEX))))
        .containsExactly(ErrorCode.BAD_REGEX, ErrorCode.SUPPRESSION_OF_ERROR);
  }

  @Test
  void slipsOfThePenAreFoundWithTheirPlace() {
    documents("title: a\nsluice.suppress:\n    VALUE_SHART: x\n");
    SigmaError found = apply(List.of()).findings().get(0);
    assertThat(found.toString())
        .isEqualTo("x.yml:3:5: there is no code 'VALUE_SHART' (did you mean 'VALUE_SHORT'?)");
    documents.clear();
    documents("title: a\nsluice.suppress: [VALUE_SHORT]\n");
    assertThat(codes(List.of())).containsExactly(ErrorCode.SUPPRESSION_FORM);
  }

  private void documents(String text) {
    SourceFile file = new SourceFile("p", FILE, FILE, text.getBytes(StandardCharsets.UTF_8));
    SigmaParser.parse(file, YamlLimits.DEFAULT).parsed().stream()
        .map(ParsedDocument::header)
        .filter(Objects::nonNull)
        .forEach(documents::add);
  }

  private Suppressions.Result apply(List<SigmaError> findings) {
    return new Suppressions(documents).apply(findings, code -> true);
  }

  private List<ErrorCode> codes(List<SigmaError> findings) {
    return apply(findings).findings().stream().map(SigmaError::code).toList();
  }

  private static SigmaError finding(int line, ErrorCode code) {
    return SigmaError.at(FILE, new Position(line, 1), code, "found", "");
  }
}
