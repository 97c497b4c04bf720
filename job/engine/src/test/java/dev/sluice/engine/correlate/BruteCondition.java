package dev.sluice.engine.correlate;

import dev.sluice.engine.correlate.CorrelationDefinition.Term;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether a condition holds for a list of signals, and which of them it is about, word by word. */
final class BruteCondition {
  private final CorrelationDefinition definition;

  BruteCondition(CorrelationDefinition definition) {
    this.definition = definition;
  }

  boolean keepsAll() {
    return switch (definition.type()) {
      case EVENT_COUNT, VALUE_COUNT, TEMPORAL -> false;
      default -> true;
    };
  }

  /** In order, and each event once; each input of it once when it matters which fired. */
  List<Signal> distinct(List<Signal> signals) {
    List<Signal> distinct = new ArrayList<>();
    for (Signal signal : BruteForce.sorted(signals)) {
      boolean known =
          distinct.stream()
              .anyMatch(
                  one ->
                      one.from().isSameEvent(signal.from())
                          && (!definition.type().isTemporal()
                              || one.from().input() == signal.from().input()));
      if (!known) {
        distinct.add(signal);
      }
    }
    return distinct;
  }

  private boolean test(BigDecimal value) {
    return definition.comparisons().stream().allMatch(comparison -> comparison.test(value));
  }

  /** One more than the least count that satisfies; at the end, the first above all bounds. */
  private int countedTo() {
    if (definition.atEnd()) {
      int highest = 1;
      while (isBelowABound(highest)) {
        highest++;
      }
      return highest;
    }
    return least() + 1;
  }

  private boolean isBelowABound(int count) {
    return definition.comparisons().stream()
        .anyMatch(comparison -> BigDecimal.valueOf(count).compareTo(comparison.value()) <= 0);
  }

  private int least() {
    int least = 1;
    while (!test(BigDecimal.valueOf(least))) {
      least++;
    }
    return least;
  }

  /** The firing, when the condition holds for the window; its signals are distinct and in order. */
  Optional<Firing> of(List<Signal> window, long at, long from, long to) {
    return switch (definition.type()) {
      case EVENT_COUNT -> count(window.stream().map(Signal::from).toList(), at, from, to);
      case VALUE_COUNT -> count(newestOfTuples(window), at, from, to);
      case TEMPORAL, TEMPORAL_ORDERED -> inputs(window, at, from, to);
      default -> number(window, at, from, to);
    };
  }

  private static List<Contribution> newestOfTuples(List<Signal> window) {
    Map<List<String>, Contribution> newest = new HashMap<>();
    window.forEach(signal -> newest.put(signal.values(), signal.from()));
    return newest.values().stream().sorted().toList();
  }

  private Optional<Firing> count(List<Contribution> counted, long at, long from, long to) {
    if (!test(BigDecimal.valueOf(counted.size()))) {
      return Optional.empty();
    }
    int value = Math.min(counted.size(), countedTo());
    int listed = definition.atEnd() ? value : least();
    List<Contribution> newest = counted.subList(counted.size() - listed, counted.size());
    boolean isAtLeast = counted.size() >= countedTo();
    return Optional.of(firing(BigDecimal.valueOf(value), isAtLeast, newest, at, from, to));
  }

  private Optional<Firing> inputs(List<Signal> window, long at, long from, long to) {
    boolean ordered = definition.type() == SigmaCorrelation.Type.TEMPORAL_ORDERED;
    Set<Integer> fired =
        window.stream().map(signal -> signal.from().input()).collect(Collectors.toSet());
    if (definition.terms().isEmpty()) {
      List<Contribution> found = ordered ? longestChain(window) : newestOf(window, fired);
      return test(BigDecimal.valueOf(found.size()))
          ? Optional.of(firing(BigDecimal.valueOf(found.size()), false, found, at, from, to))
          : Optional.empty();
    }
    for (Term term : definition.terms()) {
      List<Signal> present =
          window.stream().filter(one -> term.present().contains(one.from().input())).toList();
      boolean inOrder = !ordered || longestChain(present).size() == term.present().size();
      if (fired.containsAll(term.present())
          && term.absent().stream().noneMatch(fired::contains)
          && inOrder) {
        Set<Integer> listed = term.present().isEmpty() ? fired : new TreeSet<>(term.present());
        boolean asChain = ordered && !term.present().isEmpty();
        List<Contribution> found = asChain ? longestChain(present) : newestOf(window, listed);
        BigDecimal value = BigDecimal.valueOf(found.size());
        return Optional.of(firing(value, false, found, at, from, to));
      }
    }
    return Optional.empty();
  }

  private static List<Contribution> newestOf(List<Signal> window, Set<Integer> inputs) {
    return inputs.stream()
        .map(
            input ->
                window.stream()
                    .map(Signal::from)
                    .filter(one -> one.input() == input)
                    .max(Contribution::compareTo)
                    .orElseThrow())
        .toList();
  }

  /** Of all longest chains the one that is the newest, compared from its first signal on. */
  private static List<Contribution> longestChain(List<Signal> window) {
    List<List<Contribution>> best = new ArrayList<>();
    Map<Contribution, List<Contribution>> known = new HashMap<>();
    for (Signal signal : window) {
      best.add(chainFrom(signal.from(), window, known));
    }
    return best.stream().max(BruteCondition::compareChains).orElse(List.of());
  }

  private static List<Contribution> chainFrom(
      Contribution first, List<Signal> window, Map<Contribution, List<Contribution>> known) {
    if (known.containsKey(first)) {
      return Objects.requireNonNull(known.get(first));
    }
    List<Contribution> chain = new ArrayList<>(List.of(first));
    window.stream()
        .map(Signal::from)
        .filter(next -> next.input() > first.input() && next.timeMillis() >= first.timeMillis())
        .map(next -> chainFrom(next, window, known))
        .max(BruteCondition::compareChains)
        .ifPresent(chain::addAll);
    known.put(first, chain);
    return chain;
  }

  private static int compareChains(List<Contribution> left, List<Contribution> right) {
    if (left.size() != right.size()) {
      return Integer.compare(left.size(), right.size());
    }
    for (int i = 0; i < left.size(); i++) {
      int compared = left.get(i).compareTo(right.get(i));
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  private Optional<Firing> number(List<Signal> window, long at, long from, long to) {
    List<BigDecimal> numbers =
        window.stream().map(signal -> new BigDecimal(signal.values().get(0))).toList();
    BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal value =
        switch (definition.type()) {
          case VALUE_SUM -> sum;
          case VALUE_AVG -> sum.divide(BigDecimal.valueOf(numbers.size()), MathContext.DECIMAL128);
          case VALUE_MEDIAN -> percentile(numbers, BigDecimal.valueOf(50));
          default -> percentile(numbers, definition.percentile());
        };
    if (!test(value)) {
      return Optional.empty();
    }
    boolean rounded =
        definition.type() == SigmaCorrelation.Type.VALUE_MEDIAN
            || definition.type() == SigmaCorrelation.Type.VALUE_PERCENTILE;
    List<Contribution> all = window.stream().map(Signal::from).toList();
    BigDecimal shown = rounded ? value.round(MathContext.DECIMAL128) : value;
    return Optional.of(firing(shown, false, all, at, from, to));
  }

  private static BigDecimal percentile(List<BigDecimal> numbers, BigDecimal percentile) {
    List<BigDecimal> sorted = numbers.stream().sorted().toList();
    BigDecimal rank =
        percentile.multiply(BigDecimal.valueOf(numbers.size() - 1)).divide(BigDecimal.valueOf(100));
    int low = rank.setScale(0, RoundingMode.DOWN).intValueExact();
    int high = rank.setScale(0, RoundingMode.UP).intValueExact();
    BigDecimal part = rank.subtract(BigDecimal.valueOf(low));
    BigDecimal weighted = sorted.get(low).multiply(BigDecimal.ONE.subtract(part));
    return weighted.add(sorted.get(high).multiply(part));
  }

  private static Firing firing(
      BigDecimal value, boolean isAtLeast, List<Contribution> about, long at, long from, long to) {
    List<Contribution> ordered = about.stream().sorted().toList();
    int size = ordered.size();
    return new Firing(
        at,
        from,
        to,
        value.stripTrailingZeros(),
        isAtLeast,
        ordered.get(0),
        ordered.get(size - 1),
        ordered.subList(Math.max(0, size - 100), size),
        false,
        false);
  }

  /** What is kept of each stretch of time as long as the window, of types that do not keep all. */
  List<Signal> keptOfParts(List<Signal> signals) {
    Map<Long, List<Signal>> parts = new TreeMap<>();
    for (Signal signal : signals) {
      long number = Math.floorDiv(BruteForce.time(signal), definition.timespanMillis());
      parts.computeIfAbsent(number, part -> new ArrayList<>()).add(signal);
    }
    List<Signal> kept = new ArrayList<>();
    parts.values().forEach(part -> kept.addAll(keptOfPart(part)));
    return kept;
  }

  private List<Signal> keptOfPart(List<Signal> part) {
    if (definition.type() == SigmaCorrelation.Type.EVENT_COUNT) {
      return part.subList(Math.max(0, part.size() - countedTo()), part.size());
    }
    boolean tuples = definition.type() == SigmaCorrelation.Type.VALUE_COUNT;
    Map<Object, List<Signal>> byKey =
        part.stream()
            .collect(
                Collectors.groupingBy(
                    signal -> tuples ? signal.values() : (Object) signal.from().input()));
    int count = tuples ? countedTo() : Integer.MAX_VALUE;
    List<Signal> firsts = byKey.values().stream().map(all -> all.get(0)).sorted().toList();
    List<Signal> lasts =
        byKey.values().stream().map(all -> all.get(all.size() - 1)).sorted().toList();
    TreeSet<Signal> kept = new TreeSet<>(firsts.subList(0, Math.min(count, firsts.size())));
    kept.addAll(lasts.subList(Math.max(0, lasts.size() - count), lasts.size()));
    return List.copyOf(kept);
  }
}
