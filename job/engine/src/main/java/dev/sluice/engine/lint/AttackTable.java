package dev.sluice.engine.lint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which techniques and tactics MITRE ATT&amp;CK knows, as {@code attack.txt} says, and their names.
 * Ids have a capital letter. Immutable.
 */
public final class AttackTable {

  /** Version 19 parted this tactic in two; tags of either version are good. */
  private static final String PARTED = "defense-evasion";

  private static final List<String> PARTS = List.of("stealth", "defense-impairment");

  private final Map<String, Set<String>> tactics = new HashMap<>();
  private final Map<String, String> successors = new HashMap<>();
  private final Set<String> names = new TreeSet<>(PARTS);
  private final AttackNames matrix = new AttackNames();

  /** The table that this version of Sluice ships. */
  public AttackTable() {
    ResourceLines.of("attack.txt").forEach(this::add);
  }

  private void add(String line) {
    int arrow = line.indexOf(" >");
    if (arrow >= 0) {
      successors.put(line.substring(0, arrow), line.substring(arrow).replace(">", "").strip());
      return;
    }
    String[] sides = line.split(" : ", 2);
    List<String> served = List.of(sides[1].split(" "));
    String[] ids = sides[0].split(" ");
    for (int i = 1; i < ids.length; i++) {
      String id = ids[i].equals("-") ? ids[0] : ids[0] + ids[i];
      tactics.computeIfAbsent(id, key -> new TreeSet<>()).addAll(served);
    }
    names.addAll(served);
  }

  /** Whether {@code id} is a technique, or was one. */
  public boolean knows(String id) {
    return tactics.containsKey(id) || successors.containsKey(id);
  }

  /**
   * What took the place of {@code id}: empty when nothing did, null when it is still a technique of
   * the newest version.
   */
  public @Nullable String successor(String id) {
    return successors.get(id);
  }

  /** The tactics that {@code id} serves in any version; empty when it is not known. */
  Set<String> tactics(String id) {
    Set<String> served = new TreeSet<>(tactics.getOrDefault(id, Set.of()));
    if (served.contains(PARTED)) {
      served.addAll(PARTS);
    } else if (PARTS.stream().anyMatch(served::contains)) {
      served.add(PARTED);
    }
    return served;
  }

  /** Whether {@code name} is a tactic. */
  boolean isTactic(String name) {
    return names.contains(name);
  }

  /** The names of all tactics. */
  Collection<String> tacticNames() {
    return names;
  }

  /** The ids of all techniques that some version has in force. */
  public Collection<String> techniques() {
    return new ArrayList<>(tactics.keySet());
  }

  /** The name of the technique {@code id}; empty when it is not known. */
  public String name(String id) {
    return matrix.name(id);
  }

  /** The tactics of the newest version, in the order of its matrix. */
  public List<AttackTactic> matrix() {
    return matrix.tactics();
  }

  /** The tactic of the newest version that tags call {@code word}, or did; null when none is. */
  public @Nullable AttackTactic tactic(String word) {
    return matrix.tactic(word);
  }

  /** The tactics that {@code id} serves in the newest version; empty when it is not known. */
  public Set<String> newestTactics(String id) {
    Set<String> served = new TreeSet<>(tactics.getOrDefault(id, Set.of()));
    if (served.remove(PARTED)) {
      served.add(matrix.partOf(id));
    }
    return served;
  }
}
