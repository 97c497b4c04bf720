package dev.sluice.cli;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.join.JoinLimits;
import dev.sluice.engine.lineage.Lineage;
import dev.sluice.engine.lineage.LineageRun;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.review.Coverage;
import dev.sluice.engine.review.RuleCoverage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice eval}: judges files of events by rules, with the engine alone. */
@Command(
    name = "eval",
    customSynopsis = "sluice eval --rules PATH... --events FILE... [OPTION]...",
    sortOptions = false,
    description = {
      "Judge events by rules, without Flink: one alert a line, in the order of the events.",
      "",
      "Records of one event, as of auditd, are judged as that event after the last one; then follow"
          + " the alerts of correlations. Both in the order of event time.",
      "Rules that are refused and events that cannot be read are listed on standard error and do"
          + " not stop the rest.",
      ""
    })
final class EvalCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final JudgedFiles input = new JudgedFiles();

  @Mixin private final EvalModes modes = new EvalModes();
  @Mixin private final EventOptions eventOptions = new EventOptions();
  @Mixin private final LineageOption lineage = new LineageOption();
  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final SelectionOptions selection = new SelectionOptions();
  @Mixin private final CorrelationOptions correlation = new CorrelationOptions();
  @Mixin private final JoinOptions join = new JoinOptions();
  @Mixin private final TableOptions tables = new TableOptions();
  @Mixin private final PipelineOptions pipelines = new PipelineOptions();

  EvalCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    long start = System.nanoTime();
    List<EventFile> files = input.events();
    Baseline baseline = modes.baseline(files, console);
    Problems problems = new Problems(console.err());
    RuleLoader loader = new RuleLoader(tables, pipelines.rewriting());
    LoadedRules loaded = input.load(selection, loader, problems);
    Pass pass = new Pass(loaded, eventOptions.limits(), problems, start);
    if (baseline != null) {
      return compare(pass, files, baseline);
    }
    return modes.coverage() ? cover(pass, files) : alert(pass, files);
  }

  private int alert(Pass pass, List<EventFile> files) {
    OutputFormat format = output.format(console);
    boolean complete;
    try (ResultWriter<AlertResult> writer = format.open(AlertResult.form(format), console)) {
      complete = pass.judge(files, pass.judge(), writer);
    }
    pass.summary().print(console.err());
    return complete ? ExitCode.OK : ExitCode.UNREADABLE;
  }

  private int cover(Pass pass, List<EventFile> files) {
    Coverage coverage = new Coverage(pass.ruleSet());
    boolean complete =
        pass.judge(
            files, new CoveringJudge(pass.judge(), pass.reader(), coverage), new NoResults<>());
    List<RuleCoverage> rules = coverage.rules();
    write(rules.stream().map(CoverageLine::of).toList(), CoverageLine.form(output.format(console)));
    pass.summary().add("coverage", CoverageLine.summary(rules)).print(console.err());
    return complete ? ExitCode.OK : ExitCode.UNREADABLE;
  }

  private int compare(Pass pass, List<EventFile> files, Baseline baseline) {
    boolean complete = pass.judge(files, pass.judge(), baseline);
    List<AlertChange> changes = baseline.changes();
    write(changes, AlertChange.form(output.format(console)));
    pass.summary().add("baseline", baseline.summary()).print(console.err());
    int found = changes.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    return complete ? found : ExitCode.UNREADABLE;
  }

  private <T> void write(List<T> results, ResultForm<T> form) {
    try (ResultWriter<T> writer = output.format(console).open(form, console)) {
      results.forEach(writer::write);
    }
  }

  /** One pass over the events: what is judged by, and what was seen. */
  private final class Pass {
    private final LoadedRules loaded;
    private final EventLimits limits;
    private final Problems problems;
    private final EventReader reader;
    private final GatheredRecords gathered;
    private final CorrelatedEvents correlated;
    private final Tally tally = new Tally();
    private final long start;
    private final long loadedAt = System.nanoTime();
    private Duration elapsed = Duration.ZERO;

    Pass(LoadedRules loaded, EventLimits limits, Problems problems, long start) {
      this.loaded = loaded;
      this.limits = limits;
      this.problems = problems;
      this.start = start;
      this.reader =
          new EventReader(loaded.tables().schemas(), loaded.tables().logSources(), limits);
      this.gathered = new GatheredRecords(reader, JoinLimits.of(join.waiting(), limits));
      this.correlated = new CorrelatedEvents(ruleSet(), correlation.arrivalOrder());
    }

    RuleSet ruleSet() {
      return loaded.compiled().ruleSet();
    }

    EventReader reader() {
      return new EventReader(loaded.tables().schemas(), loaded.tables().logSources(), limits);
    }

    private BiFunction<byte[], Origin, Lineage> lineage() {
      return lineage.lineage() ? new LineageRun(reader())::of : (bytes, origin) -> Lineage.NONE;
    }

    Judge judge() {
      return RuleIndex.of(ruleSet(), loaded.tables(), limits).newJudge();
    }

    boolean judge(List<EventFile> files, Judge judge, ResultWriter<AlertResult> writer) {
      boolean complete =
          new Evaluation(
                  judge, lineage(), limits, gathered, correlated, writer, tally, problems, console)
              .judge(files);
      elapsed = Duration.ofNanos(System.nanoTime() - loadedAt);
      return complete;
    }

    Summary summary() {
      Summary summary =
          new Summary()
              .add("events", tally.eventsText())
              .add("alerts", tally.alertsText())
              .rules(loaded);
      if (!gathered.isEmpty()) {
        summary.add("joined", gathered.text());
      }
      if (!loaded.compiled().correlations().isEmpty()) {
        summary.add("correlated", correlated.text());
      }
      return summary.time(elapsed, tally.events(), Duration.ofNanos(loadedAt - start));
    }
  }
}
