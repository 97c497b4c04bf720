package dev.sluice.cli;

/**
 * One line of the events beside a rule: an event, and whether the rule must fire on it.
 *
 * @param line from 1
 * @param why the author's reason
 * @param rule id or name of the rule that is meant, of several in the file; empty = any of them
 * @param event the JSON of the event as it is written
 */
record RuleExample(int line, boolean match, String why, String rule, byte[] event) {}
