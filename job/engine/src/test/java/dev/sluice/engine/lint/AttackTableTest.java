package dev.sluice.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AttackTableTest {

  private final AttackTable table = new AttackTable();

  @Test
  void techniquesServeTactics() {
    assertThat(table.tactics("T1059.001")).containsExactly("execution");
    assertThat(table.tactics("T1053")).contains("execution", "persistence");
    assertThat(table.techniques())
        .hasSizeGreaterThan(650)
        .allMatch(id -> id.matches("T\\d{4}(\\.\\d{3})?"));
  }

  @Test
  void whatWasTakenBackSaysWhatFollowed() {
    assertThat(table.successor("T1086")).isEqualTo("T1059.001");
    assertThat(table.successor("T1064")).isEmpty();
    assertThat(table.successor("T1059.001")).isNull();
  }

  @Test
  void aTechniqueOfEitherVersionIsKnownWithTheTacticsOfBoth() {
    assertThat(table.knows("T1562.001")).isTrue();
    assertThat(table.successor("T1562.001")).isEqualTo("T1685");
    assertThat(table.tactics("T1562.001")).contains("defense-evasion", "defense-impairment");
    assertThat(table.tactics("T1685")).contains("defense-evasion", "defense-impairment");
  }

  @Test
  void thereAreTheTacticsOfBothVersions() {
    assertThat(table.tacticNames()).hasSize(16).contains("defense-evasion", "stealth", "impact");
    assertThat(table.isTactic("defense_evasion")).isFalse();
  }

  @Test
  void whatFollowsIsATechniqueItself() {
    for (String id : new String[] {"T1086", "T1035", "T1562", "T1070.001", "T1656"}) {
      assertThat(table.techniques()).contains(String.valueOf(table.successor(id)));
    }
  }

  @Test
  void everyTechniqueHasANameAndATacticOfTheNewestMatrix() {
    List<String> words = table.matrix().stream().map(AttackTactic::word).toList();
    assertThat(words).hasSize(15).doesNotHaveDuplicates().doesNotContain("defense-evasion");
    for (String id : table.techniques()) {
      assertThat(table.name(id)).as(id).isNotBlank();
      assertThat(table.newestTactics(id)).as(id).isNotEmpty().isSubsetOf(words);
    }
    assertThat(table.name("T1086")).isEqualTo("PowerShell");
    assertThat(table.name("T9999")).isEmpty();
  }

  @Test
  void aTacticThatWasPartedIsWhatATechniqueWentTo() {
    assertThat(table.newestTactics("T1027")).containsExactly("stealth");
    assertThat(table.newestTactics("T1112")).contains("defense-impairment");
    assertThat(table.tactic("defense-evasion")).isEqualTo(table.tactic("stealth"));
    assertThat(table.tactic("nonsense")).isNull();
  }
}
