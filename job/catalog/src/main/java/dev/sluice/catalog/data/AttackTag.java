package dev.sluice.catalog.data;

import java.util.List;

/**
 * What a tag says of ATT&amp;CK.
 *
 * @param tag as the rule has it
 * @param id of technique or tactic; empty when the table has none
 * @param name of a sub-technique its own alone; empty when the table has none
 * @param parent name of the technique that a sub-technique belongs to, else empty
 * @param tactics words of the tactics of the newest version that a technique serves
 * @param note what became of it: renamed, replaced, unknown; empty when nothing did
 */
public record AttackTag(
    String tag,
    Kind kind,
    String id,
    String name,
    String parent,
    List<String> tactics,
    String note) {

  public AttackTag {
    tactics = List.copyOf(tactics);
  }

  /** What is named. */
  public enum Kind {
    TACTIC,
    TECHNIQUE,
    SUBTECHNIQUE,
    /** A group, software or the like. */
    OTHER
  }
}
