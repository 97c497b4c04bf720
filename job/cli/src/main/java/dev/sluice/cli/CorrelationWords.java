package dev.sluice.cli;

import dev.sluice.cli.CorrelationReport.Sentence;
import dev.sluice.engine.correlate.CorrelationDefinition;
import dev.sluice.engine.correlate.CorrelationDefinition.Term;
import dev.sluice.engine.sigma.Comparison;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a correlation computes, in words.
 *
 * @param titles of its inputs
 */
record CorrelationWords(CorrelationDefinition definition, List<String> titles) {

  private static final int MOST_KEPT = 100_000;

  /** What it computes, when it fires, when that is decided and what is kept for it. */
  List<Sentence> sentences() {
    return List.of(
        new Sentence("computes", computed()),
        new Sentence("fires", "when " + condition()),
        new Sentence("judged", judged()),
        new Sentence("keeps", kept()));
  }

  private String computed() {
    String of = String.join(", ", definition.valueFields());
    String each = definition.groupBy().isEmpty() ? "over all events" : "for each group";
    String what =
        switch (definition.type()) {
          case EVENT_COUNT -> "the number of events";
          case VALUE_COUNT -> "the number of distinct values of " + of;
          case TEMPORAL -> "which of the rules fire, in any order";
          case TEMPORAL_ORDERED -> "which of the rules fire, one after the other in their order";
          case VALUE_SUM -> "the sum of " + of;
          case VALUE_AVG -> "the average of " + of;
          case VALUE_PERCENTILE ->
              "percentile " + definition.percentile().toPlainString() + " of " + of;
          case VALUE_MEDIAN -> "the median of " + of;
        };
    return what + " within " + span() + ", " + each;
  }

  private String condition() {
    String subject = definition.type().isTemporal() ? "the number of rules is " : "it is ";
    return definition.terms().isEmpty()
        ? subject
            + definition.comparisons().stream()
                .map(CorrelationWords::text)
                .collect(Collectors.joining(" and "))
        : definition.terms().stream().map(this::text).collect(Collectors.joining("; or when "));
  }

  private String text(Term term) {
    List<String> parts = new ArrayList<>();
    term.present().forEach(input -> parts.add("'" + titles.get(input) + "' fires"));
    term.absent().forEach(input -> parts.add("'" + titles.get(input) + "' does not"));
    return String.join(" and ", parts);
  }

  private static String text(Comparison comparison) {
    String operator =
        switch (comparison.operator()) {
          case LT -> "less than ";
          case LTE -> "at most ";
          case GT -> "more than ";
          case GTE -> "at least ";
          case EQ -> "";
          case NEQ -> "not ";
        };
    return operator + comparison.value().toPlainString();
  }

  private String judged() {
    return definition.atEnd()
        ? "once, at the end of "
            + span()
            + " that begin with an event; a late event does not change that"
        : "at each event; for a group once more only after it was false, or after " + span();
  }

  /** The bounds that the windows keep to. */
  private String kept() {
    return switch (definition.type()) {
      case EVENT_COUNT ->
          "of a group the newest " + limit() + " events in each stretch of " + span();
      case VALUE_COUNT ->
          "of a group the first and the last event of "
              + limit()
              + " values at most, in each stretch of "
              + span();
      case TEMPORAL ->
          "of a group the first and the last event of each rule, in each stretch of " + span();
      case TEMPORAL_ORDERED, VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN ->
          "of a group every event of the window, %,d at most: beyond that alerts are approximate"
              .formatted(MOST_KEPT);
    };
  }

  /** One more than the largest number it is compared with. */
  private String limit() {
    BigDecimal highest =
        definition.comparisons().stream()
            .map(Comparison::value)
            .reduce(BigDecimal.ONE, BigDecimal::max);
    return highest.add(BigDecimal.ONE).toPlainString();
  }

  /** {@code 1 day 12 hours}. */
  private String span() {
    Duration span = Duration.ofMillis(definition.timespanMillis());
    return Stream.of(
            unit(span.toDaysPart(), "day"),
            unit(span.toHoursPart(), "hour"),
            unit(span.toMinutesPart(), "minute"),
            unit(span.toSecondsPart(), "second"))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String unit(long number, String name) {
    return number == 0 ? "" : number + " " + name + (number == 1 ? "" : "s");
  }
}
