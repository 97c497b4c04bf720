package dev.sluice.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SourceFile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SigmaErrorTest {
  private static final String HOSTILE =
      "a\nb\r\u001b[2J\u0000\u007f\u009b\u0085\u2028\u2029\u202e\u2066\ud800İ";
  private static final String SHOWN =
      "a\\u000Ab\\u000D\\u001B[2J\\u0000\\u007F\\u009B\\u0085\\u2028\\u2029\\u202E\\u2066\\uD800İ";

  @Test
  void textsAreOneLineThatSteersNoTerminal() {
    SigmaError error =
        SigmaError.at(HOSTILE, Position.START, ErrorCode.BAD_CIDR, HOSTILE, HOSTILE)
            .in(null, null)
            .movedTo(HOSTILE, 1);
    assertThat(error.message()).isEqualTo(SHOWN);
    assertThat(error.hint()).isEqualTo(SHOWN);
    assertThat(error.file()).isEqualTo(HOSTILE);
    assertThat(error.toString()).isEqualTo(SHOWN + ":2:1: " + SHOWN + " (" + SHOWN + ")");
  }

  @Test
  void whatIsPlainStaysAsItIs() {
    assertThat(Printable.of("İς 😀 ü 'x\\u000A'")).isEqualTo("İς 😀 ü 'x\\u000A'");
    assertThat(Printable.of("\uDB40\uDC41")).isEqualTo("\\uDB40\\uDC41");
  }

  /** Found by job/fuzz: a key in double quotes may hold any character. */
  @Test
  void anErrorOfARuleQuotesItEscaped() {
    String rule =
        "title: t\nlogsource: {product: x}\ndetection:\n  s: {\"f|a\\n\\e[2J\": 1}\n  condition: s\n";
    byte[] content = rule.getBytes(StandardCharsets.UTF_8);
    SourceFile file = new SourceFile("p", "r.yml", "r.yml", content);
    assertThat(SigmaParser.parse(file, YamlLimits.DEFAULT).problems())
        .anySatisfy(error -> assertThat(error.message()).contains("'a\\u000A\\u001B[2J'"));
  }
}
