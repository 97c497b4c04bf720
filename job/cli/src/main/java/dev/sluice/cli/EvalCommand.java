package dev.sluice.cli;

import dev.sluice.engine.event.EventLimits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
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
      "Alerts of correlations follow after the last event, in the order of event time.",
      "Rules that are refused and events that cannot be read are listed on standard error and do not stop the rest.",
      ""
    })
final class EvalCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final JudgedFiles input = new JudgedFiles();

  @Mixin private final EventOptions eventOptions = new EventOptions();
  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final SelectionOptions selection = new SelectionOptions();
  @Mixin private final CorrelationOptions correlation = new CorrelationOptions();
  @Mixin private final TableOptions tables = new TableOptions();

  EvalCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    long start = System.nanoTime();
    List<EventFile> files = input.events();
    EventLimits limits = eventOptions.limits();
    Problems problems = new Problems(console.err());
    LoadedRules loaded = input.load(selection, tables, problems);
    OutputFormat format = output.format(console);
    boolean complete;
    Tally tally = new Tally();
    CorrelatedEvents correlated =
        new CorrelatedEvents(loaded.compiled().ruleSet(), correlation.arrivalOrder());
    long judging = System.nanoTime();
    try (ResultWriter<AlertResult> writer = format.open(AlertResult.form(format), console)) {
      complete =
          new Evaluation(loaded, limits, correlated, writer, tally, problems, console).judge(files);
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - judging);
    Summary summary =
        new Summary()
            .add("events", tally.eventsText())
            .add("alerts", tally.alertsText())
            .rules(loaded);
    if (!loaded.compiled().correlations().isEmpty()) {
      summary.add("correlated", correlated.text());
    }
    summary.time(elapsed, tally.events(), Duration.ofNanos(judging - start)).print(console.err());
    return complete ? ExitCode.OK : ExitCode.UNREADABLE;
  }
}
