package dev.sluice.cli;

import dev.sluice.bench.EventRounds;
import dev.sluice.bench.Judges;
import dev.sluice.bench.Measurement;
import dev.sluice.bench.Throughput;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice bench}: how fast the engine judges events of the user by rules of the user. */
@Command(
    name = "bench",
    customSynopsis = "sluice bench --rules PATH... --events FILE... [OPTION]...",
    sortOptions = false,
    description = {
      "Measure how fast events are judged by rules: from bytes to alerts, on one thread, without Flink.",
      "",
      "A quarter of the events is for the warm-up, each other one is judged once a round. Jackson's tokenizer reads the"
          + " same bytes in turn with it: the ratio of the two is what can be compared between machines. At most 256 MiB"
          + " of events are held in memory; what follows is not measured. The result is one line, and one JSON object"
          + " for json and ndjson.",
      ""
    })
final class BenchCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final JudgedFiles input = new JudgedFiles();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often is measured; the median counts. Default: 5.")
  private int rounds = 5;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long the compilers of the JVM get before the first round. Default: 5s.")
  private Duration warmUp = Duration.ofSeconds(5);

  @Mixin private final EventOptions eventOptions = new EventOptions();
  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final SelectionOptions selection = new SelectionOptions();
  @Mixin private final TableOptions tables = new TableOptions();

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (rounds < 1) {
      throw CommandFailure.usage("--rounds: expected at least 1, not " + rounds);
    }
    long start = System.nanoTime();
    List<EventFile> files = input.events();
    EventLimits limits = eventOptions.limits();
    Problems problems = new Problems(console.err());
    LoadedRules loaded = input.load(selection, tables, problems);
    Duration loading = Duration.ofNanos(System.nanoTime() - start);
    HeldEvents held = HeldEvents.read(files, limits, console);
    Measurement measured = measure(loaded, limits, held.rounds(rounds));
    OutputFormat format = output.format(console);
    try (ResultWriter<BenchResult> writer = writer(format)) {
      writer.write(BenchResult.of(measured));
    }
    summary(measured, loaded, held, loading).print(console.err());
    return held.complete() ? ExitCode.OK : ExitCode.UNREADABLE;
  }

  private Measurement measure(LoadedRules loaded, EventLimits limits, EventRounds events) {
    RuleSet ruleSet = loaded.compiled().ruleSet();
    RuleIndex index = RuleIndex.of(ruleSet, loaded.tables(), limits);
    try (Progress progress = Progress.steps("rounds", events.rounds(), console)) {
      return new Throughput(
              Judges.indexed(index), alerts(ruleSet), warmUp, () -> progress.advance(1))
          .measure(events);
    }
  }

  /** Writes alerts and drops them: the time they take counts. */
  private static Consumer<Verdict.Fired> alerts(RuleSet ruleSet) {
    AlertWriter writer = new AlertWriter(Clock.systemUTC());
    Origin origin = Origin.file("bench", 1);
    return fired ->
        fired.matches().forEach(match -> writer.write(ruleSet, match, fired.event(), origin));
  }

  /** There is one result: it needs no array around it. */
  private ResultWriter<BenchResult> writer(OutputFormat format) {
    OutputFormat used = format == OutputFormat.JSON ? OutputFormat.NDJSON : format;
    return used.open(BenchResult.form(used), console);
  }

  private static Summary summary(
      Measurement measured, LoadedRules loaded, HeldEvents held, Duration loading) {
    return new Summary()
        .add("events", held.text(measured))
        .add("rounds", BenchResult.roundsText(measured))
        .rules(loaded)
        .add("time", BenchResult.timeText(measured, loading));
  }
}
