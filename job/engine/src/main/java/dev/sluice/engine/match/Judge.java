package dev.sluice.engine.match;

/**
 * Judges events, given as bytes, by one rule set.
 *
 * <p>Every judge gives the same verdict on the same bytes, rule set and tables. A judge keeps
 * memory of its own between events and belongs to one thread at a time.
 */
public interface Judge {

  /** Returns what {@code bytes} give; they are kept by the verdict and must not be changed. */
  Verdict judge(byte[] bytes);

  /** Returns the rule set this judge judges by. */
  RuleSet ruleSet();
}
