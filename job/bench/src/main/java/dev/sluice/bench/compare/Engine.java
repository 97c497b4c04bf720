package dev.sluice.bench.compare;

import dev.sluice.bench.compare.EventFiles.Length;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to run an engine.
 *
 * @param version as it is installed
 * @param flags what it is told beside rules and events
 * @param command {@value #RULES} and {@value #EVENTS} stand for what is judged
 * @param ruleId the member of an alert, one JSON object a line, that has the id of the rule; dotted
 * @param routed whether it looks at log sources, so that its alerts are meant to be ours
 * @param before the file whose events pay for starting, loading and warming up
 * @param measured the file that begins with those of {@code before}; a slow engine gets a short one
 */
record Engine(
    String name,
    String version,
    String flags,
    List<String> command,
    String ruleId,
    boolean routed,
    Length before,
    Length measured) {

  static final String RULES = "{rules}";
  static final String EVENTS = "{events}";

  Engine {
    command = List.copyOf(command);
  }

  /** The file whose alerts are compared: the longest that has no event twice. */
  Length compared() {
    return measured == Length.REPEATED ? before : measured;
  }

  /** What judges {@code events} by {@code rules}. */
  List<String> command(Path rules, Path events) {
    List<String> words = new ArrayList<>();
    for (String word : command) {
      words.add(word.replace(RULES, rules.toString()).replace(EVENTS, events.toString()));
    }
    return words;
  }
}
