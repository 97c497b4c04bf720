package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ValidateCommandTest {

  private static final String RULES = Golden.CASES + "/rules";
  private static final String BROKEN = Golden.CASES + "/broken";

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void writesOneFindingAProblem(OutputFormat format) {
    Outcome outcome =
        Outcome.of("validate", BROKEN, "--tables", Golden.TABLES, "-o", format.toString());
    Golden.assertSame("validate." + format, outcome.transcript());
  }

  @Test
  void everyDocumentIsCheckedWhateverItsStatus() {
    Outcome outcome = Outcome.of("validate", RULES);
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

  @Test
  void tablesOfThePackAreChecked() throws IOException {
    Path mappings = Files.createDirectory(directory.resolve("mappings"));
    Files.writeString(mappings.resolve("bad.yml"), "schema: [\n");
    Outcome outcome = Outcome.of("validate", directory.toString(), "-o", "csv");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.out()).contains("mappings/bad.yml");
  }

  @Test
  void whatIsShippedHasNoErrors() {
    Path rules = Path.of(System.getProperty("sluice.root", "../.."), "rules");
    Outcome outcome = Outcome.of("validate", rules.toString(), "-o", "table");
    assertThat(outcome.err()).contains("0 refused").doesNotContain("\nrules         0 loaded");
    assertThat(outcome.out()).doesNotContain("error");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
  }
}
