package dev.sluice.catalog.data;

import java.util.List;

/**
 * How rules overlap. What is listed was shown of the predicates; witnesses are events that the
 * rules were asked about.
 */
public record Overlap(
    List<Duplicate> duplicates,
    List<Subsumption> subsumptions,
    List<Contradiction> contradictions,
    List<DeadBranch> deadBranches,
    List<Contested> contested,
    Searched searched) {

  public Overlap {
    duplicates = List.copyOf(duplicates);
    subsumptions = List.copyOf(subsumptions);
    contradictions = List.copyOf(contradictions);
    deadBranches = List.copyOf(deadBranches);
    contested = List.copyOf(contested);
  }

  /**
   * Rules that fire on the same events.
   *
   * @param rules slugs, two at least
   * @param sameText whether their detections are equal, not only what they mean
   * @param witness an event on which all fire
   */
  public record Duplicate(List<String> rules, boolean sameText, String witness) {
    public Duplicate {
      rules = List.copyOf(rules);
    }
  }

  /**
   * A rule that fires whenever another one does, and on more.
   *
   * @param wide slug of the rule that fires on more
   * @param narrow slug of the other
   * @param both an event on which both fire
   * @param wideOnly an event on which only the wide one does; empty when none was found
   */
  public record Subsumption(String wide, String narrow, String both, String wideOnly) {}

  /** A rule that can never fire. */
  public record Contradiction(String rule) {}

  /**
   * A part of a rule without which it fires on the same events.
   *
   * @param selection search identifier it stands in, or that it is
   * @param part in words
   * @param because in words
   * @param witness an event on which rule and part are true; empty when the part never is
   */
  public record DeadBranch(
      String rule, String selection, String part, String because, String witness) {}

  /**
   * An indicator for which one rule alerts and another leaves out events.
   *
   * @param indicator its key
   * @param alerts slug of the rule that fires on the witness
   * @param excludes slug of the rule that leaves it out
   * @param pairs how many pairs of rules of one log source there are
   * @param witness an event on which the one fires and that the other leaves out; empty when none
   *     was found
   */
  public record Contested(
      String indicator, String alerts, String excludes, int pairs, String witness) {}

  /**
   * What was looked at.
   *
   * @param rules that were looked at
   * @param withoutEvent slugs of rules of which no event could be made: what they overlap is
   *     unknown
   * @param withLongLists slugs of rules with lists that are too long for their values to be held
   *     against each other
   * @param pairs of rules that were compared
   * @param unknown pairs of which nothing could be shown
   */
  public record Searched(
      int rules,
      List<String> withoutEvent,
      List<String> withLongLists,
      int pairs,
      List<Pair> unknown) {
    public Searched {
      withoutEvent = List.copyOf(withoutEvent);
      withLongLists = List.copyOf(withLongLists);
      unknown = List.copyOf(unknown);
    }
  }

  /** Whether {@code wide} fires whenever {@code narrow} does. */
  public record Pair(String wide, String narrow) {}
}
