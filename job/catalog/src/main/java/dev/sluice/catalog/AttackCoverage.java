package dev.sluice.catalog;

import dev.sluice.catalog.data.AttackMatrix;
import dev.sluice.catalog.data.AttackMatrix.Tactic;
import dev.sluice.catalog.data.AttackMatrix.Technique;
import dev.sluice.catalog.data.AttackTag;
import dev.sluice.engine.lint.AttackTable;
import dev.sluice.engine.lint.AttackTactic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which tactics and techniques the rules are tagged with. */
final class AttackCoverage {

  static final String VERSION = "18.1, with the tactics and techniques that version 19 renamed";
  private static final String ATTRIBUTION =
      "MITRE ATT&CK, (c) The MITRE Corporation, used by permission of its terms of use:"
          + " https://attack.mitre.org/resources/legal-and-branding/terms-of-use/";

  private final AttackTable table;
  private final AttackTags tags;
  private final Map<String, Set<String>> byTactic = new TreeMap<>();
  private final Map<String, Set<String>> byTechnique = new TreeMap<>();

  AttackCoverage(AttackTable table) {
    this.table = table;
    this.tags = new AttackTags(table);
  }

  void add(String slug, List<AttackTag> read) {
    for (AttackTag tag : read) {
      if (tag.kind() == AttackTag.Kind.TACTIC) {
        tag.tactics()
            .forEach(word -> byTactic.computeIfAbsent(word, any -> new TreeSet<>()).add(slug));
      } else if (tag.kind() != AttackTag.Kind.OTHER && !tag.id().isEmpty()) {
        byTechnique.computeIfAbsent(tags.newest(tag.id()), any -> new TreeSet<>()).add(slug);
      }
    }
  }

  AttackMatrix matrix() {
    Map<String, List<String>> replaced = new TreeMap<>();
    Set<String> inForce = new TreeSet<>();
    for (String id : new TreeSet<>(table.techniques())) {
      if (table.successor(id) == null) {
        inForce.add(id);
      } else {
        replaced.computeIfAbsent(tags.newest(id), any -> new ArrayList<>()).add(id);
      }
    }
    List<Technique> techniques = new ArrayList<>();
    for (String id : inForce) {
      int dot = id.indexOf('.');
      techniques.add(
          new Technique(
              id,
              table.name(id),
              dot < 0 ? "" : id.substring(0, dot),
              List.copyOf(table.newestTactics(id)),
              replaced.getOrDefault(id, List.of()),
              List.copyOf(byTechnique.getOrDefault(id, Set.of()))));
    }
    return new AttackMatrix(
        VERSION, ATTRIBUTION, table.matrix().stream().map(this::tactic).toList(), techniques);
  }

  private Tactic tactic(AttackTactic tactic) {
    return new Tactic(
        tactic.word(),
        tactic.id(),
        tactic.name(),
        tactic.formerly(),
        List.copyOf(byTactic.getOrDefault(tactic.word(), Set.of())));
  }
}
