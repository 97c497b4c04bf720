package dev.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.catalog.data.AttackMatrix;
import dev.sluice.catalog.data.AttackTag;
import dev.sluice.catalog.data.EventReach;
import dev.sluice.engine.lint.AttackTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coverage of events and of ATT&amp;CK. */
final class CoverageTest {

  private static final String PROCESS = "product: windows, category: process_creation";

  @Test
  void aFieldThatAProviderNeverHasIsNamed() {
    assertThat(reach(PROCESS, "s: {OriginalFileName: x}\nt: {Image: y}\ncondition: s or t"))
        .containsExactly("Security-Auditing 4688 SOME s:OriginalFileName", "Sysmon 1 ALL");
    assertThat(reach(PROCESS, "s: {OriginalFileName: x, Image: y}\ncondition: s"))
        .containsExactly("Security-Auditing 4688 NONE s:OriginalFileName", "Sysmon 1 ALL");
    assertThat(reach(PROCESS, "s: {Image: x}\nf: {User: y}\ncondition: s and not f"))
        .as("what is left out is no reason to be silent")
        .containsExactly("Security-Auditing 4688 ALL", "Sysmon 1 ALL");
    assertThat(reach(PROCESS, "s: {Image: x, TargetUserSid: y}\ncondition: s"))
        .containsExactly("Security-Auditing 4688 ALL", "Sysmon 1 NONE s:TargetUserSid");
    assertThat(reach(PROCESS, "s: {Image: x, NoSuchField: y}\ncondition: s"))
        .containsExactly(
            "Security-Auditing 4688 NONE s:NoSuchField", "Sysmon 1 NONE s:NoSuchField");
  }

  @Test
  void aFieldThatIsAskedToBeAbsentIsNoHindrance() {
    assertThat(reach(PROCESS, "s: {Image: x, OriginalFileName: null}\ncondition: s"))
        .contains("Security-Auditing 4688 ALL");
    assertThat(reach(PROCESS, "s: {Image: x, Hashes|exists: false}\ncondition: s"))
        .contains("Security-Auditing 4688 ALL");
  }

  @Test
  void aRuleThatCannotMatchAnEventDoesNotCoverIt() {
    CatalogData data =
        new Packs().rule("a", PROCESS, "s: {OriginalFileName: x}\ncondition: s").build();
    assertThat(Packs.page(data, "a").line().events()).hasSize(1);
    assertThat(data.catalog().events())
        .anyMatch(e -> e.id().equals("4688") && e.never().size() == 1 && e.rules().isEmpty())
        .anyMatch(e -> e.id().equals("1") && e.rules().size() == 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "service: security ! s: {EventID: 4624}, condition: s ! Security-Auditing 4624 ALL",
        "service: security ! s: {EventID: '4624'}, condition: s ! Security-Auditing 4624 ALL",
        "service: security ! s: {EventID: 1102}, condition: s ! Eventlog 1102 ALL",
        "service: system ! s: {EventID: 7045}, condition: s ! Service Control Manager 7045 ALL",
        "service: system ! s: {EventID: 16, Provider_Name: Microsoft-Windows-Kernel-General},"
            + " condition: s ! Kernel-General 16 ALL",
        "service: security ! s: {EventID: 4624}, t: {LogonType: 3}, condition: s and t !"
            + " Security-Auditing 4624 ALL",
        "service: security ! s: {EventID: 4624}, f: {EventID: 4625}, condition: s and not f !"
            + " Security-Auditing 4624 ALL",
        "service: security ! s: {A: 1}, condition: s ! Security-Auditing  ALL",
        "service: applocker ! s: {EventID: 8004}, condition: s ! AppLocker 8004 ALL"
      })
  void theEventsOfAServiceAreThoseThatTheConditionDemands(
      String source, String detection, String expected) {
    String block = detection.strip().replaceAll(", (?=[a-z]+:)", "\n");
    assertThat(reach("product: windows, " + source.strip(), block))
        .containsExactly(expected.strip());
  }

  @Test
  void eachAlternativeDemandsItsOwnPair() {
    assertThat(
            reach(
                "product: windows, service: system",
                """
                s: {EventID: 7045, Provider_Name: Service Control Manager}
                t: {EventID: 104, Provider_Name: Microsoft-Windows-Eventlog}
                condition: s or t
                """))
        .containsExactly("Eventlog 104 ALL", "Service Control Manager 7045 ALL");
  }

  @Test
  void rulesOfOtherProductsHaveTheTitlesOfTheirEvents() {
    CatalogData data =
        new Packs()
            .rule("a", "product: aws, service: cloudtrail", "s: {eventName: x}\ncondition: s")
            .build();
    assertThat(Packs.page(data, "a").otherEvents()).contains("CloudTrail record");
  }

  @ParameterizedTest
  @CsvSource({
    "attack.t1059.001, T1059.001, PowerShell, Command and Scripting Interpreter, execution, ''",
    "attack.T1003, T1003, OS Credential Dumping, '', credential-access, ''",
    "attack.t1562.001, T1562.001, Disable or Modify Tools, Impair Defenses, defense-impairment,"
        + " replaced by T1685 Disable or Modify Tools",
    "attack.t1064, T1064, Scripting, '', '', taken back without a successor",
    "attack.t9999, '', '', '', '', ATT&CK has no technique T9999",
    "attack.execution, TA0002, Execution, '', execution, ''",
    "attack.command_and_control, TA0011, Command and Control, '', command-and-control, ''",
    "attack.stealth, TA0005, Stealth, '', stealth, ''",
    "attack.s0029, S0029, '', '', '', 'a group, software or the like'",
    "attack.nonsense, '', '', '', '', ATT&CK has no tactic of this name"
  })
  void tagsHaveTheNamesOfTheTable(
      String tag, String id, String name, String parent, String tactics, String note) {
    AttackTag read = new AttackTags(new AttackTable()).of(List.of(tag)).get(0);
    assertThat(read.id()).isEqualTo(id);
    assertThat(read.name()).isEqualTo(name);
    assertThat(read.parent()).isEqualTo(parent);
    assertThat(String.join(",", read.tactics())).isEqualTo(tactics);
    assertThat(read.note()).isEqualTo(note);
  }

  @Test
  void aRenamedTacticIsTheNewOneAndSaysSo() {
    AttackTag old = new AttackTags(new AttackTable()).of(List.of("attack.defense_evasion")).get(0);
    assertThat(old.id()).isEqualTo("TA0005");
    assertThat(old.name()).isEqualTo("Stealth");
    assertThat(old.note()).contains("defense-evasion until version 18");
  }

  @Test
  void everyTechniqueHasANameAndATacticOfTheMatrix() {
    AttackMatrix matrix = new Packs().build().catalog().attack();
    List<String> words = matrix.tactics().stream().map(AttackMatrix.Tactic::word).toList();
    assertThat(words).hasSize(15).startsWith("reconnaissance").endsWith("impact");
    assertThat(matrix.techniques()).hasSizeGreaterThan(600);
    assertThat(matrix.techniques())
        .allSatisfy(
            technique -> {
              assertThat(technique.name()).isNotBlank();
              assertThat(technique.tactics()).isNotEmpty().isSubsetOf(words);
            });
  }

  @Test
  void aTechniqueThatTookAnothersPlaceCountsItsRules() {
    CatalogData data =
        new Packs()
            .file("p", "old.yml", tagged("old", "attack.t1562.002"))
            .file("p", "new.yml", tagged("new", "attack.t1685.001"))
            .build();
    assertThat(data.catalog().attack().techniques())
        .filteredOn(technique -> technique.id().equals("T1685.001"))
        .allSatisfy(
            technique -> {
              assertThat(technique.rules()).hasSize(2);
              assertThat(technique.replaced()).contains("T1562.002");
            })
        .hasSize(1);
    assertThat(data.catalog().gaps().techniquesWithoutRules())
        .doesNotContain("T1685.001", "T1562.002")
        .contains("T1003.001");
  }

  private static String tagged(String title, String tag) {
    return "title: %s\ntags: [%s]\nlogsource: {%s}\ndetection: {s: {Image: x}, condition: s}\n"
        .formatted(title, tag, PROCESS);
  }

  private static List<String> reach(String logSource, String detection) {
    CatalogData data = new Packs().rule("a", logSource, detection).build();
    return Packs.page(data, "a").events().stream().map(CoverageTest::words).toList();
  }

  private static String words(EventReach reach) {
    StringBuilder words = new StringBuilder();
    words.append(reach.provider()).append(' ').append(reach.id()).append(' ').append(reach.reach());
    reach
        .unable()
        .forEach(
            unable ->
                words
                    .append(' ')
                    .append(unable.selection())
                    .append(':')
                    .append(String.join(",", unable.fields())));
    return words.toString();
  }
}
