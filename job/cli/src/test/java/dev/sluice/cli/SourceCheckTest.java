package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourceCheckTest {

  private static final Instant NOON = CoverageSamples.NINE.plusSeconds(3 * 3600);
  private static final String PROCESS = rule(1, "process_creation", "Image");
  private static final String USER = rule(2, "process_creation", "User");
  private static final String DNS = rule(3, "dns_query", "QueryName");
  private static final String OTHER_DNS = rule(4, "dns_query", "QueryStatus");

  private final Manifests topics = new Manifests();
  private final CoverageLog log = new CoverageLog("default");

  @Test
  void aSourceThatRulesAskForAndNothingCameOfIsSilent() {
    SignedManifest manifest = push(PROCESS, USER, DNS, OTHER_DNS);
    log.add(CoverageSamples.record(manifest.hash(), 0, 5, "Image"));
    log.add(CoverageSamples.record(manifest.hash(), 1, 5, "Image"));
    assertThat(symptoms(manifest, NOON))
        .singleElement()
        .satisfies(
            symptom -> {
              assertThat(symptom.code()).isEqualTo("LOG_SOURCE_SILENT");
              assertThat(symptom.subject()).contains("dns_query");
              assertThat(symptom.seen())
                  .isEqualTo("no event since 2026-11-20T09:01:00Z, and 2 rules ask for it");
              assertThat(symptom.remedy()).endsWith("sluice disable " + id(3) + " " + id(4));
            });
  }

  @Test
  void aGroupWithoutAnyEventLeavesNothingOpen() {
    SignedManifest manifest = push(PROCESS);
    for (int subtask = 0; subtask < 2; subtask++) {
      add(manifest.hash(), "servers", subtask, 5);
      add(manifest.hash(), "other", subtask, 0);
    }
    assertThat(symptoms(manifest, NOON)).isEmpty();
  }

  @Test
  void whatASubtaskHasNotSaidIsNotKnown() {
    SignedManifest manifest = push(PROCESS, DNS);
    assertThat(symptoms(manifest, NOON))
        .singleElement()
        .matches(Symptom::isUnknown)
        .extracting(Symptom::seen)
        .isEqualTo("no subtask has said what it sees");
    log.add(CoverageSamples.record(manifest.hash(), 1, 5, "Image"));
    assertThat(symptoms(manifest, NOON))
        .singleElement()
        .matches(Symptom::isUnknown)
        .extracting(Symptom::seen)
        .isEqualTo(
            "whether events come for 1 rules is not known: all: subtask 0 has not spoken yet");
  }

  @Test
  void aSourceIsNotSilentAfterAFewMinutes() {
    SignedManifest manifest = push(PROCESS, DNS);
    log.add(CoverageSamples.record(manifest.hash(), 0, 5, "Image"));
    log.add(CoverageSamples.record(manifest.hash(), 1, 5, "Image"));
    assertThat(symptoms(manifest, CoverageSamples.NINE.plusSeconds(600)))
        .singleElement()
        .matches(Symptom::isUnknown)
        .satisfies(
            symptom ->
                assertThat(symptom.seen())
                    .endsWith("subtasks have looked since 2026-11-20T09:01:00Z only"));
  }

  private void add(String hash, String group, int subtask, long events) {
    log.add(
        CoverageSamples.record(hash, "i", CoverageSamples.NINE, group, subtask, events, "Image"));
  }

  private List<Symptom> symptoms(SignedManifest manifest, Instant now) {
    RulesInForce rules = RulesInForce.of(manifest, topics.state().control());
    return new SourceCheck(rules, manifest.hash(), log, now).symptoms();
  }

  private SignedManifest push(String... rules) {
    List<ManifestEntry> entries = new ArrayList<>();
    for (String rule : rules) {
      topics.blob(rule);
      String id = rule.substring(rule.indexOf("id: ") + 4, rule.indexOf("id: ") + 40);
      entries.add(
          ManifestEntry.enabled(Kind.RULE, id, "pack", id + ".yml", Manifests.sha256(rule)));
    }
    return topics.accept("rules", edit -> edit.upsert(entries));
  }

  private static String rule(int number, String category, String field) {
    return """
    title: Rule %s
    id: %s
    status: test
    logsource: {product: windows, category: %s}
    detection:
      sel: {%s: a}
      condition: sel
    level: low
    """
        .formatted(number, id(number), category, field);
  }

  private static String id(int number) {
    return "00000000-0000-4000-8000-00000000000" + number;
  }
}
