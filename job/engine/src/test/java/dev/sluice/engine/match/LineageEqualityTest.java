package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.lineage.Lineage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/**
 * The fast judge against the oracle, each with a lineage of its own, on the same events in the same
 * order: verdicts, evidence, ancestry and what is filled in.
 *
 * <p>{@code -Dsluice.seed=N} repeats the round that a failure names.
 */
class LineageEqualityTest {
  private static final long FIRST_SEED = Long.getLong("sluice.seed", 20_261_122);
  private static final int ROUNDS = Long.getLong("sluice.seed") == null ? 10 : 1;
  private static final int EVENTS = 2_000;

  private final Map<String, Integer> seen = new TreeMap<>();

  @Test
  void everyJudgeSaysTheSameOfProcessesInEveryShape() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++) {
      RandomProcesses source = new RandomProcesses(new SplittableRandom(seed));
      List<byte[]> events = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        events.add(source.next().getBytes(StandardCharsets.UTF_8));
      }
      compare(seed, LineageJudging.rules(source.someRules()), events, Runnable::run);
    }
    System.out.println(seen);
    assertThat(seen.get("fired")).isGreaterThan(ROUNDS * EVENTS / 4);
    assertThat(seen.get("silent")).isGreaterThan(ROUNDS * EVENTS / 50);
    assertThat(seen.get("enriched")).isGreaterThan(ROUNDS * EVENTS / 20);
    assertThat(seen.get("ancestors 8")).isPositive();
  }

  @Test
  void everyJudgeSaysTheSameOfRandomEvents() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++) {
      EqualityRound round = new EqualityRound(seed, EVENTS / 4);
      compare(seed, round.compile(round.files()).ruleSet(), round.events(), Runnable::run);
    }
  }

  @Test
  void noPlanIsNeededForIt() {
    RandomProcesses source = new RandomProcesses(new SplittableRandom(FIRST_SEED));
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(source.next().getBytes(StandardCharsets.UTF_8));
    }
    compare(FIRST_SEED, LineageJudging.rules(source.someRules()), events, later -> {});
  }

  private void compare(long seed, RuleSet rules, List<byte[]> events, Executor plans) {
    LineageJudging oracle =
        new LineageJudging(new ScanJudge(LineageJudging.reader(), new ScanMatcher(rules)));
    LineageJudging fast =
        new LineageJudging(
            RuleIndex.of(rules, LineageJudging.TABLES, EventLimits.defaults(), plans).newJudge());
    for (int i = 0; i < events.size(); i++) {
      byte[] event = events.get(i);
      Said expected = said(oracle.next(event), event);
      assertThat(said(fast.next(event), event))
          .as("-Dsluice.seed=%d, event %d: %s", seed, i, new String(event, StandardCharsets.UTF_8))
          .isEqualTo(expected);
      count(expected);
    }
  }

  private void count(Said said) {
    seen.merge(said.outcome().kind(), 1, Integer::sum);
    seen.merge("ancestors " + said.ancestry().size(), 1, Integer::sum);
    boolean enriched =
        said.outcome().fired().stream()
            .flatMap(rule -> rule.evidence().stream())
            .anyMatch(Evidence::enriched);
    seen.merge(enriched ? "enriched" : "as it came", 1, Integer::sum);
  }

  private record Said(Outcome outcome, List<String> ancestry, Map<String, List<String>> fields) {}

  private static Said said(Verdict verdict, byte[] event) {
    Map<String, List<String>> fields = new TreeMap<>();
    List<String> ancestry = List.of();
    if (verdict instanceof Verdict.Fired fired) {
      ancestry = fired.ancestry().stream().map(Object::toString).toList();
      for (String field : Lineage.FIELDS) {
        fields.put(field, fired.event().values(field).stream().map(Value::text).toList());
      }
    }
    return new Said(Outcome.of(verdict, event), ancestry, fields);
  }
}
