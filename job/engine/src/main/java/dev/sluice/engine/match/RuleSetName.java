package dev.sluice.engine.match;

/** What alerts say of the rule set that was in force; see {@link RuleSet}. */
public record RuleSetName(String name, long version, String hash) {

  /** That of {@code set}. */
  public static RuleSetName of(RuleSet set) {
    return new RuleSetName(set.name(), set.version(), set.hash());
  }
}
