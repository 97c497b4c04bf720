package dev.sluice.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The manifests that kustomize makes of one overlay. */
record Overlay(String name, List<JsonNode> manifests) {
  static final YAMLMapper YAML = new YAMLMapper();
  static final Path DEPLOY = Path.of(System.getProperty("sluice.root", ".."), "deploy");

  static final String CANARY = "sluice-canary";

  private static final Path OVERLAYS = DEPLOY.resolve("kubernetes/overlays");

  static List<String> names() throws IOException {
    try (Stream<Path> directories = Files.list(OVERLAYS)) {
      return directories.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  /** Skips the test where there is neither kustomize nor kubectl. */
  static Overlay build(String name) throws Exception {
    String directory = OVERLAYS.resolve(name).toString();
    List<String> command =
        isThere("kustomize")
            ? List.of("kustomize", "build", directory)
            : List.of("kubectl", "kustomize", directory);
    assumeThat(isThere(command.get(0))).as("kustomize or kubectl is on the PATH").isTrue();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(output)) {
      return new Overlay(name, documents.readAll());
    }
  }

  private static boolean isThere(String tool) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
  }

  List<JsonNode> ofKind(String kind) {
    return manifests.stream().filter(each -> each.path("kind").asText().equals(kind)).toList();
  }

  /** The deployment of the job. */
  JsonNode job() {
    List<JsonNode> jobs = ofKind("FlinkDeployment");
    assertThat(jobs).hasSize(1);
    return jobs.get(0).path("spec");
  }

  /** The pods of the job, and of what stands beside it. */
  List<JsonNode> pods() {
    List<JsonNode> pods = new ArrayList<>(List.of(job().at("/podTemplate/spec")));
    ofKind("Deployment").forEach(each -> pods.add(each.at("/spec/template/spec")));
    return pods;
  }

  /** The deployment of the canary; none where it is not taken in. */
  Optional<JsonNode> canary() {
    return ofKind("Deployment").stream()
        .filter(each -> each.at("/metadata/name").asText().equals(CANARY))
        .map(each -> each.path("spec"))
        .findFirst();
  }

  static String nameOf(JsonNode manifest) {
    return manifest.path("kind").asText() + " " + manifest.at("/metadata/name").asText();
  }
}
