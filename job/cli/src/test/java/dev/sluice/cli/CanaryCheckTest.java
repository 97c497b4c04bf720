package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.Canary;
import dev.sluice.stream.KafkaTopicReader.Message;
import dev.sluice.stream.control.EntryKey;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestEntry.Mode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CanaryCheckTest {

  /** Manifests are made at eight. */
  private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

  private final Manifests topics = new Manifests();
  private final MetricsLog metrics = new MetricsLog(Manifests.NAME);

  @Test
  void aRuleThatMatchesIsFine() {
    work("2026-11-22T08:57:00Z", Canary.RULE_ID, 2, 0);
    work("2026-11-22T08:59:00Z", "another", 2, 0);
    assertThat(symptoms(inForce(), NINE)).isEmpty();
  }

  @Test
  void oneThatHasNotMatchedForAWhileIsAFindingAndSaysSinceWhen() {
    work("2026-11-22T08:50:00Z", Canary.RULE_ID, 2, 0);
    work("2026-11-22T08:59:00Z", Canary.RULE_ID, 0, 0);
    assertThat(symptoms(inForce(), NINE))
        .singleElement()
        .satisfies(
            symptom -> {
              assertThat(symptom.code()).isEqualTo("CANARY_SILENT");
              assertThat(symptom.severity()).isEqualTo(Symptom.ERROR);
              assertThat(symptom.seen()).endsWith("nothing since 2026-11-22T08:50:00Z");
              assertThat(symptom.remedy()).contains("sluice disable " + Canary.RULE_ID);
            });
  }

  @Test
  void oneThatHasNeverMatchedIsAFindingOnceItHadTheTimeTo() {
    SignedManifest manifest = inForce();
    assertThat(symptoms(manifest, Instant.parse("2026-11-22T08:04:00Z"))).isEmpty();
    assertThat(symptoms(manifest, NINE))
        .extracting(Symptom::seen)
        .first()
        .asString()
        .contains("30 min");
  }

  @Test
  void whereTheRuleIsNotInForceNothingIsAsked() {
    SignedManifest none =
        topics.accept("rules", edit -> edit.upsert(List.of(Manifests.rule("another"))));
    assertThat(symptoms(none, NINE)).isEmpty();
    inForce();
    SignedManifest disabled =
        topics.accept(
            "stop",
            edit ->
                edit.setMode(
                    Set.of(new EntryKey(Kind.RULE, Canary.RULE_ID)), Mode.DISABLED, "because"));
    assertThat(symptoms(disabled, NINE)).isEmpty();
  }

  @Test
  void whenSubtasksCouldNotNameAllRulesItIsNotKnown() {
    work("2026-11-22T08:59:00Z", "another", 2, 1);
    assertThat(symptoms(inForce(), NINE)).singleElement().matches(Symptom::isUnknown);
  }

  private SignedManifest inForce() {
    return topics.accept("canary", edit -> edit.upsert(List.of(Manifests.rule(Canary.RULE_ID))));
  }

  private void work(String to, String rule, int matches, int omitted) {
    String record =
        """
        {"to":"%s","rules":[{"id":"%s","matches":%d}],"rulesOmitted":%d}"""
            .formatted(to, rule, matches, omitted);
    metrics.read(new Message(Manifests.NAME, record.getBytes(StandardCharsets.UTF_8), 0, 0));
  }

  private List<Symptom> symptoms(SignedManifest manifest, Instant now) {
    return new CanaryCheck(manifest.manifest(), metrics, Duration.ofMinutes(30), now).symptoms();
  }
}
