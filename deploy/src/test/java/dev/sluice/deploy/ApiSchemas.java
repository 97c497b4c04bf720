package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.fabric8.crdv2.generator.v1.JsonSchema;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.zip.ZipFile;

/**
 * What an API server with the operators of Flink and Strimzi would hold a manifest against.
 *
 * <p>The schemas of Kubernetes and of the Prometheus operator are made of their published models,
 * those of Flink and Strimzi are the CRDs of the published artifacts.
 */
final class ApiSchemas {
  private static final Path JARS = Path.of("target/schemas").toAbsolutePath();
  private static final String FLINK_CRD =
      "META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
  private static final String STRIMZI = "io.strimzi.api.kafka.model.";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private final Map<String, com.networknt.schema.JsonSchema> schemas = new HashMap<>();

  ApiSchemas() throws Exception {
    addFlink();
    addStrimzi("topic.KafkaTopic");
    addStrimzi("user.KafkaUser");
  }

  /** What is wrong with {@code manifest}; a kind that nobody knows is wrong too. */
  List<String> problems(JsonNode manifest) {
    String kind = manifest.path("apiVersion").asText() + " " + manifest.path("kind").asText();
    com.networknt.schema.JsonSchema schema =
        schemas.computeIfAbsent(kind, ApiSchemas::ofKubernetes);
    return schema.validate(manifest).stream().map(ValidationMessage::getMessage).toList();
  }

  private static com.networknt.schema.JsonSchema ofKubernetes(String kind) {
    for (ServiceLoader.Provider<KubernetesResource> each :
        ServiceLoader.load(KubernetesResource.class).stream().toList()) {
      Class<? extends KubernetesResource> type = each.type();
      if (HasMetadata.class.isAssignableFrom(type)
          && kind.equals(HasMetadata.getApiVersion(type) + " " + HasMetadata.getKind(type))) {
        return compile(JSON.valueToTree(JsonSchema.from(type)));
      }
    }
    throw new AssertionError("no schema of '" + kind + "'");
  }

  private void addFlink() throws IOException {
    try (ZipFile jar = new ZipFile(JARS.resolve("flink-kubernetes-operator-api.jar").toFile());
        InputStream crd = jar.getInputStream(jar.getEntry(FLINK_CRD))) {
      JsonNode read = Overlay.YAML.readTree(crd);
      // The operator knows 2.2 since 1.14, which is published without its CRD.
      ((ArrayNode)
              read.at(
                  "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/flinkVersion/enum"))
          .add("v2_2");
      addVersions(read);
    }
  }

  /** The generator is a program of its own, as Strimzi's build has it. */
  private void addStrimzi(String type) throws Exception {
    Path crd = Files.createTempFile("crd", ".yaml");
    String classPath = JARS.resolve("api.jar") + ":" + JARS.resolve("crd-generator.jar");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-cp",
                classPath,
                "io.strimzi.crdgenerator.CrdGenerator",
                "--yaml",
                STRIMZI + type + "=" + crd)
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    addVersions(Overlay.YAML.readTree(crd.toFile()));
    Files.delete(crd);
  }

  private void addVersions(JsonNode crd) {
    String group = crd.at("/spec/group").asText();
    String kind = crd.at("/spec/names/kind").asText();
    for (JsonNode version : crd.at("/spec/versions")) {
      schemas.put(
          group + "/" + version.path("name").asText() + " " + kind,
          compile((ObjectNode) version.at("/schema/openAPIV3Schema")));
    }
  }

  private static com.networknt.schema.JsonSchema compile(ObjectNode schema) {
    ObjectNode properties = (ObjectNode) schema.path("properties");
    properties.putObject("apiVersion").put("type", "string");
    properties.putObject("kind").put("type", "string");
    properties.set("metadata", JSON.valueToTree(JsonSchema.from(ObjectMeta.class)));
    return FACTORY.getSchema(StrictSchema.of(schema));
  }
}
