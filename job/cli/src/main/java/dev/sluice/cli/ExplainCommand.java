package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.yaml.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice explain}: what a rule looks for, and why it fires on an event or not. */
@Command(
    name = "explain",
    customSynopsis = "sluice explain RULE [--rules PATH...] [--event EVENT] [OPTION]...",
    sortOptions = false,
    description = {
      "Show what a rule looks for and, given an event, why it fires or not: every predicate with its verdict and the"
          + " event's values.",
      "",
      "Of a correlation: what it computes, when it is judged and what is kept for it. Of a code of a finding: what it"
          + " means, with an example.",
      ""
    })
final class ExplainCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      paramLabel = "RULE",
      description = "A rule file, the id or name of a rule or correlation, or a code.")
  private String rule = "";

  @Mixin private final PackOptions packs = new PackOptions();

  @Option(
      names = "--event",
      paramLabel = "EVENT",
      description = "An event: JSON, a file, or '-' for standard input.")
  private @Nullable String event;

  @Option(
      names = "--line",
      paramLabel = "N",
      description =
          "The line of the event in its file, as alerts name it. Default: the first event.")
  private long line = 1;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final EventOptions eventOptions = new EventOptions();
  @Mixin private final TableOptions tables = new TableOptions();
  @Mixin private final PipelineOptions pipelines = new PipelineOptions();

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Optional<ErrorCode> code = CodePages.code(rule);
    if (code.isPresent() && !new RuleTarget(rule).isFile()) {
      new LineOutput(console.out()).line(CodePages.text(code.get()));
      return ExitCode.OK;
    }
    OutputFormat format = output.format(console);
    if (format == OutputFormat.CSV) {
      throw CommandFailure.usage("explain has no form for csv, expected table, json or ndjson");
    }
    RuleTarget target = new RuleTarget(rule);
    RuleFiles files = packs.files(target);
    LoadedRules loaded =
        new RuleLoader(tables, pipelines.rewriting()).load(files, RuleSelection.ALL);
    Problems problems = new Problems(console.err());
    target.errors(loaded).forEach(problems::rule);
    List<CompiledRule> meant = target.rules(loaded);
    Reading reading = event == null ? null : read(event, loaded.tables());
    try (ResultWriter<Report> writer = writer(format)) {
      for (CompiledRule each : meant) {
        EventReport report =
            reading == null ? null : EventReport.of(reading.source(), reading.event(), each);
        writer.write(RuleReport.of(each, loaded.tables().logSources(), report));
      }
      target
          .correlations(loaded)
          .forEach((header, each) -> writer.write(CorrelationReport.of(each, header, loaded)));
    }
    return ExitCode.OK;
  }

  private ResultWriter<Report> writer(OutputFormat format) {
    return format == OutputFormat.TABLE
        ? new ReportText(console)
        : format.open(new ResultForm<>(List.of(), Json::of), console);
  }

  private record Reading(String source, Event event) {}

  private Reading read(String text, EventTables eventTables) {
    GivenEvent given = GivenEvent.of(text, line, console, eventOptions.limits());
    EventReader reader =
        new EventReader(eventTables.schemas(), eventTables.logSources(), eventOptions.limits());
    ReadResult read = reader.read(given.bytes());
    if (read instanceof ReadResult.Unreadable unreadable) {
      throw CommandFailure.unreadable(
          given.source() + ": the event cannot be read: " + unreadable.deadLetter().message());
    }
    return new Reading(given.source(), ((ReadResult.Readable) read).event());
  }
}
