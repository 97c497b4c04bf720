package dev.sluice.stream;

import org.jspecify.annotations.Nullable;

/**
 * An alert, and what decides where it goes. Never leaves its operator.
 *
 * @param shadow whether its rule is only tried out
 * @param suppression null when its rule suppresses nothing
 */
record RaisedAlert(
    Alert alert, String ruleId, boolean shadow, @Nullable SuppressionKey suppression) {}
