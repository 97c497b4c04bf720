package dev.sluice.cli;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.format.AlertFormat;
import dev.sluice.stream.EventDecoding;
import dev.sluice.stream.JobOptions;
import dev.sluice.stream.LocalJob;
import dev.sluice.stream.RunSummary;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice run}: the job on a Flink cluster inside this process. */
@Command(
    name = "run",
    customSynopsis = "sluice run [--rules PATH...] [--events FILE...] [--follow] [OPTION]...",
    sortOptions = false,
    description = {
      "Run the Flink job in this process: rules as broadcast state, events keyed by host, alerts on"
          + " standard output.",
      "",
      "Without options it judges the sample events by the rules of the installation, and ends.",
      ""
    })
final class RunCommand implements Callable<Integer> {

  /** A pace at which a person can read along. */
  private static final double FOLLOW_RATE = 50;

  private final Console console;

  @Option(
      names = "--rules",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Rule packs: files, directories or .zip archives. Default: the rules of the"
              + " installation.")
  private List<String> rules = List.of();

  @Option(
      names = "--events",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Events as JSON: .ndjson, .jsonl or .json, plain or gzip; '-' is standard input. Default:"
              + " the sample events.")
  private List<String> events = List.of();

  @Option(
      names = "--follow",
      description =
          "Replay the events until Ctrl-C and watch the rules: a file that is added, edited or"
              + " deleted takes effect.")
  private boolean follow;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events per second, 0 for no limit. Default: 50 with --follow, else no limit.")
  private @Nullable Double rate;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks of each operator. Default: ${DEFAULT-VALUE}.")
  private int parallelism = 1;

  @Option(
      names = "--alerts",
      paramLabel = "DIR",
      description = "Write alerts as files in DIR, exactly once, in place of standard output.")
  private @Nullable String alerts;

  @Option(
      names = "--alert-format",
      paramLabel = "FORMAT",
      description =
          "Alerts in JSON, also those in files, as ${COMPLETION-CANDIDATES}: Sluice's own, OCSF"
              + " Detection Finding, Elastic Common Schema. Default: ${DEFAULT-VALUE}.")
  private AlertFormat alertFormat = AlertFormat.NATIVE;

  @Option(
      names = "--dead-letters",
      paramLabel = "DIR",
      description = "Write events that cannot be read as files in DIR, in place of standard error.")
  private @Nullable String deadLetters;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      description = "Keep checkpoints in DIR. Default: a temporary directory.")
  private @Nullable String checkpoints;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Time between two checkpoints, e.g. 500ms, 10s, 1m. Default: 1s.")
  private Duration checkpointInterval = Duration.ofSeconds(1);

  @Option(
      names = "--out-of-orderness",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "How long correlations wait for events that come later than newer ones. Default: 30s."
              + " Files that are read to their end are put in order whole.")
  private Duration outOfOrderness = Duration.ofSeconds(30);

  @Option(
      names = "--allowed-lateness",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long after that correlations still look at an event. Default: 1h.")
  private Duration allowedLateness = JobOptions.ALLOWED_LATENESS;

  @Option(
      names = "--from-savepoint",
      paramLabel = "PATH",
      description = "Go on from this savepoint or checkpoint.")
  private @Nullable String savepoint;

  @Mixin private final JoinOptions join = new JoinOptions();
  @Mixin private final EventOptions eventOptions = new EventOptions();
  @Mixin private final LineageOption lineage = new LineageOption();
  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final SelectionOptions selection = new SelectionOptions();
  @Mixin private final TableOptions tables = new TableOptions();

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    JobOptions options = options();
    OutputFormat format = output.format(console);
    try (ResultWriter<AlertResult> writer =
        format.open(AlertResult.form(format, alertFormat), console)) {
      run(options, new JobOutput(writer, console));
    } catch (IOException e) {
      throw CommandFailure.unreadable(String.valueOf(e.getMessage()), e);
    }
    return ExitCode.OK;
  }

  private void run(JobOptions options, JobOutput listener)
      throws IOException, InterruptedException {
    try (Interruption interruption = Interruption.awaited();
        LocalJob job = LocalJob.start(options, listener)) {
      listener.requireRules();
      console
          .err()
          .println(
              "sluice: parallelism " + parallelism + " of at most " + JobOptions.MAX_PARALLELISM);
      listener.stopWhenBroken(job);
      interruption.cancels(job);
      RunSummary summary = job.await();
      listener.throwIfBroken();
      Summary.of(summary).print(console.err());
    }
  }

  private JobOptions options() {
    EventLimits limits = eventOptions.limits();
    try {
      return JobOptions.of(
              rules.isEmpty() ? List.of(Installation.find().rules().toString()) : rules,
              events.isEmpty() ? List.of(Installation.find().sampleEvents().toString()) : events)
          .selection(selection.selection())
          .placeholders(tables.placeholderValues())
          .decoding(new EventDecoding(tables.directory(), limits.maxBytes(), limits.maxDepth()))
          .parallelism(parallelism)
          .follow(follow)
          .eventsPerSecond(rate == null ? (follow ? FOLLOW_RATE : 0) : rate)
          .outOfOrderness(outOfOrderness)
          .allowedLateness(allowedLateness)
          .joinWait(join.waiting())
          .checkpointInterval(checkpointInterval)
          .lineage(lineage.lineage())
          .alertFormat(alertFormat)
          .directories(new JobOptions.Directories(alerts, deadLetters, checkpoints, savepoint))
          .build();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }
}
