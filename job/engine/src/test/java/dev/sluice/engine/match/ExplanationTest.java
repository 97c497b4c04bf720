package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.sigma.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final String RULE =
      """
      title: every kind of predicate
      id: 11111111-1111-4111-8111-111111111119
      logsource: {product: conformance}
      detection:
        sel:
          A|contains|all: ['x', 'y']
          B|fieldref: C
          D|exists: false
          E: null
        words: [needle]
        filter:
          A|endswith: z
        condition: sel and words and not filter
      """;

  private static CompiledRule rule() {
    SourceFile file = new SourceFile("p", "x.yml", "x.yml", RULE.getBytes(StandardCharsets.UTF_8));
    return new RuleSetCompiler(
            RuleSelection.DEFAULT, Placeholders.NONE, ConformanceTables.TABLES.logSources().known())
        .compile("x", 1, List.of(file))
        .ruleSet()
        .rules()
        .get(0);
  }

  private static Event event(String json) {
    return event(ConformanceTables.TABLES, json);
  }

  private static Event timed(String time) {
    return event(
        EventTables.builtIn(), "{\"EventID\":1,\"Channel\":\"c\",\"UtcTime\":\"" + time + "\"}");
  }

  private static Event event(EventTables tables, String json) {
    ReadResult result =
        new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults())
            .read(json.getBytes(StandardCharsets.UTF_8));
    return ((ReadResult.Readable) result).event();
  }

  @Test
  void theRootsVerdictIsTheRulesVerdict() {
    for (String json :
        List.of("{\"A\":\"xy\",\"B\":1,\"C\":1,\"F\":\"a needle\"}", "{\"A\":\"xyz\"}", "{}")) {
      Event event = event(json);
      assertThat(Explanation.of(rule().predicate(), event).verdict())
          .isEqualTo(rule().predicate().test(event));
    }
  }

  @Test
  void aLeafShowsWhatTheEventHas() {
    Explanation root = Explanation.of(rule().predicate(), event("{\"A\":[\"q\",\"xyz\"]}"));
    assertThat(leaves(root))
        .anySatisfy(
            leaf -> {
              assertThat(leaf.text()).isEqualTo("A endswith 'z'");
              assertThat(leaf.actual()).containsExactly("q", "xyz");
              assertThat(leaf.verdict()).isTrue();
            });
  }

  @Test
  void withoutAnEventThereIsNoVerdict() {
    assertThat(leaves(Explanation.of(rule().predicate(), null)))
        .hasSize(7)
        .allMatch(leaf -> leaf.verdict() == null);
  }

  @Test
  void anEndShowsTheTimeOfTheEvent() {
    Predicate end = new Predicate.Before(Instant.parse("2024-05-06T07:08:09Z"), true);
    Explanation before = Explanation.of(end, timed("2024-05-06 07:08:08"));
    assertThat(before.text()).isEqualTo("event time before 2024-05-06T07:08:09Z");
    assertThat(before.verdict()).isTrue();
    assertThat(before.actual()).containsExactly("2024-05-06T07:08:08Z");
    assertThat(Explanation.of(end, timed("2024-05-06 07:08:09")).verdict()).isFalse();
    Explanation never = Explanation.of(end, timed(""));
    assertThat(never.verdict()).isTrue();
    assertThat(never.actual()).isEmpty();
    assertThat(Explanation.of(end, null).verdict()).isNull();
  }

  @Test
  void evidenceNamesEveryPositivePredicateAndNothingUnderNot() {
    Event event = event("{\"A\":\"xy\",\"B\":1,\"C\":1,\"F\":\"a Needle\"}");
    assertThat(EvidenceCollector.collect(rule().predicate(), event))
        .extracting(e -> e.selection() + " " + e.field() + " " + e.operator() + " " + e.actual())
        .containsExactly(
            "sel A contains xy",
            "sel A contains xy",
            "sel B fieldref 1",
            "sel D exists ",
            "sel E is ",
            "words keyword contains a Needle");
  }

  @Test
  void whatHoldsOnlyBeforeAnEndIsEvidenceOnlyThen() {
    Predicate end = new Predicate.Before(Instant.parse("2024-05-06T07:08:09Z"), false);
    Leaf exists = new Leaf.FieldExists("Channel", true);
    Predicate either =
        new Predicate.Or(
            List.of(
                new Predicate.And(List.of(end, exists)),
                end,
                new Predicate.Not(end),
                new Leaf.FieldExists("EventID", true)));
    assertThat(EvidenceCollector.collect(either, timed("2024-05-06 07:08:08")))
        .extracting(Evidence::field)
        .containsExactly("Channel", "EventID");
    assertThat(EvidenceCollector.collect(either, timed("2024-05-06 07:08:09")))
        .extracting(Evidence::field)
        .containsExactly("EventID");
  }

  /** Java 17 cannot check that a chain of instanceof is complete: this does. */
  @Test
  void everyKindOfPredicateIsExplainedAndGivesEvidence() {
    Set<Class<?>> known = new HashSet<>(List.of(Predicate.class.getPermittedSubclasses()));
    assertThat(known)
        .containsExactlyInAnyOrder(
            Leaf.class,
            Predicate.And.class,
            Predicate.Or.class,
            Predicate.Not.class,
            Predicate.Selection.class,
            Predicate.Before.class);
    assertThat(Leaf.class.getPermittedSubclasses()).hasSize(5);
  }

  private static List<Explanation> leaves(Explanation node) {
    List<Explanation> leaves = new ArrayList<>();
    if (node.parts().isEmpty()) {
      leaves.add(node);
    }
    node.parts().forEach(part -> leaves.addAll(leaves(part)));
    return leaves;
  }
}
