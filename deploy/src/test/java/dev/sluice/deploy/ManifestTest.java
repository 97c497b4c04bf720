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

  private static final String POD = "/template/spec";

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
    Set<String> made = new HashSet<>(MADE_BY_OTHERS);
    made.add("");
    // The user operator makes a Secret of the name of each user.
    for (String kind : List.of("ConfigMap", "KafkaUser", "PersistentVolumeClaim")) {
      overlay.ofKind(kind).forEach(each -> made.add(each.at("/metadata/name").asText()));
    }
    for (JsonNode pod : overlay.pods()) {
      Set<String> volumes = new HashSet<>();
      for (JsonNode volume : pod.path("volumes")) {
        assertThat(volumes.add(volume.path("name").asText())).as(volume.toString()).isTrue();
        assertThat(made)
            .contains(
                volume.at("/configMap/name").asText(),
                volume.at("/secret/secretName").asText(),
                volume.at("/persistentVolumeClaim/claimName").asText());
      }
      assertThat(pod.at("/containers/0/volumeMounts").findValuesAsText("name"))
          .containsExactlyInAnyOrderElementsOf(volumes);
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void nothingIsWrittenButToVolumes(String name) throws Exception {
    Overlay overlay = Overlay.build(name);
    for (JsonNode pod : overlay.pods()) {
      JsonNode container = pod.at("/containers/0/securityContext");
      assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(pod.at("/containers/0/volumeMounts").findValuesAsText("mountPath"))
          .contains("/tmp");
    }
    assertThat(overlay.job().at("/podTemplate/spec/containers/0/volumeMounts"))
        .extracting(mount -> mount.path("mountPath").asText())
        .contains("/tmp", "/opt/flink/log", "/data");
  }

  @Test
  void productionHasACanaryOfTheImageOfTheJob() throws Exception {
    Overlay overlay = Overlay.build("prod");
    JsonNode canary = overlay.canary().orElseThrow();
    assertThat(canary.at("/template/spec/containers/0/image"))
        .isEqualTo(overlay.job().path("image"));
    assertThat(canary.at("/strategy/type").asText()).isEqualTo("Recreate");
    assertThat(canary.path("replicas").asInt()).isEqualTo(1);
    assertThat(canary.at("/template/spec/automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(canary.at("/template/spec/containers/0/resources/limits/memory").isTextual())
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void whoHasNoCanaryHasNoAlarmOfIt(String name) throws Exception {
    Overlay overlay = Overlay.build(name);
    assertThat(overlay.manifests().stream().map(Overlay::nameOf))
        .filteredOn(each -> each.endsWith(" " + Overlay.CANARY))
        .hasSize(overlay.canary().isPresent() ? 5 : 0);
  }

  /** Prometheus finds the page of every pod, and is let in there. */
  @ParameterizedTest
  @MethodSource("overlays")
  void thePageOfMetricsIsScrapedAndReached(String name) throws Exception {
    Overlay overlay = Overlay.build(name);
    for (JsonNode monitor : overlay.ofKind("PodMonitor")) {
      JsonNode labels = monitor.at("/spec/selector/matchLabels");
      boolean job = labels.path("app").asText().equals("sluice");
      JsonNode pod = job ? overlay.pods().get(0) : overlay.canary().orElseThrow().at(POD);
      JsonNode port = pod.at("/containers/0/ports/0");
      assertThat(port.path("name")).isEqualTo(monitor.at("/spec/podMetricsEndpoints/0/port"));
      List<JsonNode> policies =
          overlay.ofKind("NetworkPolicy").stream()
              .filter(each -> each.at("/spec/podSelector/matchLabels").equals(labels))
              .toList();
      assertThat(policies).hasSize(1);
      assertThat(policies.get(0).at("/spec/ingress").findValues("port"))
          .as("let in")
          .contains(port.path("containerPort"));
      if (!job) {
        assertThat(overlay.canary().orElseThrow().at("/template/metadata/labels").properties())
            .containsAll(labels.properties());
      }
    }
  }

  private static List<String> problems(JsonNode manifest) {
    return Objects.requireNonNull(schemas).problems(manifest);
  }
}
