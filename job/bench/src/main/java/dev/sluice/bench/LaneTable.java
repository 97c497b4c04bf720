package dev.sluice.bench;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures all lanes and prints and records the table. */
@Command(
    name = "lanes",
    mixinStandardHelpOptions = true,
    description = "Measure the engine by lane and rule count on the public corpora.")
public final class LaneTable implements Callable<Integer> {

  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "DIR",
      description = "The folder with 'telemetry' and 'sigmahq'.")
  private Path corpus = Path.of("");

  @Option(
      names = "--lanes",
      split = ",",
      paramLabel = "LANE",
      description = "Only these: ${COMPLETION-CANDIDATES}. Default: all.")
  private Set<Lane> lanes = EnumSet.allOf(Lane.class);

  @Option(
      names = "--rules",
      split = ",",
      paramLabel = "COUNT",
      description = "Only these: 100, 500, 1000, all, tenfold. Default: all of them.")
  private Set<RuleCount> counts = EnumSet.allOf(RuleCount.class);

  @Option(names = "--quick", description = "A tenth of the events and three rounds.")
  private boolean quick;

  @Option(names = "--no-build", description = "Leave out how long it takes to build and update.")
  private boolean noBuild;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the CSV files are written. Default: they are not.")
  private @Nullable Path results;

  @Option(
      names = "--machine",
      paramLabel = "NAME",
      description = "The machine's name in the results. Default: its processor.")
  private String machine = Machine.processor();

  private LaneTable(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command; its exit code is 0 when all was measured, whatever the figures. */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    return new CommandLine(new LaneTable(out, err))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(RuleCount.class, RuleCount::of)
        .execute(args);
  }

  @Override
  public Integer call() throws IOException {
    BuildTimes build = new BuildTimes(corpus.resolve("sigmahq/sigmahq-rules.zip"));
    LaneSizes sizes = quick ? LaneSizes.QUICK : LaneSizes.FULL;
    Telemetry telemetry = Telemetry.read(corpus.resolve("telemetry"), sizes.sample());
    Texts texts = Texts.of(telemetry.sample());
    err.printf(
        Locale.ROOT,
        "%,d events, %,d of them in the natural lane; %,d process creations, %,d of Zeek; %,d texts%n",
        telemetry.total(),
        telemetry.sample().size(),
        telemetry.processes().size(),
        telemetry.zeek().size(),
        texts.all().size());
    LaneEvents events = new LaneEvents(telemetry, texts.all());
    RuleSets rules = new RuleSets(build.files(), build.ruleSet(), () -> texts);
    LaneReport report = new LaneReport(out);
    report.begin();
    measure(events, rules, sizes, report);
    List<Figure> figures = noBuild ? List.of() : figures(build, rules, events, sizes);
    report.end(figures);
    describe(events, sizes);
    record(report, figures);
    return 0;
  }

  private void measure(LaneEvents events, RuleSets rules, LaneSizes sizes, LaneReport report) {
    RuleCount last = RuleCount.ALL;
    RuleSet ruleSet = rules.of(last);
    for (LaneLine line : LaneLine.ALL) {
      if (lanes.contains(line.lane()) && counts.contains(line.rules())) {
        if (line.rules() != last) {
          ruleSet = rules.of(line.rules());
          last = line.rules();
        }
        report.add(line, measure(line, ruleSet, events, sizes));
      }
    }
  }

  private static Measurement measure(
      LaneLine line, RuleSet ruleSet, LaneEvents events, LaneSizes sizes) {
    boolean slow = line.kind() == LaneLine.Kind.SCAN;
    EventRounds rounds = slow ? events.few(sizes) : events.of(line.lane(), sizes);
    return new Throughput(judges(line.kind(), ruleSet), fired -> {}, sizes.warmUp(), () -> {})
        .measure(rounds);
  }

  private static Supplier<CountedJudge> judges(LaneLine.Kind kind, RuleSet ruleSet) {
    EventTables tables = EventTables.builtIn();
    EventLimits limits = EventLimits.defaults();
    return switch (kind) {
      case INDEX -> Judges.indexed(RuleIndex.of(ruleSet, tables, limits));
      case UNROUTED -> Judges.indexed(RuleIndex.unrouted(ruleSet, tables, limits));
      case SCAN -> Judges.scanning(ruleSet, tables, limits);
    };
  }

  private static List<Figure> figures(
      BuildTimes build, RuleSets rules, LaneEvents events, LaneSizes sizes) {
    return build.over(events.of(Lane.NATURAL, sizes), rules.mutated().copy(RuleSets.COPIES + 1));
  }

  private void describe(LaneEvents events, LaneSizes sizes) {
    if (lanes.contains(Lane.PROCESS) && !quick) {
      EventRounds process = events.of(Lane.PROCESS, sizes);
      out.printf(
          Locale.ROOT,
          "process: different values in %,d events: %s%n",
          process.rounds() * sizes.processes(),
          DistinctValues.of(process));
    }
  }

  private void record(LaneReport report, List<Figure> figures) throws IOException {
    Path folder = results;
    if (folder != null) {
      String date = LocalDate.now(ZoneOffset.UTC).toString();
      String name = date + "-" + machine;
      Files.createDirectories(folder);
      Path lanesFile = folder.resolve(name + ".csv");
      report.write(lanesFile, folder.resolve(name + "-build.csv"), date, machine, figures);
      err.println("written: " + lanesFile);
    }
  }
}
