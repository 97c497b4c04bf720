package dev.sluice.engine.review;

import static dev.sluice.engine.review.Authored.event;
import static dev.sluice.engine.review.Authored.process;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.review.RuleCoverage.Sight;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {

  private static final String PROCESS = "{product: windows, category: process_creation}";

  private static List<RuleCoverage> coverage(RuleSet ruleSet, Event... events) {
    Coverage coverage = new Coverage(ruleSet);
    List.of(events).forEach(coverage::add);
    return coverage.rules();
  }

  private static RuleCoverage coverage(String detection, Event... events) {
    String rule = Authored.text("a rule", PROCESS, detection);
    return coverage(Authored.compile(rule).ruleSet(), events).get(0);
  }

  @Test
  void aRuleWhoseFieldsOccurIsLive() {
    RuleCoverage rule =
        coverage(
            "sel: {Image: a, User: b}\ncondition: sel",
            process(",\"Image\":\"x\""),
            process(",\"User\":1"));
    assertThat(rule.sight()).isEqualTo(Sight.LIVE);
    assertThat(rule.admitted()).isEqualTo(2);
    assertThat(rule.missingFields()).isEmpty();
  }

  @Test
  void aRuleThatNeedsAFieldNoEventHasIsBlindAndNamesIt() {
    RuleCoverage rule =
        coverage("sel: {Image: a, ParentImage: b}\ncondition: sel", process(",\"Image\":\"x\""));
    assertThat(rule.sight()).isEqualTo(Sight.BLIND);
    assertThat(rule.missingFields()).containsExactly("ParentImage");
    assertThat(rule.blindSelections()).containsExactly("sel");
  }

  @Test
  void aFieldCountsByTheNamesOfItsMapping() {
    Event logged =
        event(
            "{\"Channel\":\"Security\",\"EventID\":4688,\"SourceName\":\"Microsoft-Windows-Security-Auditing\","
                + "\"NewProcessName\":\"x\"}");
    assertThat(coverage("sel: {Image: a}\ncondition: sel", logged).sight()).isEqualTo(Sight.LIVE);
  }

  @Test
  void anotherSelectionLetsARuleLiveAndTheBlindOneIsNamed() {
    RuleCoverage rule =
        coverage(
            "sel_a: {Image: a}\nsel_b: {Version: 2}\nfilter: {Hashes: x}\ncondition: 1 of sel_* and not filter",
            process(",\"Image\":\"x\""));
    assertThat(rule.sight()).isEqualTo(Sight.LIVE);
    assertThat(rule.missingFields()).containsExactly("Hashes", "Version");
    assertThat(rule.blindSelections()).containsExactly("sel_b");
  }

  @Test
  void whatTheEventsOfOtherLogSourcesHaveDoesNotCount() {
    Event connection =
        event(
            "{\"logsource\":{\"product\":\"windows\",\"category\":\"network_connection\"},\"Image\":\"x\"}");
    RuleCoverage rule =
        coverage("sel: {Image: a}\ncondition: sel", connection, process(",\"User\":\"y\""));
    assertThat(rule.admitted()).isEqualTo(1);
    assertThat(rule.sight()).isEqualTo(Sight.BLIND);
  }

  @Test
  void aRuleWithoutEventsIsBlindAndMissesNoFieldInParticular() {
    RuleCoverage rule = coverage("sel: {Image: a}\ncondition: sel");
    assertThat(rule.sight()).isEqualTo(Sight.BLIND);
    assertThat(rule.admitted()).isZero();
    assertThat(rule.missingFields()).isEmpty();
  }

  @Test
  void aLogSourceThatNoTableGivesIsUnroutable() {
    String rule = Authored.text("a rule", "{product: abacus}", "sel: {bead: 1}\ncondition: sel");
    assertThat(coverage(Authored.compile(rule).ruleSet()).get(0).sight())
        .isEqualTo(Sight.UNROUTABLE);
  }

  /** Of events that have {@code Image} and nothing else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "sel: {User: null}                       ; sel     ; LIVE",
        "sel: {User: null}                       ; not sel ; BLIND",
        "sel: {Image: null}                      ; not sel ; LIVE",
        "sel: {User|exists: true}                ; sel     ; BLIND",
        "sel: {User|exists: false}               ; sel     ; LIVE",
        "sel: {User|exists: true}                ; not sel ; LIVE",
        "sel: {User: a}                          ; not sel ; LIVE",
        "sel: {User|neq: a}                      ; sel     ; LIVE",
        "sel: {Image|fieldref: User}             ; sel     ; BLIND",
        "sel: {User|fieldref: Image}             ; sel     ; BLIND",
        "sel: [{Image: a}, {User: b}]            ; sel     ; LIVE",
        "sel: [word]                             ; sel     ; LIVE",
        "sel: {User: []}                         ; sel     ; BLIND",
        "sel: {Image: a, User|re: '.*'}          ; sel     ; BLIND",
      })
  void verdictOfEachPredicate(String selection, String condition, Sight sight) {
    assertThat(
            coverage(selection + "\ncondition: " + condition, process(",\"Image\":\"x\"")).sight())
        .isEqualTo(sight);
  }

  @Test
  void manyLogSourcesOfEventsThatNameTheirOwnAreOneKind() {
    Coverage coverage =
        new Coverage(
            Authored.compile(Authored.text("a rule", PROCESS, "sel: {Image: a}\ncondition: sel"))
                .ruleSet());
    for (int i = 0; i < 10_000; i++) {
      coverage.add(event("{\"logsource\":{\"product\":\"p" + i + "\"}}"));
    }
    assertThat(coverage.rules().get(0).admitted()).isZero();
  }

  @Test
  void aFieldThatWasNotLookedForIsNotCalledMissing() {
    RuleSet rules =
        Authored.compile(
                Authored.text("a", PROCESS, "sel: {Image: a, User: b}\ncondition: sel"),
                Authored.text("b", PROCESS, "sel: {Image: a}\ncondition: sel"))
            .ruleSet();
    Coverage coverage = new Coverage(rules);
    coverage.add(seen(Set.of("Image"), Set.of("Hashes")));
    assertThat(coverage.rules())
        .extracting(RuleCoverage::sight)
        .containsExactly(Sight.UNKNOWN, Sight.LIVE);
    assertThat(coverage.rules().get(0).missingFields()).isEmpty();
    coverage.add(seen(Set.of("Image", "User"), Set.of()));
    assertThat(coverage.rules().get(0).sight()).isEqualTo(Sight.LIVE);
  }

  @Test
  void whatNoSubtaskHasIsMissingAndTheirNumbersAddUp() {
    Coverage coverage =
        new Coverage(
            Authored.compile(
                    Authored.text("a", PROCESS, "sel: {Image: a, User: b}\ncondition: sel"))
                .ruleSet());
    coverage.add(seen(Set.of("Image"), Set.of("User")));
    coverage.add(seen(Set.of(), Set.of("Image", "User")));
    RuleCoverage rule = coverage.rules().get(0);
    assertThat(rule.sight()).isEqualTo(Sight.BLIND);
    assertThat(rule.missingFields()).containsExactly("User");
    assertThat(rule.admitted()).isEqualTo(20);
    assertThat(rule.looked()).isEqualTo(8);
    assertThat(rule.hosts()).isEqualTo(1);
    coverage.incomplete();
    assertThat(coverage.rules().get(0).sight()).isEqualTo(Sight.UNKNOWN);
  }

  private static SeenKind seen(Set<String> present, Set<String> absent) {
    HostSketch hosts = new HostSketch();
    hosts.add("a");
    return new SeenKind(process("").logSources(), 10, 4, present, absent, hosts);
  }
}
