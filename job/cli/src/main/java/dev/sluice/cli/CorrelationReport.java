package dev.sluice.cli;

import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.correlate.CorrelationDefinition;
import dev.sluice.engine.sigma.Header;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A correlation as {@code sluice explain} shows it; the components are the keys of its JSON.
 *
 * @param line where the correlation starts in its file
 * @param inputs what it looks at, in the order of the text
 * @param timespan ISO 8601
 * @param atEnd whether a window is judged once, when it is over
 * @param stage 1, or one more than the highest of the correlations it looks at
 * @param silent whether it alerts only through another correlation
 * @param definitionHash two with the same share their windows
 * @param words what it computes, by subject
 */
record CorrelationReport(
    String id,
    String title,
    String status,
    String level,
    String author,
    String file,
    int line,
    String type,
    List<Input> inputs,
    List<String> groupBy,
    String timespan,
    boolean atEnd,
    int stage,
    boolean silent,
    String definitionHash,
    List<Sentence> words)
    implements Report {

  CorrelationReport {
    inputs = List.copyOf(inputs);
    groupBy = List.copyOf(groupBy);
    words = List.copyOf(words);
  }

  /**
   * A rule or correlation that is looked at.
   *
   * @param groupFields its fields that make the group
   * @param valueFields its fields whose values count
   * @param silent whether it alerts only through a correlation
   */
  record Input(
      String id, String title, List<String> groupFields, List<String> valueFields, boolean silent) {
    Input {
      groupFields = List.copyOf(groupFields);
      valueFields = List.copyOf(valueFields);
    }
  }

  /** One thing that is said of a correlation. */
  record Sentence(String subject, String text) {}

  /**
   * The report on {@code correlation}, which has {@code header}.
   *
   * @param rules all that is loaded
   */
  static CorrelationReport of(CompiledCorrelation correlation, Header header, LoadedRules rules) {
    CorrelationDefinition definition = correlation.definition();
    List<Input> inputs = definition.inputs().stream().map(input -> input(input, rules)).toList();
    return new CorrelationReport(
        header.id(),
        header.title(),
        header.status(),
        header.level(),
        header.author(),
        header.file(),
        header.position().line(),
        Main.lowerCase(definition.type()),
        inputs,
        definition.groupBy(),
        Duration.ofMillis(definition.timespanMillis()).toString(),
        definition.atEnd(),
        correlation.stage(),
        correlation.silent(),
        correlation.definitionHash(),
        new CorrelationWords(definition, inputs.stream().map(Input::title).toList()).sentences());
  }

  /** Names of the group's fields: those of the first input, where it has other ones. */
  String groupText() {
    return String.join(
        ", ",
        IntStream.range(0, groupBy.size())
            .mapToObj(
                i ->
                    inputs.stream()
                            .map(input -> input.groupFields().get(i))
                            .allMatch(groupBy.get(i)::equals)
                        ? groupBy.get(i)
                        : groupBy.get(i) + " (an alias)")
            .toList());
  }

  private static Input input(CorrelationDefinition.Input input, LoadedRules rules) {
    return new Input(
        input.ruleId(),
        rules.title(input.ruleId()),
        input.groupFields(),
        input.valueFields(),
        rules.compiled().ruleSet().correlations().isSilent(input.ruleId()));
  }
}
