package dev.sluice.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.LogSources;
import dev.sluice.engine.event.Schemas;
import dev.sluice.engine.event.TableSource;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.pipeline.Pipeline;
import dev.sluice.engine.pipeline.PipelineResult;
import dev.sluice.engine.pipeline.Pipelines;
import dev.sluice.engine.sigma.DocumentRewriting;
import dev.sluice.engine.sigma.ParseResult;
import dev.sluice.engine.sigma.ParsedDocument;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.ErrorPlaces;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.WrittenAgain;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlReader;
import dev.sluice.engine.yaml.YamlResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Whatever bytes a file has, each reader of YAML either takes it or says what is wrong at a place
 * in it; what is taken comes back when it is written, rewritten or repaired.
 */
class RuleFileFuzzTest {
  private static final YamlLimits LIMITS = YamlLimits.DEFAULT;
  private static final EventTables TABLES = EventTables.builtIn();
  private static final Linter LINTER = new Linter(TABLES);
  private static final DocumentRewriting SAME =
      (file, document) -> new DocumentRewriting.Result(document, List.of());

  private static final SourceFile RULE =
      file(
          """
          title: T
          id: 2f6b3a3e-8a0f-4a53-9b43-0d6c0e0d4d51
          logsource: {product: windows, category: process_creation}
          detection:
            sel: {Image|endswith: '\\a.exe', CommandLine|contains: [x, '%y%'], EventID: 1}
            words: [one, two]
            condition: sel or words
          """
              .getBytes(StandardCharsets.UTF_8));

  @FuzzTest
  void everyFileIsTakenOrRefusedAtAPlaceInIt(byte[] bytes) {
    YamlResult yaml = YamlReader.read("f.yml", bytes, LIMITS);
    ErrorPlaces.assertIn(bytes, yaml.errors());
    WrittenAgain.assertSame(yaml.documents());
    if (yaml.errors().isEmpty() && yaml.documents().isEmpty()) {
      return;
    }
    parsed(bytes);
    compiled(bytes);
    rewritten(file(bytes));
    repaired(bytes);
    tables(bytes);
    pipeline(bytes);
  }

  private static SourceFile file(byte[] bytes) {
    return new SourceFile("fuzz", "f.yml", "f.yml", bytes);
  }

  private static void parsed(byte[] bytes) {
    ParseResult result = SigmaParser.parse(file(bytes), LIMITS);
    ErrorPlaces.assertIn(bytes, result.problems());
    for (ParsedDocument document : result.parsed()) {
      assertThat(document.problems().stream().anyMatch(SigmaError::isError))
          .as(document.problems().toString())
          .isEqualTo(document.document() == null);
    }
  }

  private static void compiled(byte[] bytes) {
    CompiledRuleSet compiled =
        new RuleSetCompiler(RuleSelection.ALL, Placeholders.NONE, TABLES.logSources().known())
            .compile("fuzz", 1, List.of(file(bytes)));
    ErrorPlaces.assertIn(bytes, compiled.problems());
    ErrorPlaces.assertIn(bytes, LINTER.lint(List.of(file(bytes))).findings());
  }

  /** What is written anew has the same documents with the same identities. */
  private static void rewritten(SourceFile file) {
    SourceFile written = SigmaParser.rewrite(file, LIMITS, SAME).file();
    assertThat(identities(written)).isEqualTo(identities(file));
  }

  private static List<String> identities(SourceFile file) {
    return SigmaParser.parse(file, LIMITS).documents().stream()
        .map(document -> document.getClass() + document.header().id())
        .toList();
  }

  private static void repaired(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Repair.Result result = RepairTest.repair(LINTER, text, code -> code != ErrorCode.VALUE_TWICE);
    if (!result.repaired().isEmpty()) {
      assertThat(Meaning.of(result.text())).isEqualTo(Meaning.of(text));
      assertThat(RepairCorpusTest.compiled(result.text()))
          .as(result.text())
          .isEqualTo(RepairCorpusTest.compiled(text));
    }
  }

  private static void tables(byte[] bytes) {
    List<TableSource> table = List.of(new TableSource("f.yml", bytes));
    ErrorPlaces.assertIn(bytes, Schemas.parse(table).errors());
    ErrorPlaces.assertIn(bytes, LogSources.parse(table).errors());
    ErrorPlaces.assertIn(bytes, Placeholders.parse(List.of(file(bytes))).errors());
  }

  /** A pipeline that is taken can be applied. */
  private static void pipeline(byte[] bytes) {
    PipelineResult result = Pipeline.parse("f.yml", bytes);
    ErrorPlaces.assertIn(bytes, result.errors());
    Pipeline pipeline = result.pipeline();
    assertThat(pipeline == null).isEqualTo(!result.errors().isEmpty());
    if (pipeline != null) {
      Pipelines pipelines = new Pipelines(List.of(pipeline));
      SourceFile written = SigmaParser.rewrite(RULE, LIMITS, pipelines).file();
      assertThat(identities(written)).hasSizeLessThanOrEqualTo(1);
      ErrorPlaces.assertIn(written.content(), SigmaParser.parse(written, LIMITS).problems());
    }
  }
}
