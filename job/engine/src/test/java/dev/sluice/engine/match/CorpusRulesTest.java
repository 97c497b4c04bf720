package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Corpus;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.sigma.ParseResult;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The floors of the rule corpora: what loads, what is refused, and for which reason, file by file.
 */
class CorpusRulesTest {

  private static final Pattern PLACEHOLDER = Pattern.compile("placeholder '%([^%]+)%'");

  private static List<SourceFile> files(String archive) throws IOException {
    RuleFiles files = RuleFiles.load(Corpus.file(archive));
    assertThat(files.problems()).isEmpty();
    return files.files();
  }

  private static List<SourceFile> sigmaHq() throws IOException {
    return files("sigmahq/sigmahq-rules.zip");
  }

  private static CompiledRuleSet compile(List<SourceFile> files, Placeholders placeholders) {
    return compile(files, placeholders, RuleSelection.DEFAULT);
  }

  private static CompiledRuleSet compile(
      List<SourceFile> files, Placeholders placeholders, RuleSelection selection) {
    return new RuleSetCompiler(selection, placeholders, EventTables.builtIn().logSources().known())
        .compile("corpus", 1, files);
  }

  @Test
  void every4039FilesOfSigmaHqAreReadAndClassified() throws IOException {
    List<SourceFile> files = sigmaHq();
    assertThat(files).hasSize(4039);
    for (SourceFile file : files) {
      ParseResult result = SigmaParser.parse(file, YamlLimits.DEFAULT);
      assertThat(result.documents().size() + result.problems().size()).as(file.name()).isPositive();
      assertThat(result.documents())
          .allSatisfy(d -> assertThat(d.header().position().line()).isPositive());
      assertThat(result.problems()).noneMatch(p -> p.code() == ErrorCode.YAML_SYNTAX);
    }
  }

  @Test
  void of3780ActiveRules3755CompileAndTheOthersLackAPlaceholderOnly() throws IOException {
    List<SourceFile> active =
        sigmaHq().stream().filter(file -> Corpus.isActive(file.path())).toList();
    assertThat(active).hasSize(3780);
    CompiledRuleSet without = compile(active, Placeholders.NONE);
    assertThat(without.ruleSet().rules()).hasSize(3755);
    assertThat(without.refused()).isEqualTo(25);
    assertThat(without.errors())
        .extracting(SigmaError::code)
        .containsOnly(ErrorCode.PLACEHOLDER_MISSING);

    CompiledRuleSet with = compile(active, someValueForEach(active));
    assertThat(with.errors()).isEmpty();
    assertThat(with.ruleSet().rules()).hasSize(3780);
  }

  /** A rule may lack several placeholders; each compilation names one of each rule. */
  private static Placeholders someValueForEach(List<SourceFile> files) {
    Map<String, List<String>> values = new HashMap<>();
    for (int round = 0; round < 10; round++) {
      CompiledRuleSet compiled = compile(files, new Placeholders(values));
      for (SigmaError error : compiled.errors()) {
        Matcher name = PLACEHOLDER.matcher(error.message());
        assertThat(name.find()).isTrue();
        values.put(name.group(1), List.of("192.0.2.0/24"));
      }
      if (compiled.errors().isEmpty()) {
        break;
      }
    }
    return new Placeholders(values);
  }

  @Test
  void theRefusedInactiveFilesOfSigmaHqAreTheKnownOnes() throws IOException {
    List<SourceFile> inactive =
        sigmaHq().stream().filter(file -> !Corpus.isActive(file.path())).toList();
    CompiledRuleSet compiled = compile(inactive, Placeholders.NONE, RuleSelection.ALL);
    assertThat(codesByPath(compiled, inactive)).isEqualTo(table("sigmahq-inactive-refused.csv"));
  }

  @Test
  void theRefused57FilesOfMdecrevoisierAreTheKnownOnes() throws IOException {
    List<SourceFile> files = files("mdecrevoisier/mdecrevoisier-rules.zip");
    assertThat(files).hasSize(352);
    CompiledRuleSet compiled = compile(files, Placeholders.NONE);
    Map<String, Set<String>> refused = codesByPath(compiled, files);
    assertThat(refused).hasSize(57);
    assertThat(compiled.refused()).isEqualTo(57);
    assertThat(compiled.ruleSet().rules()).hasSize(295);
    assertThat(refused).isEqualTo(table("mdecrevoisier-refused.csv"));
  }

  private static Map<String, Set<String>> codesByPath(CompiledRuleSet set, List<SourceFile> files) {
    Map<String, String> paths = new HashMap<>();
    files.forEach(file -> paths.put(file.name(), file.path()));
    Map<String, Set<String>> codes = new TreeMap<>();
    for (SigmaError error : set.errors()) {
      String path = Objects.requireNonNull(paths.get(error.file()));
      codes.computeIfAbsent(path, p -> new TreeSet<>()).add(error.code().name());
    }
    return codes;
  }

  private static Map<String, Set<String>> table(String name) {
    Map<String, Set<String>> table = new TreeMap<>();
    for (String line : lines(name)) {
      int comma = line.lastIndexOf(',');
      table
          .computeIfAbsent(line.substring(0, comma), p -> new TreeSet<>())
          .addAll(List.of(line.substring(comma + 1).split(" ")));
    }
    return table;
  }

  private static List<String> lines(String name) {
    try (InputStream in =
        Objects.requireNonNull(CorpusRulesTest.class.getResourceAsStream("/corpus/" + name))) {
      List<String> lines =
          new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
