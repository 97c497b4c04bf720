package dev.sluice.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.RuleCompiler;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.sigma.ParsedDocument;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SigmaRule;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.Severity;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class RepairTest {

  private static final EventTables TABLES = EventTables.builtIn();

  private static final String UNTIDY =
      """
      title: Untidy         # kept
      id: 5a1f3c52-6b0e-4d57-9c7a-0e2f6b1d8a44
      status: Test
      description: |
        Blanks at the end of this line mean something:\s\s
        and so do these.
      references:
          - https://a.example/x
          # kept too
          - https://a.example/x
      date: 2024/1/2
      tags:
          - attack.T1033
          - attack.credential_access
          - cve.2021.44228
          - attack.t1033
      logsource:
          product: Windows
          category: "Process_Creation"
      detection:
          selection:
              Image|endswith|endswith:    # two
                  - '\\whoami.exe'
                  - '\\WHOAMI.exe'
                  - '\\whoami.exe'
              CommandLine|contains|all: '/all'
              'User|re|ignorecase': 'a.*b'
          other: {Image: x}
          condition: selection AND Not 1 OF oth*\s
      level: LOW\
      """;

  private static final String TIDY =
      """
      title: Untidy         # kept
      id: 5a1f3c52-6b0e-4d57-9c7a-0e2f6b1d8a44
      status: test
      description: |
        Blanks at the end of this line mean something:\s\s
        and so do these.
      references:
          - https://a.example/x
          # kept too
      date: 2024-01-02
      tags:
          - attack.t1033
          - attack.credential-access
          - cve.2021-44228
      logsource:
          product: windows
          category: "process_creation"
      detection:
          selection:
              Image|endswith:    # two
                  - '\\whoami.exe'
                  - '\\WHOAMI.exe'
              CommandLine|contains: '/all'
              'User|re|i': 'a.*b'
          other: {Image: x}
          condition: selection and not 1 of oth*
      level: low
      """;

  @Test
  void whatCanBeRepairedIsAndTheRestStaysAsItIs() {
    assertThat(repair(UNTIDY).text()).isEqualTo(TIDY);
  }

  @Test
  void whatIsRepairedIsNotFoundAgain() {
    assertThat(repair(TIDY).repaired()).isEmpty();
  }

  @Test
  void lineEndsAndTheByteOrderMarkGoTogetherWithTheRest() {
    String windows = "\uFEFF" + UNTIDY.replace("\n", "\r\n");
    String once = repair(windows).text();
    assertThat(repair(once).text()).isEqualTo(TIDY);
  }

  @Test
  void everyCodeThatCanBeRepairedIsSomewhereHere() {
    Set<ErrorCode> repaired = EnumSet.noneOf(ErrorCode.class);
    repair("\uFEFF" + UNTIDY.replace("\n", "\r\n")).repaired().forEach(f -> repaired.add(f.code()));
    repair(UNTIDY).repaired().forEach(finding -> repaired.add(finding.code()));
    assertThat(repaired).containsExactlyInAnyOrderElementsOf(Repair.codes());
  }

  @Test
  void anErrorIsNeverRepaired() {
    assertThat(Repair.codes()).noneMatch(code -> code.severity() == Severity.ERROR);
  }

  @Test
  void anEditThatChangesTheMeaningIsNotMade() {
    String text = "title: a\ndescription: |+\n  b\n\n";
    SigmaError wrong = SigmaError.at("x", new Position(3, 3), ErrorCode.TRAILING_SPACE, "", "");
    assertThat(Repair.of(text, List.of(wrong))).isEqualTo(new Repair.Result(text, List.of()));
  }

  @Test
  void placesBeyondTheTextDoNoHarm() {
    for (ErrorCode code : Repair.codes()) {
      SigmaError far = SigmaError.at("x", new Position(99, 99), code, "", "");
      assertThat(Meaning.of(Repair.of(TIDY, List.of(far)).text())).isEqualTo(Meaning.of(TIDY));
    }
  }

  @Test
  void meaningTellsRulesApart() {
    String rule = TIDY;
    for (String[] change :
        new String[][] {
          {"whoami", "whoamI"},
          {"Image|endswith", "Image|startswith"},
          {"and not", "or not"},
          {"1 of oth", "all of oth"},
          {"product: windows", "product: linux"},
          {"status: test", "status: stable"},
          {"a.*b", "A.*b"},
          {"these.", "these"}
        }) {
      assertThat(Meaning.of(rule.replace(change[0], change[1])))
          .as(change[0])
          .isNotEqualTo(Meaning.of(rule));
    }
  }

  private static Repair.Result repair(String text) {
    return repair(text, code -> true);
  }

  /** Repairs what is found in {@code text} with a code that is {@code wanted}. */
  static Repair.Result repair(String text, Predicate<ErrorCode> wanted) {
    return repair(new Linter(TABLES), text, wanted);
  }

  /** The same, by what {@code linter} finds. */
  static Repair.Result repair(Linter linter, String text, Predicate<ErrorCode> wanted) {
    SourceFile file = new SourceFile("p", "x.yml", "x.yml", text.getBytes(StandardCharsets.UTF_8));
    List<SigmaError> findings = new ArrayList<>(linter.lint(List.of(file)).findings());
    for (ParsedDocument parsed : SigmaParser.parse(file, YamlLimits.DEFAULT).parsed()) {
      findings.addAll(parsed.problems());
      findings.addAll(compiled(parsed));
    }
    findings.removeIf(finding -> !wanted.test(finding.code()));
    return Repair.of(text, findings);
  }

  private static List<SigmaError> compiled(ParsedDocument parsed) {
    return parsed.document() instanceof SigmaRule rule
        ? new RuleCompiler(Placeholders.parse("none", "").placeholders(), List.of(), Set.of())
            .compile(rule, List.of())
            .problems()
        : List.of();
  }
}
