package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PushedFilesTest {

  private static final String RULE =
      """
      title: %s
      %s
      logsource:
          product: windows
          category: process_creation
      detection:
          selection:
              Image: a
          condition: selection
      level: low
      """;

  private final PushedFiles files = new PushedFiles(RuleSelection.DEFAULT);

  @Test
  void eachDocumentOfAFileIsAnEntryWithTheHashOfTheFile() {
    SourceFile file =
        file(
            "three.yml",
            rule("One", "id: 5f9a1c52-0a4e-4c55-9f5e-1d0c7cf1a001")
                + "---\n"
                + rule("Two", "name: two")
                + "---\n"
                + rule("Three", ""));
    files.addRules(file);
    String sha256 = Hashes.sha256(file.content());
    assertThat(files.entries())
        .hasSize(3)
        .allSatisfy(
            entry -> {
              assertThat(entry.kind()).isEqualTo(Kind.RULE);
              assertThat(entry.pack()).isEqualTo("pack");
              assertThat(entry.path()).isEqualTo("dir/three.yml");
              assertThat(entry.sha256()).isEqualTo(sha256);
            });
    assertThat(files.contents()).containsOnlyKeys(sha256);
    assertThat(files.rules()).containsExactly(file);
    assertThat(files.entries())
        .extracting(ManifestEntry::id)
        .containsExactlyElementsOf(engineIds(file));
  }

  @Test
  void filtersAndCorrelationsAreTold() {
    files.addRules(
        file(
            "kinds.yml",
            """
            title: Filter
            id: 5f9a1c52-0a4e-4c55-9f5e-1d0c7cf1a002
            logsource:
                product: windows
            filter:
                rules:
                    - any
                selection:
                    Image: a
                condition: not selection
            ---
            title: Correlation
            id: 5f9a1c52-0a4e-4c55-9f5e-1d0c7cf1a003
            correlation:
                type: event_count
                rules:
                    - some
                group-by:
                    - User
                timespan: 1h
                condition:
                    gte: 3
            """));
    assertThat(files.entries())
        .extracting(ManifestEntry::kind)
        .containsExactly(Kind.FILTER, Kind.CORRELATION);
  }

  @Test
  void whatIsNotSelectedIsNotPushed() {
    files.addRules(
        file("two.yml", rule("Old", "status: deprecated") + "---\n" + rule("New", "status: test")));
    files.addRules(file("old.yml", rule("Old", "status: unsupported")));
    assertThat(files.entries()).hasSize(1);
    assertThat(files.rules()).extracting(SourceFile::path).containsExactly("dir/two.yml");
  }

  @Test
  void aDocumentWithAnErrorIsPushedAndOneThatCannotBeToldIsAProblem() {
    files.addRules(
        file(
            "bad.yml",
            rule("Bad", "id: 5f9a1c52-0a4e-4c55-9f5e-1d0c7cf1a004").replace("Image", "Image|huh")));
    files.addRules(file("no.yml", "title: [\n"));
    assertThat(files.entries())
        .extracting(ManifestEntry::id)
        .containsExactly("5f9a1c52-0a4e-4c55-9f5e-1d0c7cf1a004");
    assertThat(files.problems()).extracting(SigmaError::file).containsExactly("no.yml");
  }

  @Test
  void aTableIsNamedByItsFile() {
    files.addTable(Kind.MAPPING, file("own.fields.yml", "x: y"));
    assertThat(files.entries()).extracting(ManifestEntry::id).containsExactly("own.fields.yml");
    assertThat(files.tables(Kind.MAPPING)).hasSize(1);
    assertThat(files.tables(Kind.LOGSOURCE)).isEmpty();
    assertThat(files.rules()).isEmpty();
  }

  @Test
  void aFileBeyondTheLimitOfTheJobIsRefused() {
    SourceFile big = file("big.yml", "#".repeat((1 << 20) + 1));
    assertThatThrownBy(() -> files.addTable(Kind.MAPPING, big))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("big.yml")
        .hasMessageContaining("1048576");
  }

  private static List<String> engineIds(SourceFile file) {
    CompiledRuleSet compiled =
        new RuleSetCompiler(RuleSelection.ALL, Placeholders.NONE, Set.of())
            .compile("x", 1, List.of(file));
    return compiled.ruleSet().rules().stream().map(rule -> rule.id()).toList();
  }

  private static String rule(String title, String line) {
    return RULE.formatted(title, line);
  }

  private static SourceFile file(String name, String content) {
    return new SourceFile("pack", "dir/" + name, name, content.getBytes(StandardCharsets.UTF_8));
  }
}
