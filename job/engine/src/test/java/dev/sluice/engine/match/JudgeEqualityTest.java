package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The judges of {@link RuleIndex} against the oracle, on random rules and events made of few and
 * hostile words.
 *
 * <p>A round has one pool of events and several rule sets over the same words. One judge judges all
 * of the pool in a random order, with repetitions, so that what it keeps between events is tried as
 * well; another of the same index does so on another thread.
 *
 * <p>{@code -Dsluice.seed=N} repeats the round that a failure names and no other; {@code
 * -Dsluice.pairs=N} judges more or fewer pairs of rule set and event.
 */
class JudgeEqualityTest {
  private static final long FIRST_SEED = 20_261_122;
  private static final long PAIRS = Long.getLong("sluice.pairs", 1_000_000);
  private static final int EVENTS = 2_000;
  private static final int RULE_SETS = 10;
  private static final int CHAINS = 20;
  private static final int UPDATES = 10;
  private static final int EVENTS_BETWEEN_UPDATES = 200;

  /** Fewer rounds may be made of one kind of event only. */
  private static final int MIN_ROUNDS = 20;

  private static final int MAX_REPORTS = 3;

  private final Map<String, Long> outcomes = new TreeMap<>();
  private final List<String> reports = new ArrayList<>();

  @Test
  void everyJudgeSaysWhatTheOracleSays() {
    long rules = 0;
    long refused = 0;
    long pairs = 0;
    long planned = 0;
    long[] seeds = seeds(PAIRS / ((long) EVENTS * RULE_SETS));
    for (long seed : seeds) {
      if (reports.size() == MAX_REPORTS) {
        break;
      }
      EqualityRound round = new EqualityRound(seed, EVENTS);
      int before = reports.size();
      for (int i = 0; i < RULE_SETS && reports.size() == before; i++) {
        List<SourceFile> files = round.files();
        CompiledRuleSet compiled = round.compile(files);
        compare(round, seed, files, round.index(compiled.ruleSet()), fresh(round));
        rules += compiled.ruleSet().rules().size();
        refused += compiled.refused();
        pairs += EVENTS;
      }
      planned += round.planned();
    }
    System.out.printf(
        "%,d pairs, %d seeds from %d: %s, %,d with a plan; %,d rules, %,d refused%n",
        pairs, seeds.length, seeds[0], outcomes, planned, rules, refused);
    assertThat(reports).as(String.join("\n", reports)).isEmpty();
    if (seeds.length >= MIN_ROUNDS) {
      assertThat(planned).as("pairs judged with a plan").isGreaterThan(pairs / 4);
      assertThat(refused).as("rules refused").isLessThan(rules / 10);
      assertThat(outcomes.get("fired")).as("pairs that fire").isBetween(pairs / 10, pairs * 9 / 10);
    }
  }

  @Test
  void anUpdatedIndexJudgesLikeAFreshOne() {
    for (long seed : seeds(CHAINS)) {
      EqualityRound round = new EqualityRound(seed, EVENTS_BETWEEN_UPDATES);
      List<SourceFile> files = new ArrayList<>(round.files());
      RuleSet before = round.compile(files).ruleSet();
      RuleIndex index = round.index(before);
      for (int i = 0; i < UPDATES && reports.isEmpty(); i++) {
        round.change(files);
        RuleSet next = round.compile(files).ruleSet();
        index = index.update(next);
        assertThat(index.ruleSet()).isSameAs(next);
        compare(round, seed, List.copyOf(files), index, updated(round, before));
        before = next;
      }
    }
    assertThat(reports).as(String.join("\n", reports)).isEmpty();
  }

  @Test
  void theOracleOfARoundIsTheScanJudge() {
    EqualityRound round = new EqualityRound(FIRST_SEED, EVENTS);
    RuleSet rules = round.compile(round.files()).ruleSet();
    List<Outcome> expected = round.expected(rules);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(expected.get(i)).isEqualTo(Outcome.of(round.oracle(rules), round.events().get(i)));
    }
  }

  private void compare(
      EqualityRound round,
      long seed,
      List<SourceFile> files,
      RuleIndex index,
      Function<List<SourceFile>, Divergence.Judges> again) {
    List<byte[]> differing = round.firstDifference(index, outcomes);
    if (!differing.isEmpty()) {
      Divergence small = new Divergence(files, differing).shrunk(again);
      reports.add("-Dsluice.seed=" + seed + "\n" + small.report(again));
    }
  }

  private static Function<List<SourceFile>, Divergence.Judges> fresh(EqualityRound round) {
    return files -> {
      RuleSet rules = round.compile(files).ruleSet();
      return new Divergence.Judges(round.oracle(rules), round.index(rules).newJudge());
    };
  }

  /** A chain of updates is repeated by its last step. */
  private static Function<List<SourceFile>, Divergence.Judges> updated(
      EqualityRound round, RuleSet before) {
    return files -> {
      RuleSet rules = round.compile(files).ruleSet();
      RuleIndex index = round.index(before);
      Outcome.of(index.newJudge(), round.events().get(0));
      return new Divergence.Judges(round.oracle(rules), index.update(rules).newJudge());
    };
  }

  private static long[] seeds(long rounds) {
    Long only = Long.getLong("sluice.seed");
    return only == null
        ? LongStream.range(FIRST_SEED, FIRST_SEED + rounds).toArray()
        : new long[] {only};
  }
}
