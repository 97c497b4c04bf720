package dev.sluice.bench.e2e;

import dev.sluice.bench.Machine;
import dev.sluice.bench.Tape;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what the job costs, from Kafka to Kafka, exactly once, a checkpoint every 10 s. */
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    description = {
      "Measure what the job costs on the cluster of deploy/local: CPU, throughput, latency of alerts,"
          + " checkpoints and memory.",
      "One run, or a list of runs; each adds a line to the results of today."
    })
public final class JobCost implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final ClusterOptions on = new ClusterOptions();

  @Mixin private final CostRun single = new CostRun();

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "DIR",
      description = "The folder with 'telemetry' and 'sigmahq'; default: BENCH_CORPUS.")
  private Path corpus = Path.of("");

  @Option(names = "--starter", required = true, paramLabel = "DIR")
  private Path starter = Path.of("");

  @Option(names = "--results", required = true, paramLabel = "DIR")
  private Path results = Path.of("");

  @Option(
      names = "--machine",
      paramLabel = "NAME",
      description = "The machine's name in the results; default: its processor.")
  private String machine = Machine.processor();

  @Option(
      names = "--runs",
      paramLabel = "FILE",
      description = "A list of runs: the options of one on each line.")
  private @Nullable Path runs;

  private JobCost(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Ends the JVM with 0 when all runs were measured. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new JobCost(System.out, System.err))
            .setCaseInsensitiveEnumValuesAllowed(true)
            // The script gives defaults of its own.
            .setOverwrittenOptionsAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(on.work());
    List<CostRun> list = runs();
    String date = LocalDate.now(ZoneOffset.UTC).toString();
    CostTable table =
        new CostTable(results.resolve(date + "-" + machine + "-job.csv"), date, machine);
    CostRules rules = new CostRules(starter, corpus);
    Tape tape = Tape.read(corpus.resolve("telemetry"), Tape.EVERY);
    int failed = 0;
    for (CostRun run : list) {
      out.println(run);
      try {
        CostFigures figures =
            new CostTrial(on, run, tape, rules.of(run), new Figures(err)).measure();
        table.add(run, figures);
        CostTable.summary(figures).forEach(line -> out.println("  " + line));
      } catch (Exception e) {
        failed++;
        err.println("this run has failed, the next one goes on:");
        e.printStackTrace(err);
      }
    }
    return failed == 0 ? 0 : 1;
  }

  private List<CostRun> runs() throws Exception {
    if (runs != null) {
      return CostRun.list(runs);
    }
    if (spec != null) {
      single.check(spec.commandLine());
    }
    return List.of(single);
  }
}
