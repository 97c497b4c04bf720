package dev.sluice.engine.match;

import dev.sluice.engine.lineage.Lineage;

/**
 * Judges events, given as bytes, by one rule set.
 *
 * <p>Every judge gives the same verdict on the same bytes, lineage, rule set and tables. A judge
 * keeps memory of its own between events and belongs to one thread at a time.
 */
public interface Judge {

  /** Returns what {@code bytes} give when nothing is known of the lineage of their process. */
  default Verdict judge(byte[] bytes) {
    return judge(bytes, Lineage.NONE);
  }

  /**
   * Returns what {@code bytes} give; they are kept by the verdict and must not be changed.
   *
   * @param lineage of this event; it is told of every creation of a process, and need not be asked
   *     about other events
   */
  Verdict judge(byte[] bytes, Lineage lineage);

  /** Returns the rule set this judge judges by. */
  RuleSet ruleSet();
}
