package dev.sluice.engine.correlate;

import dev.sluice.engine.correlate.CorrelationDefinition.Term;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.Comparison.Operator;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Definitions and the signals of one group, small so that they meet. For one thread. */
final class RandomSignals {
  private static final List<String> NUMBERS =
      List.of("0", "1", "2", "2.0", "3", "-4", "7.25", "1e2", "-0.5", "12345678901234567890.5");
  private static final List<String> TEXTS = List.of("", "a", "b", "ς", "i̇", "a,b");
  private static final List<Long> SPANS = List.of(7L, 1_000L, 4_000L, 32_000L, 300_000L);

  private final SplittableRandom random;
  private final CorrelationDefinition definition;
  private int events;

  RandomSignals(SplittableRandom random, SigmaCorrelation.Type type) {
    this.random = random;
    this.definition = definition(type);
  }

  CorrelationDefinition definition() {
    return definition;
  }

  private CorrelationDefinition definition(SigmaCorrelation.Type type) {
    int inputs = 1 + random.nextInt(4);
    boolean hasTerms = type.isTemporal() && random.nextInt(3) == 0;
    List<Comparison> comparisons = hasTerms ? List.of() : comparisons(type);
    List<Term> terms = hasTerms ? terms(inputs) : List.of();
    String percentile = List.of("0", "10", "33.3", "50", "95", "100").get(random.nextInt(6));
    return Definitions.of(type, inputs, one(SPANS), comparisons, percentile, terms);
  }

  private List<Comparison> comparisons(SigmaCorrelation.Type type) {
    boolean atEnd = random.nextInt(3) == 0;
    List<Comparison> comparisons = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      Operator[] operators = atEnd ? Operator.values() : new Operator[] {Operator.GT, Operator.GTE};
      boolean counts =
          type == SigmaCorrelation.Type.EVENT_COUNT
              || type == SigmaCorrelation.Type.VALUE_COUNT
              || type.isTemporal();
      String bound =
          counts
              ? List.of("-1", "0", "1", "1.5", "2", "3", "4", "5").get(random.nextInt(8))
              : List.of("-1", "0", "1", "1.5", "2.00", "4.5", "20").get(random.nextInt(7));
      comparisons.add(Definitions.comparison(operators[random.nextInt(operators.length)], bound));
    }
    return comparisons;
  }

  private List<Term> terms(int inputs) {
    boolean withAbsent = random.nextBoolean();
    List<Term> terms = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      int[] roles = IntStream.range(0, inputs).map(input -> random.nextInt(3)).toArray();
      List<Integer> present =
          IntStream.range(0, inputs).filter(input -> roles[input] == 1).boxed().toList();
      List<Integer> absent =
          IntStream.range(0, inputs)
              .filter(input -> withAbsent && roles[input] == 2)
              .boxed()
              .toList();
      terms.add(new Term(present.isEmpty() && absent.isEmpty() ? List.of(0) : present, absent));
    }
    return terms;
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Signals of up to some events at times from after {@code after} to {@code to}. */
  List<Signal> between(long after, long to, int atMost) {
    List<Signal> signals = new ArrayList<>();
    int count = random.nextInt(atMost + 1);
    for (int i = 0; i < count; i++) {
      long time = time(after, to);
      if (time > after && time <= to) {
        addEvent(time, signals);
      }
    }
    return signals;
  }

  /** A time that is often just at, before or after a multiple of a part of the timespan. */
  private long time(long after, long to) {
    long any = after + 1 + random.nextLong(Math.max(1, to - after));
    if (random.nextInt(4) == 0) {
      return any;
    }
    long step = Math.max(1, definition.timespanMillis() / (1L << random.nextInt(5)));
    return Math.floorDiv(any, step) * step + random.nextInt(3) - 1;
  }

  private void addEvent(long time, List<Signal> signals) {
    int number = events++;
    Origin origin = new Origin("t" + random.nextInt(2), random.nextInt(2), number * 7919L % 1009);
    String host = random.nextInt(4) == 0 ? null : "h" + random.nextInt(3);
    String alertId = random.nextInt(5) == 0 ? "alert-" + number : null;
    int times = random.nextInt(4) == 0 ? 2 : 1;
    for (int i = 0; i < times; i++) {
      signals.add(signal(time, origin, host, alertId));
    }
    if (random.nextInt(10) == 0) {
      signals.add(signals.get(signals.size() - 1));
    }
  }

  private Signal signal(long time, Origin origin, @Nullable String host, @Nullable String alertId) {
    int input = random.nextInt(definition.inputs().size());
    List<String> values =
        switch (definition.type()) {
          case EVENT_COUNT, TEMPORAL, TEMPORAL_ORDERED -> List.of();
          case VALUE_COUNT -> List.of(one(TEXTS));
          default -> List.of(one(NUMBERS));
        };
    return new Signal(
        "hash", 1, List.of("u"), values, new Contribution(time, origin, host, input, alertId));
  }
}
