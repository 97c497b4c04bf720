package dev.sluice.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Corpus;
import dev.sluice.engine.compile.CompileResult;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.RuleCompiler;
import dev.sluice.engine.sigma.ParsedDocument;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SigmaRule;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every public rule that is repaired compiles to the predicate that it was. Of a value that stands
 * twice the predicate holds both, and so those are left as they are here.
 */
class RepairCorpusTest {

  @ParameterizedTest
  @ValueSource(strings = {"sigmahq/sigmahq-rules.zip", "mdecrevoisier/mdecrevoisier-rules.zip"})
  void predicatesAreTheSame(String archive) throws IOException {
    int repaired = 0;
    for (SourceFile file : RuleFiles.load(Corpus.file(archive)).files()) {
      String before = new String(file.content(), StandardCharsets.UTF_8);
      Repair.Result result = RepairTest.repair(before, code -> code != ErrorCode.VALUE_TWICE);
      if (!result.repaired().isEmpty()) {
        assertThat(compiled(result.text())).as(file.name()).isEqualTo(compiled(before));
        repaired++;
      }
    }
    assertThat(repaired).isPositive();
  }

  /** What is compared: predicates and log sources, or why there is none. */
  static List<String> compiled(String text) {
    SourceFile file = new SourceFile("p", "x.yml", "x.yml", text.getBytes(StandardCharsets.UTF_8));
    List<String> compiled = new ArrayList<>();
    for (ParsedDocument parsed : SigmaParser.parse(file, YamlLimits.DEFAULT).parsed()) {
      if (parsed.document() instanceof SigmaRule rule) {
        CompileResult result =
            new RuleCompiler(Placeholders.parse("none", "").placeholders(), List.of(), Set.of())
                .compile(rule, List.of());
        CompiledRule made = result.rule();
        compiled.add(rule.logSource() + " " + (made == null ? "refused" : made.predicate()));
      } else {
        compiled.add(
            parsed.problems().stream()
                .filter(SigmaError::isError)
                .map(SigmaError::code)
                .toList()
                .toString());
      }
    }
    return compiled;
  }
}
