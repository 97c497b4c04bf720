package dev.sluice.engine.correlate;

import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.Condition;
import dev.sluice.engine.sigma.SigmaCorrelation;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the definition of one correlation of what it names. */
final class DefinitionCompiler {
  private static final BigDecimal MEDIAN = BigDecimal.valueOf(50);

  private final CorrelationInProgress progress;
  private final SigmaCorrelation correlation;

  DefinitionCompiler(CorrelationInProgress progress) {
    this.progress = progress;
    this.correlation = progress.correlation();
  }

  /** The definition, which counts only if no error was added. */
  CorrelationDefinition compile() {
    SigmaCorrelation.Type type = correlation.type();
    FieldNames names = new FieldNames(progress);
    List<String> values = type.needsField() ? correlation.fields() : List.of();
    List<CorrelationDefinition.Input> inputs =
        progress.named().stream()
            .map(
                one ->
                    new CorrelationDefinition.Input(
                        one.target().header().id(),
                        names.of(one, correlation.groupBy()),
                        names.of(one, values)))
            .toList();
    names.warnOfStrangers();
    return new CorrelationDefinition(
        correlation.header().id(),
        type,
        inputs,
        correlation.groupBy(),
        correlation.timespan().toMillis(),
        comparisons(inputs.size()),
        values,
        type == SigmaCorrelation.Type.VALUE_PERCENTILE ? correlation.percentile() : MEDIAN,
        terms());
  }

  private List<Comparison> comparisons(int inputs) {
    boolean temporal = correlation.type().isTemporal();
    if (temporal && correlation.extended() == null && correlation.comparisons().isEmpty()) {
      return List.of(new Comparison(Comparison.Operator.GTE, BigDecimal.valueOf(inputs)));
    }
    if (temporal || correlation.type().counts()) {
      checkCount(temporal ? inputs : Integer.MAX_VALUE);
    }
    return correlation.comparisons().stream()
        .sorted(Comparator.comparing(Comparison::operator).thenComparing(Comparison::value))
        .toList();
  }

  /** Looks for a number from 1 to {@code most} that satisfies every comparison. */
  private void checkCount(int most) {
    List<Comparison> comparisons = correlation.comparisons();
    BigDecimal max = BigDecimal.valueOf(most);
    boolean possible =
        comparisons.isEmpty()
            || Stream.concat(
                    Stream.of(BigDecimal.ONE),
                    comparisons.stream().flatMap(comparison -> around(comparison.value())))
                .filter(count -> count.signum() > 0 && count.compareTo(max) <= 0)
                .anyMatch(count -> comparisons.stream().allMatch(c -> c.test(count)));
    if (!possible) {
      progress.add(
          position("condition"),
          ErrorCode.CORRELATION_CONDITION,
          correlation.type().isTemporal()
              ? "no number of the " + most + " rules satisfies the condition"
              : "no number of one or more satisfies the condition");
    }
  }

  private static Stream<BigDecimal> around(BigDecimal value) {
    BigDecimal floor = value.setScale(0, RoundingMode.FLOOR);
    return IntStream.rangeClosed(-1, 2).mapToObj(step -> floor.add(BigDecimal.valueOf(step)));
  }

  private List<CorrelationDefinition.Term> terms() {
    Condition condition = correlation.extended();
    if (condition == null) {
      return List.of();
    }
    List<CorrelationDefinition.Term> terms = new TermCompiler(this::input).compile(condition);
    if (terms == null || terms.isEmpty()) {
      progress.add(
          position("condition"),
          ErrorCode.CORRELATION_CONDITION,
          terms == null
              ? "the condition has more than " + TermCompiler.MAX_TERMS + " alternatives"
              : "nothing can satisfy the condition");
      return List.of();
    }
    return terms;
  }

  private int input(String name) {
    List<CorrelationInProgress.Named> named = progress.named();
    return IntStream.range(0, named.size())
        .filter(i -> named.get(i).reference().idOrName().equals(name))
        .findFirst()
        .orElse(0);
  }

  private Position position(String key) {
    YamlMap document = correlation.header().document();
    YamlEntry entry =
        document.get("correlation") instanceof YamlMap map ? map.entry(key) : document.entry(key);
    return entry == null ? correlation.header().position() : entry.keyPosition();
  }
}
