package dev.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.sluice.catalog.data.RefusedLine;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogWriterTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROCESS = "product: windows, category: process_creation";
  private static final String SCRIPT = "<script>alert(1)</script>";

  @TempDir private Path folder;

  @Test
  void everyFileIsAsItsSchemaSays() throws IOException {
    Packs.write(new Packs().folder(Packs.RULES.resolve("starter")).build(), folder);
    assertThat(problems("catalog", folder.resolve("catalog.json"))).isEmpty();
    List<String> problems = new ArrayList<>();
    for (Path rule : rules(folder)) {
      problems.addAll(problems("rule", rule));
    }
    assertThat(problems).isEmpty();
    assertThat(rules(folder)).hasSizeGreaterThan(200);
  }

  @Test
  void aSchemaRefusesWhatItDoesNotDescribe() throws IOException {
    Packs.write(new Packs().folder(Packs.RULES.resolve("seeds")).build(), folder);
    Path rule = rules(folder).get(0);
    String text = Files.readString(rule);
    Files.writeString(rule, text.replaceFirst("\"version\":1", "\"version\":\"1\",\"more\":1"));
    assertThat(problems("rule", rule)).hasSize(2);
  }

  @Test
  void theSameRulesGiveTheSameBytesWhereverTheyLie() throws IOException {
    Path here = copy(Packs.RULES.resolve("seeds"), folder.resolve("here/seeds"));
    Path there = copy(Packs.RULES.resolve("seeds"), folder.resolve("and/there/seeds"));
    for (Path pack : List.of(here, there)) {
      Files.writeString(pack.resolve("broken.yml"), "title: [");
      Files.writeString(pack.resolve("twin.yml"), Files.readString(pack.resolve(remoteRule())));
    }
    Packs.write(new Packs().folder(here).build(), folder.resolve("one"));
    Packs.write(new Packs().folder(there).build(), folder.resolve("two"));
    assertThat(contents(folder.resolve("one")))
        .isEqualTo(contents(folder.resolve("two")))
        .hasSize(5)
        .allSatisfy((name, text) -> assertThat(text).doesNotContain(folder.toString()));
  }

  @Test
  void aFileThatCannotBeReadIsShownWithoutItsFolder() {
    SigmaError problem =
        SigmaError.at(
            "/somewhere/own/a.yml",
            Position.START,
            ErrorCode.FILE_UNREADABLE,
            "the file cannot be read: /somewhere/own/a.yml",
            "");
    RefusedLine line = new Packs().unreadable(problem).build().catalog().refused().get(0);
    assertThat(line.path()).isEqualTo("a.yml");
    assertThat(line.problems().get(0).message()).isEqualTo("the file cannot be read");
  }

  @Test
  void pagesOfRulesThatWentAreRemoved() throws IOException {
    Packs packs = new Packs().rule("stays", PROCESS, "s: {Image: a}\ncondition: s");
    Packs.write(
        new Packs()
            .rule("stays", PROCESS, "s: {Image: a}\ncondition: s")
            .rule("goes", PROCESS, "s: {Image: b}\ncondition: s")
            .build(),
        folder.resolve("out"));
    assertThat(rules(folder.resolve("out"))).hasSize(2);
    Packs.write(packs.build(), folder.resolve("out"));
    assertThat(rules(folder.resolve("out"))).hasSize(1);
  }

  @Test
  void aFolderWithSomethingElseIsLeftAlone() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other/rules"));
    Files.writeString(other.resolve("mine.json"), "{}");
    CatalogData data = new Packs().build();
    assertThatThrownBy(() -> Packs.write(data, folder.resolve("other")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(other.resolve("mine.json")).exists();
  }

  @Test
  void aHostilePackIsWrittenAndRead() throws IOException {
    String values =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "      - '" + SCRIPT + i + "'\n")
            .collect(Collectors.joining());
    String hostilePack =
        """
        title: 'S'
        status: 'S'
        level: 'S'
        author: 'S'
        description: 'S'
        tags: ['S']
        references: ['S']
        falsepositives: ['S']
        logsource: {product: windows, category: process_creation, definition: 'S'}
        detection:
          '<script>alert</script>':
            Image|contains:
        VALUES
          condition: 1 of them
        """
            .replace("S'", SCRIPT + "'")
            .replace("VALUES\n", values);
    Packs packs =
        new Packs()
            .file("p", SCRIPT + ".yml", hostilePack)
            .file("p", "../../up.yml", rule("'../../up'"))
            .file("p", "two/a.yml", rule("One title"))
            .file("p", "two/b.yml", rule("One title"))
            .file("p", "empty.yml", rule("''"))
            .file("p", "long.yml", rule("x".repeat(60_000)))
            .file("p", "half.yml", rule("\"\\uD800 half a pair\""))
            .file("p", "nothing.yml", "")
            .file("p", "tab.yml", "title: x\n\tdetection: y")
            .file("p", "list.yml", "- a\n- b\n");
    CatalogData data = packs.build();
    Packs.write(data, folder);
    List<Path> written = rules(folder);
    assertThat(written).hasSameSizeAs(data.pages()).hasSize(9);
    for (Path rule : written) {
      assertThat(rule.getFileName().toString()).matches("[a-z0-9-]{8,100}\\.json");
      assertThat(problems("rule", rule)).isEmpty();
    }
    assertThat(problems("catalog", folder.resolve("catalog.json"))).isEmpty();
    RulePage hostile = Packs.page(data, SCRIPT);
    assertThat(hostile.indicators()).hasSize(10_000);
    assertThat(hostile.line().status()).isEqualTo(SCRIPT);
  }

  private static String rule(String title) {
    return "title: "
        + title
        + "\nlogsource: {"
        + PROCESS
        + "}\ndetection: {s: {A: 1}, condition: s}\n";
  }

  private static String remoteRule() {
    return "windows-process_creation/potential_psexec_remote_execution.yml";
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.copy(file, target);
      }
    }
    return to;
  }

  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  private static List<Path> rules(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("rules"))) {
      return files.sorted().toList();
    }
  }

  private static List<String> problems(String schema, Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    return schema(schema).validate(json).stream()
        .map((ValidationMessage problem) -> file.getFileName() + ": " + problem)
        .toList();
  }

  private static JsonSchema schema(String name) throws IOException {
    try (InputStream in = CatalogWriter.class.getResourceAsStream(name + ".schema.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V7)
          .getSchema(JSON.readTree(Objects.requireNonNull(in)));
    }
  }
}
