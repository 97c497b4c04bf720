package dev.sluice.cli;

import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.sigma.RuleFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice test}: holds rules against the events beside them. */
@Command(
    name = "test",
    customSynopsis = "sluice test PATH... [OPTION]...",
    sortOptions = false,
    description = {
      "Check rules against the events beside them.",
      "",
      "Beside x.yml stands x.events.jsonl with one event a line: {\"match\":true,\"why\":\"...\",\"event\":{...}}. A file of"
          + " several rules passes when one of them fires; \"rule\":\"id or name\" says which is meant. Correlations are"
          + " checked by sequences: \"events\":[{...},{...}].",
      "",
      "Recordings of SigmaHQ's regression tests (regression_data/.../info.yml) are judged too, where they stand as JSON.",
      ""
    })
final class TestCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Rule files or directories.")
  private List<Path> paths = List.of();

  @Option(
      names = "--allow-untested",
      description =
          "A rule without a matching and a non-matching event is reported, but is no reason for exit code 1.")
  private boolean allowUntested;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description =
          "How results are written: ${COMPLETION-CANDIDATES}. Default: table on a terminal, ndjson elsewhere.")
  private @Nullable CheckFormat format;

  @Mixin private final CorrelationOptions correlation = new CorrelationOptions();
  @Mixin private final TableOptions tables = new TableOptions();

  TestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RuleFiles files = RuleLoader.someFiles(paths);
    LoadedRules rules = new RuleLoader(tables).load(files, RuleSelection.ALL);
    Problems problems = new Problems(console.err());
    rules.errors().forEach(problems::rule);
    FileTests tests;
    try (ResultWriter<ExampleCheck> writer = CheckFormat.open(format, console)) {
      tests = new FileTests(rules, correlation.arrivalOrder(), writer, console.err());
      files.files().forEach(tests::check);
      tests.finish();
    }
    Summary summary =
        new Summary()
            .add(
                "rules",
                Tally.count(rules.loaded())
                    + " loaded, "
                    + Tally.count(rules.refused())
                    + " refused")
            .correlations(rules);
    tests.addTo(summary).print(console.err());
    boolean clean = tests.isClean() && rules.refused() == 0;
    return clean && (allowUntested || tests.isComplete()) ? ExitCode.OK : ExitCode.FINDINGS;
  }
}
