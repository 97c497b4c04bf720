package dev.sluice.cli;

import dev.sluice.stream.KafkaControl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice status}: says on which subtasks a rule set is in force. */
@Command(
    name = "status",
    customSynopsis =
        "sluice status [--watch | --coverage] --bootstrap-server HOST:PORT [OPTION]...",
    sortOptions = false,
    description = {
      "Say which rule set is in force and which subtasks of the job judge by it, as they acknowledged themselves.",
      "",
      "Exit code 0 when all do, 6 when not. A job that has ended cannot say so: see when a subtask spoke last.",
      "",
      "With --coverage: which rules could fire on which hosts, by the events that the job has seen. Exit code 0.",
      ""
    })
final class StatusCommand implements Callable<Integer> {

  private static final String CLEAR = "\u001b[H\u001b[2J";

  private final Console console;

  @Option(
      names = "--watch",
      description = "Go on until Ctrl-C: a report each time something changes.")
  private boolean watching;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "With --watch: the time between two looks. Default: 1s.")
  private Duration interval = Duration.ofSeconds(1);

  @Option(
      names = "--coverage",
      description =
          "Write in place of the report a line for each rule and group of hosts: how many events are of its log source,"
              + " which fields it reads that none of them has, and whether it is live, blind, unroutable or not known"
              + " yet. Groups are an option of the job.")
  private boolean coverage;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "With --coverage: this group of hosts only.")
  private @Nullable String group;

  @Mixin private final RuleSetOptions ruleSet = new RuleSetOptions();
  @Mixin private final OutputOption output = new OutputOption();

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    OutputFormat format = output.format(console);
    if ((coverage && watching) || (group != null && !coverage)) {
      throw CommandFailure.usage("--coverage excludes --watch, and --group goes with it");
    }
    if (coverage) {
      new HostCoverage(console, ruleSet).write(format, group);
      return ExitCode.OK;
    }
    KafkaControl topics = ruleSet.control();
    try (StatusWatch watch = StatusWatch.open(ruleSet, topics)) {
      StatusReport report = report(topics, watch);
      if (watching) {
        watch(report, topics, watch, format);
      } else {
        write(report, format);
        return report.state() == StatusReport.State.ACTIVE ? ExitCode.OK : ExitCode.UNACKNOWLEDGED;
      }
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        throw e;
      }
    }
    return ExitCode.OK;
  }

  /** Ends when this thread is interrupted; Ctrl-C ends the process. */
  private void watch(
      StatusReport first, KafkaControl topics, StatusWatch watch, OutputFormat format) {
    StatusReport shown = first;
    show(shown, format);
    while (!Thread.currentThread().isInterrupted()) {
      watch.poll(interval);
      StatusReport now = report(topics, watch);
      if (!now.equals(shown)) {
        shown = now;
        show(shown, format);
      }
    }
  }

  private StatusReport report(KafkaControl topics, StatusWatch watch) {
    SignedManifest inForce = RuleSetState.inForce(ruleSet.name(), topics.rulesets().messages());
    return StatusReport.of(ruleSet, inForce, watch.log());
  }

  /** One of several: a table takes the place of the last, a JSON array would never end. */
  private void show(StatusReport report, OutputFormat format) {
    if (format == OutputFormat.TABLE && console.colour()) {
      new LineOutput(console.out()).line(CLEAR);
    }
    write(report, format == OutputFormat.JSON ? OutputFormat.NDJSON : format);
  }

  private void write(StatusReport report, OutputFormat format) {
    if (format == OutputFormat.TABLE) {
      new StatusText(console).write(report);
      return;
    }
    if (format == OutputFormat.CSV) {
      ResultForm<StatusRow> form = new ResultForm<>(StatusRow.COLUMNS, Json::of);
      try (ResultWriter<StatusRow> writer = format.open(form, console)) {
        StatusRow.of(report).forEach(writer::write);
      }
      return;
    }
    try (ResultWriter<StatusReport> writer =
        format.open(new ResultForm<StatusReport>(List.of(), Json::of), console)) {
      writer.write(report);
    }
  }
}
