package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.sluice.engine.sigma.Modifier;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlReader;
import dev.sluice.engine.yaml.YamlResult;
import dev.sluice.engine.yaml.YamlScalar;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shipped file is what its schema says, and slips of the pen are not. */
final class EditorSchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RULES = Path.of(System.getProperty("sluice.root", "../.."), "rules");

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"rule", "mapping", "logsource", "test-event", "pack"})
  void everySchemaIsOne(String name) throws IOException {
    JsonSchema meta =
        JsonSchemaFactory.getInstance(VersionFlag.V7)
            .getSchema(URI.create("http://json-schema.org/draft-07/schema"));
    assertThat(meta.validate(JSON.readTree(text(name)))).isEmpty();
  }

  @Test
  void everyShippedRuleIsOne() throws IOException {
    List<String> problems = new ArrayList<>();
    for (SourceFile file : RuleFiles.load(RULES).files()) {
      problems.addAll(problems("rule", file.name(), file.content()));
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void everyShippedFileNamesItsSchema() throws IOException {
    String modeline = "# yaml-language-server: $schema=";
    List<Path> files;
    try (Stream<Path> all = Files.walk(RULES)) {
      files = all.filter(file -> file.toString().endsWith(".yml")).toList();
    }
    assertThat(files).hasSizeGreaterThan(300);
    for (Path file : files) {
      String first = Files.readString(file).lines().findFirst().orElseThrow();
      assertThat(first).as(file.toString()).startsWith(modeline);
      Path schema = file.resolveSibling(first.substring(modeline.length())).normalize();
      String folder = RULES.relativize(file).getName(0).toString();
      assertThat(schema)
          .hasFileName(
              switch (folder) {
                case "mappings" -> "mapping.schema.json";
                case "logsources" -> "logsource.schema.json";
                default -> file.endsWith("pack.yml") ? "pack.schema.json" : "rule.schema.json";
              })
          .isRegularFile();
    }
  }

  @ParameterizedTest
  @CsvSource({"mapping,mappings", "logsource,logsources"})
  void everyShippedTableIsOne(String schema, String folder) throws IOException {
    List<String> problems = new ArrayList<>();
    int tables = 0;
    try (Stream<Path> files = Files.list(RULES.resolve(folder))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yml")).sorted().toList()) {
        problems.addAll(problems(schema, file.toString(), Files.readAllBytes(file)));
        tables++;
      }
    }
    assertThat(problems).isEmpty();
    assertThat(tables).isGreaterThan(10);
  }

  @Test
  void everyShippedEventIsOne() throws IOException {
    JsonSchema schema = schema("test-event");
    List<String> problems = new ArrayList<>();
    try (Stream<Path> files = Files.walk(RULES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".events.jsonl")).toList()) {
        for (String line : Files.readAllLines(file)) {
          schema.validate(JSON.readTree(line)).forEach(p -> problems.add(file + ": " + p));
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status: testing",
        "level: High",
        "date: 2026/11/22",
        "tags: attack.execution",
        "logsource: {}",
        "detection: {selection: {Image|endwith: x}, condition: selection}",
        "detection: {selection: {Image: {deeper: x}}, condition: selection}",
        "sluice.suppress: {VALUE_SHORT: ''}"
      })
  void whatAnAuthorGetsWrongInARuleIsSeen(String slip) throws IOException {
    assertThat(problems("rule", "base", PageExample.BASE.getBytes(UTF_8))).isEmpty();
    assertThat(problems("rule", "slip", PageExample.with(slip + "\n").getBytes(UTF_8)))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "mapping ! {schema: x, recognize: [{has: a}]}",
        "mapping ! {schema: x, recognise: [{has: a}], time: [{path: t, format: unix}]}",
        "mapping ! {schemas: [x], recognise: [{has: a}]}",
        "mapping ! {schema: x, recognise: [{has: a}], fields: {A: {from: b, together: c}}}",
        "mapping ! {schema: x, recognise: [{has: a}], fields: {A: {from: b, with: c}}}",
        "mapping ! {schema: x, recognise: [{has: a}], fields: {A: {text: no name}}}",
        "mapping ! {schema: x, recognise: [{has: a}], fields: {A: {text: '{b'}}}",
        "mapping ! {schema: x, recognise: [{has: a}], fields: {A: {from: b, replace: {'a*b': c}}}}",
        "mapping ! {schema: x, recognise: [{has: a}], fields: {A: [b, {form: c}]}}",
        "mapping ! {schema: x, recognise: [{has: a}], pairs: [{path: a, name: b}]}",
        "logsource ! {sources: [{product: x}]}",
        "logsource ! {schemas: [x], sources: [{titel: x}]}",
        "logsource ! {unsupported: [{product: x}]}",
        "test-event ! {why: x, event: {}}",
        "test-event ! {match: true, event: {}, events: [{}]}",
        "test-event ! {match: yes please, event: {}}"
      })
  void whatAnAuthorGetsWrongInATableIsSeen(String schema, String text) throws IOException {
    assertThat(problems(schema.strip(), "slip", text.strip().getBytes(UTF_8))).isNotEmpty();
  }

  @Test
  void aRuleMayHaveEveryModifierThatIsKnown() throws IOException {
    for (Modifier modifier : Modifier.values()) {
      String rule =
          "detection: {selection: {Image|" + modifier.text() + ": x}, condition: selection}\n";
      assertThat(problems("rule", rule, PageExample.with(rule).getBytes(UTF_8))).isEmpty();
    }
    String pattern =
        JSON.readTree(text("rule")).at("/definitions/items/propertyNames/pattern").asText();
    List<String> texts = Arrays.stream(Modifier.values()).map(Modifier::text).toList();
    assertThat(pattern.replaceAll(".*\\(\\\\\\|\\((.*)\\)\\)\\*\\$", "$1").split("\\|"))
        .allMatch(name -> texts.contains(Modifier.canonical(name)))
        .hasSizeGreaterThan(texts.size());
  }

  @Test
  void theCommandListsPrintsAndWritesThem() throws IOException {
    Outcome listed = Outcome.of("schema", "-o", "csv");
    assertThat(listed.out().lines()).hasSize(EditorSchema.ALL.size() + 1);
    assertThat(Outcome.of("schema", "mapping").out()).isEqualTo(text("mapping"));
    Outcome written = Outcome.of("schema", "--to", directory.resolve("schemas").toString());
    assertThat(written.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(directory.resolve("schemas/rule.schema.json")).hasContent(text("rule"));
    Outcome unknown = Outcome.of("schema", "rules");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("no schema 'rules'", "rule, mapping");
  }

  private static String text(String name) {
    return EditorSchema.ALL.stream()
        .filter(schema -> schema.name().equals(name))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static JsonSchema schema(String name) throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(JSON.readTree(text(name)));
  }

  private static List<String> problems(String schema, String file, byte[] yaml) throws IOException {
    YamlResult read = YamlReader.read(file, yaml, YamlLimits.DEFAULT);
    List<String> problems = new ArrayList<>(read.errors().stream().map(Object::toString).toList());
    JsonSchema validator = schema(schema);
    for (YamlNode document : read.documents()) {
      for (ValidationMessage problem : validator.validate(json(document))) {
        problems.add(file + ": " + problem);
      }
    }
    return problems;
  }

  /** The node as the YAML language server sees it. */
  private static JsonNode json(YamlNode node) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    if (node instanceof YamlMap map) {
      ObjectNode object = factory.objectNode();
      map.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
      return object;
    }
    if (node instanceof YamlList list) {
      ArrayNode array = factory.arrayNode();
      list.items().forEach(item -> array.add(json(item)));
      return array;
    }
    YamlScalar scalar = (YamlScalar) node;
    return switch (scalar.kind()) {
      case STRING -> factory.textNode(scalar.text());
      case NUMBER -> factory.numberNode(scalar.number());
      case TRUE -> factory.booleanNode(true);
      case FALSE -> factory.booleanNode(false);
      case NULL -> factory.nullNode();
    };
  }
}
