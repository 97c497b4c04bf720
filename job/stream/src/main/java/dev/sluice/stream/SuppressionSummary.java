package dev.sluice.stream;

import java.time.Instant;

/**
 * What an interval of suppression held back. Each of these alerts is on the overflow topic.
 *
 * @param host key of the alerts
 * @param level of the rule, in lower case; empty when the rule states none
 * @param firstAlertId the alert that went out
 * @param from event time of that alert
 * @param to first time outside the interval
 * @param count how many alerts were suppressed, at least 1; those that came out of order may be
 *     older than {@code from}, by less than the interval
 */
record SuppressionSummary(
    String host,
    String ruleId,
    String level,
    String firstAlertId,
    Instant from,
    Instant to,
    long count) {}
