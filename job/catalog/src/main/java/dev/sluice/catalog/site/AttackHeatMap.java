package dev.sluice.catalog.site;

import dev.sluice.catalog.data.AttackMatrix;
import dev.sluice.catalog.data.AttackMatrix.Tactic;
import dev.sluice.catalog.data.AttackMatrix.Technique;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The matrix of ATT&amp;CK: which techniques have how many rules. */
final class AttackHeatMap {

  private final AttackMatrix attack;
  private final Map<String, List<Technique>> children = new HashMap<>();

  AttackHeatMap(AttackMatrix attack) {
    this.attack = attack;
    for (Technique technique : attack.techniques()) {
      if (!technique.parent().isEmpty()) {
        children.computeIfAbsent(technique.parent(), any -> new ArrayList<>()).add(technique);
      }
    }
  }

  /** The sub-techniques of a technique, in the order of the table. */
  List<Technique> below(Technique technique) {
    return children.getOrDefault(technique.id(), List.of());
  }

  /** The slugs of the rules of a technique and of its sub-techniques. */
  Set<String> rulesWithChildren(Technique technique) {
    Set<String> slugs = new TreeSet<>(technique.rules());
    below(technique).forEach(child -> slugs.addAll(child.rules()));
    return slugs;
  }

  /** What the template shows. */
  MatrixView matrix() {
    return new MatrixView(
        Frame.of(SitePaths.ATTACK, "ATT&CK", Frame.Nav.ATTACK),
        attack.version(),
        attack.attribution(),
        Heat.LEGEND,
        attack.tactics().stream().map(this::column).toList());
  }

  private Column column(Tactic tactic) {
    List<MatrixCell> cells =
        attack.techniques().stream()
            .filter(technique -> technique.parent().isEmpty())
            .filter(technique -> technique.tactics().contains(tactic.word()))
            .map(technique -> cell(technique, tactic))
            .toList();
    long covered = cells.stream().filter(cell -> cell.rules() > 0).count();
    return new Column(
        SitePaths.tactic(tactic.word()),
        tactic.name(),
        tactic.rules().size(),
        (int) covered,
        cells);
  }

  /** A sub-technique serves the tactics that the table has for it, not all of its parent's. */
  private MatrixCell cell(Technique technique, Tactic tactic) {
    List<MatrixCell> below =
        below(technique).stream()
            .filter(child -> child.tactics().contains(tactic.word()))
            .map(child -> cell(child, tactic))
            .toList();
    int count = rulesWithChildren(technique).size();
    return new MatrixCell(
        SitePaths.technique(technique.id()),
        technique.id(),
        technique.name(),
        count,
        Heat.of(count),
        below);
  }

  /** What the template of the matrix shows. */
  record MatrixView(
      Frame frame,
      String version,
      String attribution,
      List<Heat.Degree> legend,
      List<Column> columns) {}

  /** A tactic; {@code covered} of its techniques have rules. */
  record Column(String path, String name, int rules, int covered, List<MatrixCell> cells) {}

  /** A technique; its rules are those of its sub-techniques too. */
  record MatrixCell(
      String path, String id, String name, int rules, int heat, List<MatrixCell> below) {

    /** How many of the sub-techniques have rules. */
    int coveredBelow() {
      return (int) below.stream().filter(cell -> cell.rules() > 0).count();
    }
  }
}
