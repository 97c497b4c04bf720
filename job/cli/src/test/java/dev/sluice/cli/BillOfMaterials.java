package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What the build says that a shipped artifact is made of: CycloneDX, as JSON. */
record BillOfMaterials(List<Component> components) {

  static final Path ROOT = Path.of(System.getProperty("sluice.root", "../.."));
  static final Path JOB = ROOT.resolve("job/stream/target/sluice-job.cdx.json");
  static final Path COMMAND_LINE = ROOT.resolve("job/cli/target/sluice-cli.cdx.json");

  /** Licences that the text of a component states and its POM does not, or wrongly. */
  private static final Map<String, String> LOOKED_UP =
      Map.of(
          "com.google.re2j:re2j", "BSD-3-Clause",
          "org.jline:jline-native", "BSD-3-Clause",
          "org.jline:jline-terminal", "BSD-3-Clause");

  /** One jar. Of several licences anyone may choose one: that is what a POM means by a list. */
  record Component(String id, String version, List<String> licences, String sha256) {

    boolean ours() {
      return id.startsWith("dev.sluice:");
    }

    String name() {
      return id.substring(id.indexOf(':') + 1);
    }

    /** The name of its jar. */
    String file() {
      return name() + "-" + version + ".jar";
    }
  }

  static BillOfMaterials read(Path file) throws IOException {
    JsonNode bill = new ObjectMapper().readTree(file.toFile());
    return new BillOfMaterials(
        elements(bill.path("components")).stream().map(BillOfMaterials::component).toList());
  }

  private static Component component(JsonNode node) {
    String id = node.path("group").asText() + ":" + node.path("name").asText();
    List<String> declared =
        elements(node.path("licenses")).stream().map(BillOfMaterials::licence).toList();
    String lookedUp = LOOKED_UP.get(id);
    return new Component(
        id,
        node.path("version").asText(),
        lookedUp == null ? declared : List.of(lookedUp),
        sha256(node));
  }

  private static String licence(JsonNode node) {
    JsonNode licence = node.path("license");
    return licence.path("id").asText(licence.path("name").asText(node.path("expression").asText()));
  }

  private static String sha256(JsonNode node) {
    return elements(node.path("hashes")).stream()
        .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
        .map(hash -> hash.path("content").asText())
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
