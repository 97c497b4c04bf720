package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      ""
    })
final class TestCommand implements Callable<Integer> {

  private final Console console;
  private final List<String> withoutEvents = new ArrayList<>();
  private long passed;
  private long failed;
  private long broken;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Rule files or directories.")
  private List<Path> paths = List.of();

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final CorrelationOptions correlation = new CorrelationOptions();
  @Mixin private final TableOptions tables = new TableOptions();

  TestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RuleFiles files = RuleLoader.files(paths);
    LoadedRules rules = new RuleLoader(tables).load(files, RuleSelection.ALL);
    Problems problems = new Problems(console.err());
    rules.errors().forEach(problems::rule);
    try (ResultWriter<ExampleCheck> writer = writer()) {
      check(files, rules, writer);
    }
    withoutEvents.forEach(file -> console.err().println(file + ": no events beside it"));
    new Summary()
        .add(
            "rules",
            Tally.count(rules.loaded()) + " loaded, " + Tally.count(rules.refused()) + " refused")
        .correlations(rules)
        .add("files", Tally.count(withoutEvents.size()) + " without events")
        .add("events", counts())
        .print(console.err());
    boolean clean = failed == 0 && broken == 0 && rules.refused() == 0;
    return clean ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private ResultWriter<ExampleCheck> writer() {
    OutputFormat format = output.format(console);
    return format == OutputFormat.TABLE
        ? new FailureReport(console)
        : format.open(ExampleCheck.form(), console);
  }

  private void check(RuleFiles files, LoadedRules rules, ResultWriter<ExampleCheck> writer) {
    Map<String, List<CompiledRule>> byFile =
        rules.compiled().ruleSet().rules().stream()
            .collect(Collectors.groupingBy(rule -> rule.header().file()));
    Map<String, List<Header>> correlations =
        rules.compiled().correlations().stream().collect(Collectors.groupingBy(Header::file));
    ExampleJudge events = new ExampleJudge(rules.tables());
    SequenceJudge sequences = new SequenceJudge(rules, correlation.arrivalOrder());
    for (SourceFile file : files.files()) {
      Asked asked =
          new Asked(
              byFile.getOrDefault(file.name(), List.of()),
              correlations.getOrDefault(file.name(), List.of()));
      Path beside = RuleExamples.beside(Path.of(file.name()));
      if (!asked.isEmpty() && Files.exists(beside)) {
        check(beside, example -> asked.check(beside, example, events, sequences), writer);
      } else if (!asked.isEmpty()) {
        withoutEvents.add(file.name());
      }
    }
  }

  /** What of a file is asked. */
  private record Asked(List<CompiledRule> rules, List<Header> correlations) {

    boolean isEmpty() {
      return rules.isEmpty() && correlations.isEmpty();
    }

    ExampleCheck check(
        Path file, RuleExample example, ExampleJudge events, SequenceJudge sequences) {
      return example.isSequence()
          ? sequences.check(file.toString(), example, correlations)
          : events.check(file.toString(), example, rules);
    }
  }

  private void check(
      Path events, Function<RuleExample, ExampleCheck> judge, ResultWriter<ExampleCheck> writer) {
    RuleExamples read = RuleExamples.read(events);
    broken += read.problems().size();
    read.problems().forEach(problem -> console.err().println(Printable.of(problem)));
    for (RuleExample example : read.examples()) {
      ExampleCheck check = judge.apply(example);
      writer.write(check);
      if (check.passed()) {
        passed++;
      } else {
        failed++;
      }
    }
  }

  private String counts() {
    return Tally.count(passed)
        + " passed, "
        + Tally.count(failed)
        + " failed, "
        + Tally.count(broken)
        + " lines not readable";
  }
}
