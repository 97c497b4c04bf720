package dev.sluice.stream.control;

/**
 * How many documents of a rule set are in what state.
 *
 * @param active rules and correlations in force
 * @param shadow of those, the ones whose alerts go to the shadow topic
 * @param disabled entries that are left out
 * @param refused entries that do not compile
 */
public record RuleCounts(int active, int shadow, int disabled, int refused) {}
