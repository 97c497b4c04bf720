package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleSetCompilerTest {

  private static final String ID = "11111111-1111-4111-8111-11111111111";

  private static SourceFile rule(String path, int id, String extra) {
    String text =
        """
        title: rule %d
        id: %s%d
        level: medium
        status: test
        logsource: {product: windows}
        detection:
          sel: {Image: 'a'}
          condition: sel
        %s
        """
            .formatted(id, ID, id, extra);
    return new SourceFile("pack", path, path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static CompiledRuleSet compile(RuleSelection selection, SourceFile... files) {
    return new RuleSetCompiler(
            selection, Placeholders.NONE, EventTables.builtIn().logSources().known())
        .compile("set", 7, List.of(files));
  }

  private static CompiledRuleSet compile(SourceFile... files) {
    return compile(RuleSelection.DEFAULT, files);
  }

  @Test
  void twoDocumentsWithOneIdAreBothRefusedWithBothPlaces() {
    CompiledRuleSet compiled =
        compile(rule("a.yml", 1, ""), rule("b.yml", 1, ""), rule("c.yml", 2, ""));
    assertThat(compiled.ruleSet().rules()).hasSize(1);
    assertThat(compiled.refused()).isEqualTo(2);
    assertThat(compiled.errors())
        .extracting(SigmaError::toString)
        .anyMatch(e -> e.startsWith("a.yml:1:1") && e.contains("b.yml:1:1"))
        .anyMatch(e -> e.startsWith("b.yml:1:1") && e.contains("a.yml:1:1"));
  }

  @Test
  void oneBadFileNeverStopsTheRest() {
    SourceFile bad =
        new SourceFile("pack", "bad.yml", "bad.yml", "a: [".getBytes(StandardCharsets.UTF_8));
    CompiledRuleSet compiled = compile(rule("a.yml", 1, ""), bad, rule("c.yml", 2, ""));
    assertThat(compiled.ruleSet().rules()).hasSize(2);
    assertThat(compiled.refused()).isEqualTo(1);
  }

  @Test
  void theHashNamesTheContentAndNothingElse() {
    String one = compile(rule("a.yml", 1, "")).ruleSet().hash();
    assertThat(compile(rule("a.yml", 1, "")).ruleSet().hash()).isEqualTo(one);
    assertThat(compile(rule("a.yml", 1, "x: 1")).ruleSet().hash()).isNotEqualTo(one);
    assertThat(compile(rule("a.yml", 1, ""), rule("b.yml", 2, "")).ruleSet().hash())
        .isNotEqualTo(one);
  }

  @Test
  void deprecatedRulesAreSkippedAndCountedUnlessAskedFor() {
    SourceFile old = rule("old.yml", 3, "");
    SourceFile deprecated =
        new SourceFile(
            "pack",
            "old.yml",
            "old.yml",
            new String(old.content(), StandardCharsets.UTF_8)
                .replace("status: test", "status: deprecated")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(compile(deprecated).skipped()).isEqualTo(1);
    RuleSelection asked =
        new RuleSelection(List.of(), List.of(), Set.of("deprecated"), "", Set.of());
    assertThat(compile(asked, deprecated).ruleSet().rules()).hasSize(1);
  }

  @Test
  void globsLevelsAndTagsSelect() {
    SourceFile a = rule("windows/a.yml", 1, "tags: [attack.T1059]");
    SourceFile b = rule("linux/b.yml", 2, "");
    assertThat(
            compile(
                    new RuleSelection(List.of("windows/**"), List.of(), Set.of(), "", Set.of()),
                    a,
                    b)
                .skipped())
        .isEqualTo(1);
    assertThat(
            compile(new RuleSelection(List.of(), List.of("**/b.yml"), Set.of(), "", Set.of()), a, b)
                .ruleSet()
                .rules())
        .hasSize(1);
    assertThat(
            compile(new RuleSelection(List.of(), List.of(), Set.of(), "high", Set.of()), a, b)
                .skipped())
        .isEqualTo(2);
    assertThat(
            compile(
                    new RuleSelection(List.of(), List.of(), Set.of(), "", Set.of("attack.t1059")),
                    a,
                    b)
                .ruleSet()
                .rules())
        .hasSize(1);
  }

  @Test
  void aRuleThatNoEventCanReachIsLoadedAndSaid() {
    SourceFile lost =
        new SourceFile(
            "pack",
            "x.yml",
            "x.yml",
            new String(rule("x.yml", 4, "").content(), StandardCharsets.UTF_8)
                .replace("product: windows", "product: toaster")
                .getBytes(StandardCharsets.UTF_8));
    CompiledRuleSet compiled = compile(lost);
    assertThat(compiled.unroutable()).isEqualTo(1);
    assertThat(compiled.warnings()).extracting(SigmaError::code).contains(ErrorCode.UNROUTABLE);
  }

  @Test
  void compilingAgainGivesWhatAFreshCompilerGives() {
    RuleSetCompiler compiler =
        new RuleSetCompiler(
            RuleSelection.DEFAULT, Placeholders.NONE, EventTables.builtIn().logSources().known());
    SourceFile kept = rule("a.yml", 1, "");
    compiler.compile("set", 1, List.of(kept, rule("b.yml", 2, ""), rule("c.yml", 3, "")));
    List<SourceFile> next = List.of(kept, rule("b.yml", 2, "changed: true"), rule("d.yml", 1, ""));
    CompiledRuleSet again = compiler.compile("set", 7, next);
    CompiledRuleSet fresh = compile(next.toArray(new SourceFile[0]));
    assertThat(again.ruleSet().hash()).isEqualTo(fresh.ruleSet().hash());
    assertThat(again.problems()).isEqualTo(fresh.problems());
    assertThat(again.refused()).isEqualTo(2);
  }

  @Test
  void aRuleThatStandsForTooManyComparisonsIsRefused() {
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      values.append("'").append(i).append(" -a -b -c -d -x', ");
    }
    SourceFile big =
        new SourceFile(
            "pack",
            "big.yml",
            "big.yml",
            new String(rule("big.yml", 5, "").content(), StandardCharsets.UTF_8)
                .replace("Image: 'a'", "CommandLine|windash|contains: [" + values + "'z']")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(compile(big).errors())
        .extracting(SigmaError::code)
        .containsExactly(ErrorCode.EXPANSION_TOO_LARGE);
  }

  @Test
  void tablesOfPlaceholdersThatDifferGiveHashesThatDiffer() {
    assertThat(new Placeholders(Map.of("a", List.of("x, y"))).toString())
        .isNotEqualTo(new Placeholders(Map.of("a", List.of("x", "y"))).toString());
  }
}
