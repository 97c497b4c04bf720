package dev.sluice.stream;

/**
 * What one rule did for a while. Its matches that are in none of the other numbers are alerts.
 *
 * @param matches how often it fired, whatever became of it
 * @param shadow of those, the ones that went to the shadow topic
 * @param suppressed of those, the ones that said what another alert had said
 * @param overflowed of those, the ones beyond the budget of the rule
 */
record RuleFigure(String ruleId, long matches, long shadow, long suppressed, long overflowed) {}
