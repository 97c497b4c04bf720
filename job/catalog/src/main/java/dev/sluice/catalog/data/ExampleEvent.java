package dev.sluice.catalog.data;

/**
 * An event that stands beside a rule.
 *
 * @param match whether the rule has to fire
 * @param event as JSON; a list of events for a correlation
 */
public record ExampleEvent(boolean match, String why, String event) {}
