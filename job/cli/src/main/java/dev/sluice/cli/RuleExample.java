package dev.sluice.cli;

import java.util.List;

/**
 * One line of the events beside a rule: an event or a sequence of events, and whether it must fire.
 *
 * @param line from 1
 * @param why the author's reason
 * @param rule id or name of the rule or correlation that is meant, of several in the file; empty =
 *     any of them
 * @param events the JSON of each event as it is written; one unless it is a sequence
 * @param isSequence whether correlations are asked, rather than rules
 * @param json what stands on the line for event or events, as it is written
 */
record RuleExample(
    int line,
    boolean match,
    String why,
    String rule,
    List<byte[]> events,
    boolean isSequence,
    byte[] json) {

  RuleExample {
    events = List.copyOf(events);
  }
}
