package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogCommandTest {

  private static final String RULE =
      """
      title: %s
      logsource: {product: windows, category: process_creation}
      detection: {s: {Image: %s}, condition: s}
      """;

  @TempDir private Path directory;

  @Test
  void aCatalogueIsWrittenAndRefusedRulesAreListed() throws IOException {
    Path pack = pack();
    Files.writeString(pack.resolve("broken.yml"), "title: broken\nlogsource: {product: windows}\n");
    Path out = directory.resolve("out");
    Outcome outcome = build(pack, out);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("broken.yml:1:1: MISSING_FIELD 'detection' is missing")
        .contains("2 loaded, 1 refused")
        .contains("overlap       1 duplicates, 0 rules within others")
        .containsPattern("written       [0-9]+ files, [0-9,]+ bytes");
    JsonNode catalog = Json.read(Files.readAllBytes(out.resolve("catalog.json")));
    assertThat(catalog.path("rules")).hasSize(2);
    assertThat(catalog.path("refused")).hasSize(1);
    for (JsonNode rule : catalog.path("rules")) {
      assertThat(out.resolve("rules/" + rule.path("slug").asText() + ".json")).isNotEmptyFile();
    }
  }

  @Test
  void aCatalogueIsChecked() throws IOException {
    Path out = directory.resolve("out");
    build(pack(), out);
    Outcome clean = Outcome.of("catalog", "check", out.toString());
    assertThat(clean.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(clean.out()).isEmpty();
    assertThat(clean.err()).contains("findings      0");
    Files.writeString(out.resolve("more.txt"), "x");
    Outcome found = Outcome.of("catalog", "check", out.toString(), "-o", "ndjson");
    assertThat(found.exitCode()).isEqualTo(ExitCode.FINDINGS);
    JsonNode finding = Json.read(found.out().getBytes(StandardCharsets.UTF_8));
    assertThat(finding.path("code").asText()).isEqualTo("FILE_UNKNOWN");
    assertThat(finding.path("path").asText()).isEqualTo("more.txt");
    Outcome ignored =
        Outcome.of("catalog", "check", out.toString(), "--ignore", "file_unknown,html_invalid");
    assertThat(ignored.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(Outcome.of("catalog", "check", directory.toString()).exitCode())
        .isEqualTo(ExitCode.UNREADABLE);
    assertThat(Outcome.of("catalog", "check", "nowhere").exitCode()).isEqualTo(ExitCode.UNREADABLE);
  }

  @Test
  void theSameRulesGiveTheSameBytes() throws IOException {
    Path pack = pack();
    build(pack, directory.resolve("one"));
    build(pack, directory.resolve("two"));
    assertThat(directory.resolve("one/catalog.json"))
        .hasSameBinaryContentAs(directory.resolve("two/catalog.json"));
  }

  @Test
  void whatIsWrongInAPackFileHasAPlace() throws IOException {
    Path pack = pack();
    Files.writeString(pack.resolve("pack.yml"), "name: own\nlicense: x\n");
    Outcome outcome = build(pack, directory.resolve("out"));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).contains("pack.yml:2:1: TABLE_INVALID unknown key 'license'");
  }

  @Test
  void withoutAUsableRuleThereIsNoCatalogue() throws IOException {
    Path pack = Files.createDirectory(directory.resolve("empty"));
    Outcome outcome = build(pack, directory.resolve("out"));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.RULES);
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void aFolderWithSomethingElseIsLeftAlone() throws IOException {
    Path out = Files.createDirectories(directory.resolve("out"));
    Files.writeString(out.resolve("mine.txt"), "mine");
    Outcome outcome = build(pack(), out);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(outcome.err()).contains("is not empty and holds no catalogue");
    assertThat(out).isDirectoryNotContaining("glob:**/catalog.json");
  }

  @Test
  void rulesAndFolderAreNeeded() {
    assertThat(Outcome.of("catalog", "build", "--rules", "x").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(Outcome.of("catalog", "build", "-o", "x").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(Outcome.of("catalog", "build", "--rules", "nowhere", "-o", "x").exitCode())
        .isEqualTo(ExitCode.UNREADABLE);
  }

  private Path pack() throws IOException {
    Path pack = Files.createDirectory(directory.resolve("own"));
    Files.writeString(pack.resolve("a.yml"), RULE.formatted("first", "x"));
    Files.writeString(pack.resolve("b.yml"), RULE.formatted("second", "X"));
    return pack;
  }

  private static Outcome build(Path pack, Path out) {
    return Outcome.of("catalog", "build", "--rules", pack.toString(), "-o", out.toString());
  }
}
