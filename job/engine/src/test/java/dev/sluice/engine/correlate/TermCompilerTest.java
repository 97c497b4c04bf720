package dev.sluice.engine.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermCompilerTest {
  private static final int INPUTS = 5;

  private static Condition named(int input) {
    return new Condition.Identifier("r" + input);
  }

  private static @Nullable List<CorrelationDefinition.Term> compile(Condition condition) {
    return new TermCompiler(name -> Integer.parseInt(name.substring(1))).compile(condition);
  }

  private static Condition random(Random random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(5);
    List<Condition> parts = new ArrayList<>();
    for (int i = 0; kind > 1 && i < 1 + random.nextInt(3); i++) {
      parts.add(random(random, depth - 1));
    }
    List<String> names =
        IntStream.range(0, INPUTS)
            .filter(i -> random.nextBoolean())
            .mapToObj(i -> "r" + i)
            .toList();
    return switch (kind) {
      case 0 ->
          names.isEmpty() || random.nextInt(3) > 0
              ? named(random.nextInt(INPUTS))
              : new Condition.Selector(random.nextBoolean(), "r*", names);
      case 1 -> new Condition.Not(random(random, depth - 1));
      case 2, 3 -> new Condition.And(parts);
      default -> new Condition.Or(parts);
    };
  }

  private static boolean truth(Condition condition, int fired) {
    if (condition instanceof Condition.Identifier identifier) {
      return isIn(identifier.name(), fired);
    } else if (condition instanceof Condition.Not not) {
      return !truth(not.term(), fired);
    } else if (condition instanceof Condition.And and) {
      return and.terms().stream().allMatch(term -> truth(term, fired));
    } else if (condition instanceof Condition.Or or) {
      return or.terms().stream().anyMatch(term -> truth(term, fired));
    }
    Condition.Selector selector = (Condition.Selector) condition;
    return selector.all()
        ? selector.names().stream().allMatch(name -> isIn(name, fired))
        : selector.names().stream().anyMatch(name -> isIn(name, fired));
  }

  private static boolean isIn(String name, int fired) {
    return (fired >> Integer.parseInt(name.substring(1)) & 1) == 1;
  }

  private static boolean holds(CorrelationDefinition.Term term, int fired) {
    return term.present().stream().allMatch(input -> (fired >> input & 1) == 1)
        && term.absent().stream().noneMatch(input -> (fired >> input & 1) == 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void termsHoldExactlyWhenTheConditionDoes(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      Condition condition = random(random, 4);
      List<CorrelationDefinition.Term> terms = Objects.requireNonNull(compile(condition));
      for (int fired = 0; fired < 1 << INPUTS; fired++) {
        int now = fired;
        assertThat(terms.stream().anyMatch(term -> holds(term, now)))
            .as("seed %d: %s of %s on %d", seed, terms, condition, fired)
            .isEqualTo(truth(condition, fired));
      }
    }
  }

  @Test
  void theOrderOfTheTextIsNotThatOfTheTerms() {
    Condition one =
        new Condition.Or(List.of(named(2), new Condition.And(List.of(named(1), named(0)))));
    Condition other =
        new Condition.Or(
            List.of(new Condition.And(List.of(named(0), named(1))), named(2), named(2)));
    assertThat(compile(one))
        .isEqualTo(compile(other))
        .containsExactly(
            new CorrelationDefinition.Term(List.of(0, 1), List.of()),
            new CorrelationDefinition.Term(List.of(2), List.of()));
  }

  @Test
  void aConditionOfTooManyAlternativesIsGivenUp() {
    List<Condition> pairs = new ArrayList<>();
    for (int i = 0; i < 40; i += 2) {
      pairs.add(new Condition.Or(List.of(named(i), named(i + 1))));
    }
    assertThat(compile(new Condition.And(pairs))).isNull();
  }
}
