package dev.sluice.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.review.Surplus.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a comparison says of random rules is held against random events. */
class RandomComparisonTest {

  private static final int ROUNDS = Integer.getInteger("rounds", 3_000);
  private static final int EVENTS = 60;
  private static final List<String> WORDS =
      List.of(
          "a", "A", "ab", "b", "ba", "İ", "i", "ς", "Σ", "", "1", "2", "true", "a*b", "?", "*a");
  private static final List<String> FIELDS = List.of("F", "G", "H");

  private final Random random = new Random();

  @Test
  void noEventContradictsAComparison() {
    long seed = Long.getLong("seed", System.nanoTime());
    random.setSeed(seed);
    RuleComparison comparison = new RuleComparison(Authored.TABLES);
    int told = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String old = detection();
      String next = detection();
      CompiledRule before = Authored.rule(old);
      CompiledRule after = Authored.rule(next);
      RuleDifference difference = comparison.compare(before, after);
      told += difference.relation() == RuleDifference.Relation.UNKNOWN ? 0 : 1;
      for (int i = 0; i < EVENTS; i++) {
        String json = members();
        Event event = Authored.process(json);
        boolean fired = Firing.fires(before, event);
        boolean fires = Firing.fires(after, event);
        String round0 = "seed " + seed + ": " + old + " -> " + next + " on " + json;
        assertThat(fires && !fired && difference.gains().answer() == Answer.NO)
            .as(round0)
            .isFalse();
        assertThat(fired && !fires && difference.losses().answer() == Answer.NO)
            .as(round0)
            .isFalse();
      }
    }
    assertThat(told).as("comparisons that tell, seed " + seed).isGreaterThan(ROUNDS / 2);
  }

  private String detection() {
    String selections =
        IntStream.range(0, 3)
            .mapToObj(i -> "s" + i + ": " + selection())
            .collect(Collectors.joining("\n"));
    return selections + "\ncondition: " + condition(2);
  }

  private String condition(int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(5);
    return switch (kind) {
      case 1 -> "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
      case 2 -> "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
      case 3 -> "not " + condition(depth - 1);
      default -> "s" + random.nextInt(3);
    };
  }

  private String selection() {
    List<String> items = new ArrayList<>();
    for (String field : FIELDS.subList(0, 1 + random.nextInt(2))) {
      items.add(item(field));
    }
    return random.nextInt(12) == 0
        ? "['" + one(WORDS) + "', 'b']"
        : "{" + String.join(", ", items) + "}";
  }

  private String item(String field) {
    return switch (random.nextInt(14)) {
      case 0 -> field + ": null";
      case 1 -> field + "|exists: " + random.nextBoolean();
      case 2 -> field + "|fieldref: " + one(FIELDS);
      case 3 -> field + "|gt: " + random.nextInt(3);
      case 4 -> field + "|lte: " + random.nextInt(3);
      case 5 -> field + ": " + random.nextInt(3);
      case 6 -> field + ": true";
      case 7 -> field + "|re: 'a+b?'";
      case 8 -> field + "|cased: '" + one(WORDS) + "'";
      case 9 -> field + "|contains|all: " + words();
      case 10 -> field + "|startswith: " + words();
      case 11 -> field + "|endswith: " + words();
      case 12 -> field + "|contains: " + words();
      default -> field + ": " + words();
    };
  }

  private String words() {
    return "['" + one(WORDS) + "', '" + one(WORDS) + "']";
  }

  private String members() {
    StringBuilder members = new StringBuilder();
    for (String field : FIELDS) {
      if (random.nextInt(4) > 0) {
        members.append(",\"").append(field).append("\":").append(value());
      }
    }
    return members.toString();
  }

  private String value() {
    return switch (random.nextInt(9)) {
      case 0 -> "null";
      case 1 -> "true";
      case 2 -> Integer.toString(random.nextInt(4));
      case 3 -> "2.0";
      case 4 -> "[" + value() + "," + value() + "]";
      case 5 -> "{\"n\":\"" + one(WORDS) + "\"}";
      case 6 -> "\"" + one(WORDS) + one(WORDS) + "\"";
      default -> "\"" + one(WORDS) + "\"";
    };
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
