package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server would say to the manifests of each overlay. */
class ManifestTest {
  private static final Set<String> MADE_BY_OTHERS = Set.of("kafka-cluster-ca-cert");

  private static @Nullable ApiSchemas schemas;

  @BeforeAll
  static void makeSchemas() throws Exception {
    schemas = new ApiSchemas();
  }

  static List<String> overlays() throws Exception {
    return Overlay.names();
  }

  @Test
  void thereAreOverlays() throws Exception {
    assertThat(Overlay.names()).containsExactly("dev", "prod");
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyManifestFitsItsSchema(String name) throws Exception {
    List<String> problems = new ArrayList<>();
    for (JsonNode manifest : Overlay.build(name).manifests()) {
      problems(manifest).forEach(each -> problems.add(Overlay.nameOf(manifest) + each));
    }
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void aKeyThatIsMisspeltIsAProblemOfEveryKind(String name) throws Exception {
    for (JsonNode manifest : Overlay.build(name).manifests()) {
      for (String place : List.of("", "/metadata", "/spec")) {
        JsonNode copy = manifest.deepCopy();
        if (copy.at(place) instanceof ObjectNode object) {
          object.put("misspelt", 1);
          assertThat(problems(copy))
              .as(Overlay.nameOf(copy) + place)
              .anyMatch(each -> each.contains("misspelt"));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void whatIsMountedIsThere(String name) throws Exception {
    Overlay overlay = Overlay.build(name);
    JsonNode pod = overlay.job().at("/podTemplate/spec");
    Set<String> volumes = new HashSet<>();
    Set<String> sources = new HashSet<>();
    for (JsonNode volume : pod.path("volumes")) {
      assertThat(volumes.add(volume.path("name").asText())).as(volume.toString()).isTrue();
      sources.add(volume.at("/configMap/name").asText());
      sources.add(volume.at("/secret/secretName").asText());
      sources.add(volume.at("/persistentVolumeClaim/claimName").asText());
    }
    assertThat(pod.at("/containers/0/volumeMounts").findValuesAsText("name"))
        .containsExactlyInAnyOrderElementsOf(volumes);
    Set<String> made = new HashSet<>(MADE_BY_OTHERS);
    made.add("");
    // The user operator makes a Secret of the name of each user.
    for (String kind : List.of("ConfigMap", "KafkaUser", "PersistentVolumeClaim")) {
      overlay.ofKind(kind).forEach(each -> made.add(each.at("/metadata/name").asText()));
    }
    assertThat(made).containsAll(sources);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void theJobWritesNowhereButToItsVolumes(String name) throws Exception {
    JsonNode pod = Overlay.build(name).job().at("/podTemplate/spec");
    JsonNode container = pod.at("/containers/0/securityContext");
    assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/containers/0/volumeMounts").findValuesAsText("mountPath"))
        .contains("/tmp", "/opt/flink/log", "/data");
  }

  private static List<String> problems(JsonNode manifest) {
    return Objects.requireNonNull(schemas).problems(manifest);
  }
}
