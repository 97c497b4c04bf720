package dev.sluice.catalog.data;

import org.jspecify.annotations.Nullable;

/**
 * One step of a rule.
 *
 * @param number 0 for the condition, then one for each search identifier in the order of the rule
 * @param name of the search identifier; {@code condition} for the condition
 * @param text as the rule has it, without comments
 * @param predicates null for the condition
 */
public record Stage(int number, String name, Use use, String text, @Nullable Part predicates) {

  /** How the condition uses a search identifier. */
  public enum Use {
    CONDITION,
    WANTED,
    NOT,
    /** Both, at different places. */
    BOTH,
    UNUSED
  }
}
