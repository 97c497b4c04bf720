package dev.sluice.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Corpus;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.review.RuleDifference.Relation;
import dev.sluice.engine.review.Surplus.Answer;
import dev.sluice.engine.sigma.RuleFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Comparisons of the rules that are in use. */
class CorpusComparisonTest {

  private static final RuleComparison COMPARISON = new RuleComparison(Authored.TABLES);

  private static List<CompiledRule> rules() throws IOException {
    return new RuleSetCompiler(
            RuleSelection.DEFAULT, Placeholders.NONE, Authored.TABLES.logSources().known())
        .compile("x", 1, RuleFiles.load(Corpus.file("sigmahq/sigmahq-rules.zip")).files())
        .ruleSet()
        .rules();
  }

  private static CompiledRule with(CompiledRule rule, Predicate predicate) {
    return new CompiledRule(
        rule.rule(), rule.header(), predicate, List.of(), rule.routable(), rule.treatment());
  }

  @Test
  void eachRuleEqualsItself() throws IOException {
    for (CompiledRule rule : rules()) {
      assertThat(COMPARISON.compare(rule, rule).relation())
          .as(rule.header().path())
          .isEqualTo(Relation.EQUAL);
    }
  }

  /** Nearly all: a rule that never fires is narrower, and the event lost is one that fires. */
  @Test
  void anEventIsMadeForNearlyEachRule() throws IOException {
    List<CompiledRule> rules = rules();
    Map<String, Answer> without = new TreeMap<>();
    for (CompiledRule rule : rules) {
      Surplus losses = COMPARISON.compare(rule, with(rule, Predicate.NEVER)).losses();
      if (losses.answer() != Answer.YES) {
        without.put(rule.header().path(), losses.answer());
      }
    }
    assertThat(without.size()).as(without.toString()).isLessThan(rules.size() / 200);
  }

  /** A rule without one term of its condition is wider or equal, and never said to be less. */
  @Test
  void aRuleThatAsksForLessIsNeverNarrower() throws IOException {
    Map<Relation, Integer> relations = new TreeMap<>();
    for (CompiledRule rule : rules()) {
      if (rule.predicate() instanceof Predicate.And and && and.terms().size() > 1) {
        Predicate less = Predicate.allOf(and.terms().subList(0, and.terms().size() - 1));
        RuleDifference difference = COMPARISON.compare(rule, with(rule, less));
        assertThat(difference.losses().answer()).as(rule.header().path()).isEqualTo(Answer.NO);
        relations.merge(difference.relation(), 1, Integer::sum);
      }
    }
    assertThat(relations.getOrDefault(Relation.WIDER, 0))
        .as(relations.toString())
        .isGreaterThan(50 * relations.getOrDefault(Relation.UNKNOWN, 0));
  }
}
