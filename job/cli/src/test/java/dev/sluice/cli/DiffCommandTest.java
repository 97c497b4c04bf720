package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DiffCommandTest {

  private static final String OLD = Golden.CASES + "/authored/old";
  private static final String NEW = Golden.CASES + "/authored/new";

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void saysWhatAChangeMeansInEveryForm(OutputFormat format) {
    Outcome outcome = Outcome.of("diff", OLD, NEW, "-o", format.toString());
    Golden.assertSame("diff." + format, outcome.transcript());
  }

  @Test
  void oneSetTwiceIsNoDifference() {
    Outcome outcome = Outcome.of("diff", OLD, OLD);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void otherWordsWithTheSameMeaningAreListedAndNoFinding() {
    Outcome outcome = Outcome.of("diff", OLD + "/backup.yml", NEW + "/backup.yml");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).contains("\"relation\":\"equal\"");
    assertThat(outcome.err()).contains("1 with another text and the same meaning");
  }

  @Test
  void aWitnessIsAnEventThatTheRulesJudgeAsItSays() throws IOException {
    Outcome outcome = Outcome.of("diff", OLD + "/shell.yml", NEW + "/shell.yml");
    String witness =
        Json.read(outcome.out().getBytes(StandardCharsets.UTF_8)).path("gained").toString();
    Path event = Files.writeString(directory.resolve("event.ndjson"), witness);
    assertThat(alerts(NEW + "/shell.yml", event)).isEqualTo(1);
    assertThat(alerts(OLD + "/shell.yml", event)).isZero();
  }

  private static long alerts(String rule, Path event) {
    return Outcome.of("eval", "--rules", rule, "--events", event.toString()).out().lines().count();
  }

  @Test
  void aRuleThatIsRefusedOnOneSideIsSaidToBe() {
    Outcome outcome =
        Outcome.of("diff", OLD + "/shell.yml", Golden.CASES + "/broken/unknown_modifier.yml");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.out()).contains("\"change\":\"removed\"");
    assertThat(outcome.err()).contains("UNKNOWN_MODIFIER").contains("0 rules loaded, 1 refused");
  }

  @Test
  void aMissingSideIsUnreadable() {
    assertThat(Outcome.of("diff", OLD, "nowhere").exitCode()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(Outcome.of("diff", OLD).exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
