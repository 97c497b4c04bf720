package dev.sluice.engine.format;

import dev.sluice.engine.lint.AttackTable;
import dev.sluice.engine.lint.AttackTactic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the tags {@code attack.*} of a rule say of MITRE ATT&amp;CK, each once, in their order. Tags
 * of groups and software are left out, and so are tactics that the table does not know.
 *
 * @param tactics by their names of the newest version
 * @param techniques as the tags have them, also those that the table does not know
 */
record AttackTags(List<AttackTactic> tactics, List<Technique> techniques) {
  private static final String NAMESPACE = "attack.";
  private static final Pattern TECHNIQUE = Pattern.compile("t\\d{4}(\\.\\d{3})?");

  AttackTags {
    tactics = List.copyOf(tactics);
    techniques = List.copyOf(techniques);
  }

  /**
   * A technique, or a sub-technique with the technique that it is of.
   *
   * @param id such as {@code T1059}
   * @param name empty when it is not known
   * @param subId such as {@code T1059.001}; empty for a technique
   * @param subName of the sub-technique alone
   * @param served the words of the tactics that it serves
   */
  record Technique(String id, String name, String subId, String subName, Set<String> served) {
    Technique {
      served = Set.copyOf(served);
    }
  }

  /** Loaded when the first alert is mapped. */
  private static final class Table {
    static final AttackTable ATTACK = new AttackTable();

    private Table() {}
  }

  static AttackTags of(List<String> tags) {
    Map<String, AttackTactic> tactics = new LinkedHashMap<>();
    Map<String, Technique> techniques = new LinkedHashMap<>();
    for (String tag : tags) {
      String small = tag.strip().toLowerCase(Locale.ROOT);
      if (!small.startsWith(NAMESPACE)) {
        continue;
      }
      String word = small.substring(NAMESPACE.length());
      if (TECHNIQUE.matcher(word).matches()) {
        techniques.computeIfAbsent(word, AttackTags::technique);
      } else {
        AttackTactic tactic = Table.ATTACK.tactic(word.replace('_', '-'));
        if (tactic != null) {
          tactics.putIfAbsent(tactic.id(), tactic);
        }
      }
    }
    return new AttackTags(new ArrayList<>(tactics.values()), new ArrayList<>(techniques.values()));
  }

  private static Technique technique(String word) {
    String id = word.toUpperCase(Locale.ROOT);
    int dot = id.indexOf('.');
    String main = dot < 0 ? id : id.substring(0, dot);
    return new Technique(
        main,
        Table.ATTACK.name(main),
        dot < 0 ? "" : id,
        dot < 0 ? "" : Table.ATTACK.name(id),
        Table.ATTACK.newestTactics(id));
  }

  /** Those of the tags' tactics that {@code technique} serves. */
  List<AttackTactic> tacticsOf(Technique technique) {
    return tactics.stream().filter(tactic -> technique.served().contains(tactic.word())).toList();
  }

  /** Those of the tactics that no technique of the tags serves. */
  List<AttackTactic> tacticsAlone() {
    return tactics.stream()
        .filter(
            tactic -> techniques.stream().noneMatch(one -> one.served().contains(tactic.word())))
        .toList();
  }
}
