package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PipelineOptionsTest {

  private static final String RULE = Golden.CASES + "/rules/process/account_asks_who_it_is.yml";
  private static final String PIPELINE = Golden.CASES + "/authored/pipeline.yml";
  private static final String REFUSED = Golden.CASES + "/authored/refused-pipeline.yml";
  private static final String EVENTS = Golden.CASES + "/authored/collector.ndjson";

  @TempDir private Path directory;

  private static Outcome eval(String rules, String... more) {
    List<String> args = new ArrayList<>(List.of("eval", "--rules", rules, "--events", EVENTS));
    args.addAll(List.of(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  @Test
  void rulesGoThroughThePipelineBeforeTheyAreCompiled() {
    assertThat(eval(RULE).out()).isEmpty();
    Outcome outcome = eval(RULE, "--pipeline", PIPELINE, "-o", "csv");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().lines().skip(1))
        .singleElement()
        .asString()
        .contains("collector.ndjson:1");
  }

  @Test
  void explainShowsWhatBecameOfTheRule() {
    Golden.assertSame(
        "explain-pipeline",
        Outcome.of(
                "explain", RULE, "--pipeline", PIPELINE, "--tables", Golden.TABLES, "-o", "table")
            .transcript());
  }

  @Test
  void whatIsNotSupportedIsRefusedByNameAndPlace() {
    for (Outcome outcome :
        List.of(
            eval(RULE, "--pipeline", REFUSED),
            Outcome.of("validate", RULE, "--pipeline", REFUSED))) {
      assertThat(outcome)
          .isEqualTo(
              new Outcome(
                  ExitCode.UNREADABLE,
                  "",
                  "sluice: "
                      + REFUSED
                      + ":7:19: PIPELINE_INVALID the rule condition 'processing_item_applied' is not supported"
                      + " (expected logsource)\nsluice: "
                      + REFUSED
                      + ":9:13: PIPELINE_INVALID the transformation 'nest' is not supported (expected one of"
                      + " field_name_mapping, field_name_prefix_mapping, field_name_prefix, add_condition,"
                      + " change_logsource, drop_detection_item, replace_string, value_placeholders,"
                      + " wildcard_placeholders)\n"));
    }
    assertThat(eval(RULE, "--pipeline", "nowhere.yml").exitCode()).isEqualTo(ExitCode.UNREADABLE);
  }

  @Test
  void validateSaysWhichRuleThePipelineCannotBeAppliedTo() throws IOException {
    Path pipeline = directory.resolve("drop.yml");
    Files.writeString(
        pipeline,
        """
        transformations:
          - type: drop_detection_item
            field_name_conditions: [{type: include_fields, fields: [User]}]
        """);
    Outcome outcome = Outcome.of("validate", RULE, "--pipeline", pipeline.toString());
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.out())
        .contains("PIPELINE_INVALID")
        .contains("\"line\":15,\"column\":5")
        .contains("the pipeline leaves nothing of 'filter_main_helpdesk'")
        .contains("5f9a1c52-0a4e-4c55-9f5e-1d0c7cf1a001");
  }

  @Test
  void repairingFilesThatAPipelineRewritesIsAUsageError() {
    assertThat(Outcome.of("validate", RULE, "--fix", "--pipeline", PIPELINE).exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void whatIsPushedNeedsNoPipelineAnyMore() throws IOException {
    PushOptions options =
        CommandLine.populateCommand(new PushOptions(), RULE, NAMELESS, "--pipeline", PIPELINE);
    List<SigmaError> problems = new ArrayList<>();
    PushedFiles pushed = options.read(problems);
    assertThat(problems).isEmpty();
    assertThat(pushed.entries()).hasSize(2);
    Path written = Files.createDirectory(directory.resolve("written"));
    for (SourceFile file : pushed.rules()) {
      assertThat(new String(file.content(), StandardCharsets.UTF_8)).contains("proc.path");
      Files.write(written.resolve(file.path()), file.content());
    }
    String direct = eval(RULE, "--pipeline", PIPELINE, "-o", "csv").out();
    assertThat(eval(written.toString(), "-o", "csv").out()).isEqualTo(direct);
  }

  /** A rule without an id: the one that is derived from its place must stay the same. */
  private static final String NAMELESS = Golden.CASES + "/authored/nameless.yml";

  @Test
  void aDerivedIdIsThatOfTheFileThatWasGiven() {
    PushedFiles plain =
        CommandLine.populateCommand(new PushOptions(), NAMELESS).read(new ArrayList<>());
    PushedFiles piped =
        CommandLine.populateCommand(new PushOptions(), NAMELESS, "--pipeline", PIPELINE)
            .read(new ArrayList<>());
    assertThat(piped.entries().get(0).id()).isEqualTo(plain.entries().get(0).id());
    assertThat(piped.entries().get(0).sha256()).isNotEqualTo(plain.entries().get(0).sha256());
  }
}
