package dev.sluice.stream.control;

import static dev.sluice.stream.control.Manifests.LIMITS;
import static dev.sluice.stream.control.Manifests.bytes;
import static dev.sluice.stream.control.Manifests.everyKind;
import static dev.sluice.stream.control.Manifests.manifest;
import static dev.sluice.stream.control.Manifests.problem;
import static dev.sluice.stream.control.Manifests.rules;
import static dev.sluice.stream.control.Manifests.text;
import static dev.sluice.stream.control.Manifests.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.sluice.stream.control.ManifestEntry.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleSetManifestTest {

  static List<Malformed> malformed() {
    return Malformed.manifests();
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatIsOutOfFormIsRefusedWithItsPlace(Malformed malformed) {
    String json = malformed.in(Malformed.manifest());
    InputProblem problem = problem(RuleSetManifest.read(bytes(json), LIMITS));
    assertThat(problem.toString()).contains(malformed.problem());
    assertThat(problem.kind()).isEqualTo(InputProblem.Kind.MALFORMED);
    assertThat(problem.line()).isEqualTo(1);
    assertThat(problem.column()).isPositive();
  }

  @Test
  void aManifestComesBackFromItsJson() {
    RuleSetManifest manifest = manifest(1, "", everyKind());
    byte[] json = manifest.toJson();
    assertThat(valid(RuleSetManifest.read(json, LIMITS))).isEqualTo(manifest);
    assertThat(valid(RuleSetManifest.read(json, LIMITS)).toJson()).isEqualTo(json);
  }

  @Test
  void theKeysHaveAFixedOrderAndWhatIsEmptyIsLeftOut() {
    RuleSetManifest manifest =
        new RuleSetManifest(
            "fleet",
            "test",
            2,
            Manifests.hash(""),
            true,
            rules(1),
            new ManifestChange(ManifestChange.Op.ENABLE, List.of(), "", "", ""),
            Manifests.CREATED_AT,
            "a");
    assertThat(text(manifest.toJson()))
        .isEqualTo(
            """
            {"apiVersion":"sluice/v1","kind":"RuleSet","name":"fleet","environment":"test",\
            "version":2,"parent":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",\
            "allowPartial":true,"entries":[{"kind":"rule",\
            "id":"00000000-0000-4000-8000-000000000000","pack":"sigma","path":"windows/rule_0.yml",\
            "sha256":"%s","mode":"enabled"}],"change":{"op":"enable","ids":[],"message":""},\
            "createdAt":"2026-11-22T07:45:00Z","createdBy":"a"}"""
                .formatted(Manifests.hash("rule 0")));
  }

  @Test
  void whatMayBeAbsentMayBeNull() {
    String json =
        Malformed.manifest()
            .replace("{\"level\":\"high\"}", "null")
            .replace("\"2027-01-01T00:00:00Z\"", "null")
            .replace("\"T-1\"", "null");
    RuleSetManifest manifest = valid(RuleSetManifest.read(bytes(json), LIMITS));
    assertThat(manifest.entries().get(0).overrides()).isNull();
    assertThat(manifest.entries().get(0).expires()).isNull();
    assertThat(manifest.change().ticket()).isEmpty();
  }

  @Test
  void aPlaceIsThatOfTheWrongValue() {
    String json = "{\n  \"apiVersion\": 1}";
    assertThat(problem(RuleSetManifest.read(bytes(json), LIMITS)))
        .hasToString("2:17: /apiVersion: expected a text, found a number");
  }

  @Test
  void moreThanALimitIsTooLarge() {
    byte[] json = manifest(1, "", rules(3)).toJson();
    InputProblem entries = problem(RuleSetManifest.read(json, new ManifestLimits(1 << 20, 2, 1)));
    assertThat(entries.kind()).isEqualTo(InputProblem.Kind.TOO_LARGE);
    assertThat(entries.toString()).contains("/entries/2: more than 2 elements");
    InputProblem size = problem(RuleSetManifest.read(json, new ManifestLimits(100, 2, 1)));
    assertThat(size.kind()).isEqualTo(InputProblem.Kind.TOO_LARGE);
    assertThat(size.toString()).contains("at most 100 are allowed");
  }

  @Test
  void tenThousandEntriesAreReadInLinearTime() {
    byte[] json = manifest(1, "", rules(10_000)).toJson();
    assertThat(json.length).isLessThan(LIMITS.maxPayloadBytes());
    RuleSetManifest manifest =
        assertTimeout(Duration.ofSeconds(10), () -> valid(RuleSetManifest.read(json, LIMITS)));
    assertThat(manifest.entries()).hasSize(10_000);
  }

  @Test
  void anIdIsFoundInEveryKind() {
    assertThat(manifest(1, "", everyKind()).find("x"))
        .extracting(ManifestEntry::kind)
        .containsExactly(Kind.MAPPING, Kind.LOGSOURCE);
  }
}
