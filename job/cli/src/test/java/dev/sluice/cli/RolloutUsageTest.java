package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands that change rules say before they connect to anything. */
final class RolloutUsageTest {

  private static final String RULES = Golden.CASES + "/rules";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "push | name the files to push",
        "push RULES --delete x | name the files to push",
        "push RULES | which cluster is meant",
        "push RULES --replace --replace-packs --bootstrap-server a:1 | exclude each other",
        "push RULES --replace-packs --owner me --bootstrap-server a:1 | exclude each other",
        "push RULES --rollback-on-timeout --bootstrap-server a:1 | needs --wait",
        "push RULES --wait=soon --bootstrap-server a:1 | 'soon' is no time",
        "push RULES --bootstrap-server here | 'here': expected host:port",
        "push RULES --bootstrap-server a:1 --rule-set BAD | rule set: expected a name",
        "push RULES --bootstrap-server a:1 --topic x=y | unknown topics [x]",
        "push RULES --pack src --bootstrap-server a:1 --author= | give --author",
        "push RULES/process --pack RULES/filters --bootstrap-server a:1 | is not in the pack",
        "shadow x --level loud --bootstrap-server a:1 | --level: unknown word 'loud'",
        "shadow x --suppress-by User --bootstrap-server a:1 | --suppress-by needs --suppress",
        "shadow x --suppress 10ms --bootstrap-server a:1 | --suppress: expected 1s to 168h",
        "shadow x --suppress soon --bootstrap-server a:1 | --suppress: 'soon' is no time",
        "enable --bootstrap-server a:1 | Missing required parameter",
        "history -n 0 --bootstrap-server a:1 | --limit must be at least 1",
        "prune --keep -1 --bootstrap-server a:1 | --keep must not be negative",
        "status | which cluster is meant",
        "doctor | which cluster is meant",
        "doctor --flink here --bootstrap-server a:1 | --flink 'here': expected http://HOST:PORT",
        "keys generate | Missing required option: '--out=FILE'"
      })
  void whatMakesNoSenseIsSaidAtOnce(String command, String expected) {
    Outcome outcome = Outcome.of(command.replace("RULES", RULES).split(" "));
    assertThat(outcome.err()).contains(expected);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void waitTakesNoPathForATime() {
    Outcome outcome = Outcome.of("push", "--wait", "nowhere", "--bootstrap-server", "a:1");
    assertThat(outcome.err()).contains("nowhere: no such file or directory");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREADABLE);
  }

  @Test
  void clientPropertiesAndKeysAreReadBeforeAnythingElse() throws IOException {
    Path properties = Files.writeString(folder.resolve("client.properties"), "acks=0\n");
    Outcome forbidden =
        Outcome.of(
            "push",
            RULES,
            "--bootstrap-server",
            "a:1",
            "--client-properties",
            properties.toString());
    assertThat(forbidden.err()).contains("client property 'acks'");
    assertThat(forbidden.exitCode()).isEqualTo(ExitCode.USAGE);
    Outcome missing =
        Outcome.of("push", RULES, "--bootstrap-server", "a:1", "--client-properties", "nowhere");
    assertThat(missing.exitCode()).isEqualTo(ExitCode.UNREADABLE);
    Outcome noKey =
        Outcome.of("push", RULES, "--bootstrap-server", "a:1", "--key", properties.toString());
    assertThat(noKey.err()).contains("no PEM block PRIVATE KEY");
    assertThat(noKey.exitCode()).isEqualTo(ExitCode.UNREADABLE);
  }

  @Test
  void anEmptyFolderHoldsNothingToPush() {
    Outcome outcome = Outcome.of("push", folder.toString(), "--bootstrap-server", "a:1");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.RULES);
    assertThat(outcome.err()).contains("there is no document");
  }
}
