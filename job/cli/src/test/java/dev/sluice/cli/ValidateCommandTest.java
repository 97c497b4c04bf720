package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.yaml.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValidateCommandTest {

  private static final String RULES = Golden.CASES + "/rules";
  private static final String BROKEN = Golden.CASES + "/broken";

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(FindingFormat.class)
  void writesOneFindingAProblem(FindingFormat format) {
    Outcome outcome =
        Outcome.of("validate", BROKEN, "--tables", Golden.TABLES, "-o", format.toString());
    Golden.assertSame("validate." + format, outcome.transcript());
  }

  @Test
  void everyDocumentIsCheckedWhateverItsStatus() {
    Outcome outcome = Outcome.of("validate", RULES, "--min-severity", "warning");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("4 loaded, 0 refused, 0 skipped");
  }

  @Test
  void warningsAreFindingsOnlyWhenStrict() {
    String file = BROKEN + "/nobody_sends_this.yml";
    assertThat(Outcome.of("validate", file).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(Outcome.of("validate", file, "--strict").exitCode()).isEqualTo(ExitCode.FINDINGS);
  }

  @Test
  void aFileThatIsNotUtf8IsAFindingAndTheRestIsChecked() throws IOException {
    Files.write(directory.resolve("a.yml"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
    Files.copy(Path.of(RULES, "registry/run_key.yml"), directory.resolve("b.yml"));
    Outcome outcome = Outcome.of("validate", directory.toString());
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.err()).contains("1 loaded, 1 refused");
  }

  @Test
  void twoRulesWithOneIdAreBothNamed() throws IOException {
    Files.copy(Path.of(RULES, "registry/run_key.yml"), directory.resolve("a.yml"));
    Files.copy(Path.of(RULES, "registry/run_key.yml"), directory.resolve("b.yml"));
    Outcome outcome = Outcome.of("validate", directory.toString(), "-o", "csv");
    assertThat(outcome.out().lines().filter(line -> line.contains("DUPLICATE_ID"))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "test"})
  void aFolderWithoutRulesHasNotPassed(String command) {
    Outcome outcome = Outcome.of(command, directory.toString());
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.RULES);
    assertThat(outcome.err()).contains("no file *.yml or *.yaml in " + directory);
  }

  @Test
  void tablesOfThePackAreChecked() throws IOException {
    Path mappings = Files.createDirectory(directory.resolve("mappings"));
    Files.writeString(mappings.resolve("bad.yml"), "schema: [\n");
    Outcome outcome = Outcome.of("validate", directory.toString(), "-o", "csv");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.out()).contains("mappings/bad.yml");
    Files.writeString(mappings.resolve("bad.yml"), "schema: x\nrecognize: [{has: a}]\n");
    assertThat(Outcome.of("validate", directory.toString()).out()).contains("TABLE_INVALID");
  }

  @Test
  void aFileThatCannotBeReadIsAFinding() throws IOException {
    Files.createSymbolicLink(directory.resolve("a.yml"), directory.resolve("nothing.yml"));
    Files.copy(Path.of(RULES, "registry/run_key.yml"), directory.resolve("b.yml"));
    Files.createSymbolicLink(directory.resolve("circle"), directory);
    Path locked = Files.createDirectory(directory.resolve("locked"));
    boolean isLocked = locked.toFile().setReadable(false) && !Files.isReadable(locked);
    Outcome outcome = Outcome.of("validate", directory.toString());
    assertThat(outcome.err()).contains("1 loaded");
    assertThat(outcome.out().contains("FILE_UNREADABLE")).isEqualTo(isLocked);
    locked.toFile().setReadable(true);
  }

  @Test
  void theNameOfAFileIsLookedAt() throws IOException {
    Files.writeString(directory.resolve("My Rule.yaml"), PageExample.BASE);
    Outcome outcome = Outcome.of("validate", directory.toString(), "-o", "csv");
    assertThat(outcome.out()).contains("FILE_NAME").contains("'My Rule.yaml'");
  }

  @Test
  void lessThanIsAskedForIsLeftOut() {
    Outcome outcome = Outcome.of("validate", BROKEN, "--min-severity", "error", "-o", "csv");
    assertThat(outcome.out().lines().skip(1)).isNotEmpty().allMatch(l -> l.contains(",error,"));
    assertThat(outcome.err()).contains(" warnings, ").contains(" notes");
  }

  @Test
  void repairsWhatItCanAndReportsTheRest() throws IOException {
    Path file = directory.resolve("rule.yml");
    String untidy =
        PageExample.BASE
            .replace("status: test", "status: Test   # a comment that stays")
            .replace("attack.t1033", "attack.T1033")
            .replace("level: low", "level: low  ")
            .replace("Image|endswith", "Image|endswith|endswith")
            .replace("\\whoami.exe", "whoami.exe");
    Files.writeString(file, untidy);
    Outcome outcome = Outcome.of("validate", file.toString(), "--fix", "-o", "csv");
    assertThat(outcome.err()).contains("repaired      4");
    assertThat(outcome.out().lines().skip(1)).singleElement().asString().contains("PATH_END_OPEN");
    assertThat(file)
        .hasContent(
            PageExample.BASE
                .replace("status: test", "status: test   # a comment that stays")
                .replace("\\whoami.exe", "whoami.exe"));
    assertThat(Outcome.of("validate", file.toString(), "--fix").err()).contains("repaired      0");
  }

  @Test
  void whatIsSuppressedIsCountedAndNotShown() throws IOException {
    Path file = directory.resolve("rule.yml");
    String loud = PageExample.BASE.replace("\\whoami.exe", "whoami.exe");
    Files.writeString(file, loud + "sluice.suppress:\n    PATH_END_OPEN: notwhoami is meant too\n");
    Outcome outcome = Outcome.of("validate", file.toString(), "--strict", "-o", "csv");
    assertThat(outcome.out().lines()).hasSize(1);
    assertThat(outcome.err()).contains("suppressed    1");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    Outcome sarif = Outcome.of("validate", file.toString(), "-o", "sarif");
    assertThat(sarif.out())
        .contains("\"suppressions\":[{\"kind\":\"inSource\"", "notwhoami is meant too");
  }

  @Test
  void sarifIsWhatForgesRead() throws IOException {
    JsonNode sarif = Json.read(Outcome.of("validate", BROKEN, "-o", "sarif").out().getBytes(UTF_8));
    assertThat(sarif.path("version").asText()).isEqualTo("2.1.0");
    JsonNode run = sarif.path("runs").path(0);
    JsonNode rules = run.path("tool").path("driver").path("rules");
    assertThat(run.path("results")).isNotEmpty();
    for (JsonNode result : run.path("results")) {
      JsonNode rule = rules.path(result.path("ruleIndex").asInt());
      assertThat(rule.path("id")).isEqualTo(result.path("ruleId"));
      assertThat(rule.path("help").path("markdown").asText()).startsWith("# ");
      assertThat(result.path("level").asText()).isIn("error", "warning", "note");
      assertThat(result.path("message").path("text").asText()).isNotBlank();
      JsonNode place = result.path("locations").path(0).path("physicalLocation");
      assertThat(place.path("artifactLocation").path("uri").asText()).startsWith(BROKEN);
      assertThat(place.path("region").path("startLine").asInt()).isPositive();
      assertThat(place.path("region").path("startColumn").asInt()).isPositive();
    }
  }

  @Test
  void everyCodeIsListedAndExplained() {
    Outcome listed = Outcome.of("validate", "--codes", "-o", "csv");
    assertThat(listed.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(listed.out().lines()).hasSize(ErrorCode.values().length + 1);
    Outcome page = Outcome.of("explain", "TAG_CASE");
    assertThat(page.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(page.out())
        .isEqualTo(Outcome.of("explain", "tag_case").out())
        .contains("# TAG_CASE", "attack.T1033", "sluice.suppress", "--fix");
    assertThat(Outcome.of("explain", "BAD_REGEX").out())
        .contains("An error")
        .doesNotContain("--fix");
  }

  @Test
  void whatIsShippedHasNoErrors() {
    Path rules = Path.of(System.getProperty("sluice.root", "../.."), "rules");
    Outcome outcome = Outcome.of("validate", rules.toString(), rules + "/canary", "-o", "table");
    assertThat(outcome.err()).contains("0 refused").doesNotContain("\nrules         0 loaded");
    assertThat(outcome.out()).doesNotContain("error");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
  }
}
