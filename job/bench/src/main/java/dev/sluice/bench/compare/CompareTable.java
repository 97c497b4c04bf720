package dev.sluice.bench.compare;

import dev.sluice.bench.Machine;
import dev.sluice.bench.RuleSets;
import dev.sluice.bench.Tape;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs our engine and others over the same rules and events, and prints and records what it took.
 */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Compare the engine with others on the public corpora, one core each.")
public final class CompareTable implements Callable<Integer> {

  private final PrintStream out;

  @Option(names = "--corpus", required = true, paramLabel = "DIR")
  private Path corpus = Path.of("");

  @Option(
      names = "--work",
      required = true,
      paramLabel = "DIR",
      description = "Where rules, events and alerts are written.")
  private Path work = Path.of("");

  @Option(names = "--causes", required = true, paramLabel = "FILE")
  private Path causes = Path.of("");

  @Option(
      names = "--sluice",
      required = true,
      paramLabel = "CLASSPATH",
      description = "Our command line.")
  private String sluice = "";

  @Option(names = "--java", required = true, paramLabel = "FILE")
  private String java = "";

  @Option(names = "--rsigma", paramLabel = "FILE", description = "Its program.")
  private String rsigma = "";

  @Option(
      names = "--sigma-rust",
      paramLabel = "FILE",
      description = "The program that runs this library.")
  private String sigmaRust = "";

  @Option(
      names = "--forms",
      split = ",",
      paramLabel = "FORM",
      description = "Only these: ${COMPLETION-CANDIDATES}. Default: all.")
  private Set<EventForm> forms = EnumSet.allOf(EventForm.class);

  @Option(names = "--engines", split = ",", description = "Only ours and these. Default: all.")
  private Set<String> engines = Set.of("rsigma", "sigma-rust");

  @Option(names = "--every", paramLabel = "N", description = "Take one event in N; default 1.")
  private int every = 1;

  @Option(names = "--rounds", paramLabel = "N", description = "The median counts; default 3.")
  private int rounds = 3;

  @Option(names = "--core", paramLabel = "N", description = "The core of all runs; default 1.")
  private int core = 1;

  @Option(names = "--results", paramLabel = "DIR", description = "Default: nothing is recorded.")
  private Path results = Path.of("");

  @Option(names = "--machine", paramLabel = "NAME", description = "Default: its processor.")
  private String machine = Machine.processor();

  private CompareTable(PrintStream out) {
    this.out = out;
  }

  /** Runs the command; its exit code is 0 when all was measured, whatever the figures. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new CompareTable(System.out))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<SourceFile> files = RuleSets.files(corpus, Integer.MAX_VALUE);
    RuleSet rules = RuleSets.compiled(files);
    Path ruleFolder = write(files);
    String date = LocalDate.now(ZoneOffset.UTC).toString();
    CompareReport report =
        new CompareReport(out, date + "," + machine, rules.rules().size(), Causes.read(causes));
    for (EventForm form : forms) {
      compare(form, events(form, rules), ruleFolder, report);
    }
    if (!results.toString().isEmpty()) {
      report.write(results, date + "-" + machine);
    }
    return 0;
  }

  private Path write(List<SourceFile> files) throws IOException {
    Path folder = Files.createDirectories(work.resolve("rules"));
    for (SourceFile file : files) {
      Files.write(folder.resolve(file.path().replace('/', '.')), file.content());
    }
    return folder;
  }

  private EventFiles events(EventForm form, RuleSet rules) throws IOException {
    FlatEvents flat = new FlatEvents(rules, EventTables.builtIn());
    Path telemetry = corpus.resolve("telemetry");
    List<byte[]> lines =
        form == EventForm.FLEET
            ? EventFiles.made(Tape.read(telemetry, Tape.EVERY), flat, every)
            : EventFiles.captured(telemetry, flat, form, every);
    return EventFiles.write(lines, work, form.label());
  }

  /** Round by round, so that all engines see the same state of the machine. */
  private void compare(EventForm form, EventFiles files, Path rules, CompareReport report)
      throws IOException, InterruptedException {
    Map<Engine, Trials> trials = new LinkedHashMap<>();
    Engines.all(java, sluice, rsigma, sigmaRust, engines)
        .forEach(engine -> trials.put(engine, new Trials(engine, files)));
    for (int round = 0; round < rounds; round++) {
      for (Trials trial : trials.values()) {
        trial.round(rules, core, work);
      }
    }
    Trials ours = trials.values().iterator().next();
    for (Engine engine : trials.keySet()) {
      ours.judge(engine.compared(), rules, core, work);
    }
    trials.forEach((engine, trial) -> report.add(form, engine, files, trial, ours));
  }
}
