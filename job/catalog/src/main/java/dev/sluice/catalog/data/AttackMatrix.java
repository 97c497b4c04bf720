package dev.sluice.catalog.data;

import java.util.List;

/**
 * ATT&amp;CK and the rules tagged with it.
 *
 * @param version of the table
 * @param attribution to be shown with it
 * @param tactics in the order of the matrix
 * @param techniques by id; those that took the place of others count the rules of both
 */
public record AttackMatrix(
    String version, String attribution, List<Tactic> tactics, List<Technique> techniques) {

  public AttackMatrix {
    tactics = List.copyOf(tactics);
    techniques = List.copyOf(techniques);
  }

  /**
   * A tactic.
   *
   * @param word what tags call it
   * @param formerly words of older versions
   * @param rules slugs of those tagged with it
   */
  public record Tactic(
      String word, String id, String name, List<String> formerly, List<String> rules) {
    public Tactic {
      formerly = List.copyOf(formerly);
      rules = List.copyOf(rules);
    }
  }

  /**
   * A technique or sub-technique.
   *
   * @param parent id of the technique that it belongs to, else empty
   * @param replaced ids of older techniques whose place it took
   * @param rules slugs of those tagged with it or with one of those
   */
  public record Technique(
      String id,
      String name,
      String parent,
      List<String> tactics,
      List<String> replaced,
      List<String> rules) {
    public Technique {
      tactics = List.copyOf(tactics);
      replaced = List.copyOf(replaced);
      rules = List.copyOf(rules);
    }
  }
}
