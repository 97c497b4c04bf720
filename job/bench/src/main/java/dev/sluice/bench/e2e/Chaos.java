package dev.sluice.bench.e2e;

import dev.sluice.bench.Machine;
import dev.sluice.bench.e2e.ChaosResult.Counts;
import dev.sluice.bench.e2e.Scene.ChaosGround;
import dev.sluice.bench.e2e.Scene.SkippedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays scenarios of trouble on a cluster of processes, and holds what comes of each. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = "Prove that no alert is lost or doubled, whatever happens to the cluster.")
public final class Chaos implements Callable<Integer> {
  private static final Duration AT_MOST = Duration.ofMinutes(90);
  private static final int TASK_MANAGERS = 2;
  private static final int SLOTS = 4;

  private final PrintStream out;
  private final PrintStream err;

  @Mixin private final ClusterOptions on = new ClusterOptions();

  @Option(names = "--short", description = "A few scenarios of each kind.")
  private boolean isShort;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides moments, victims and durations (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--only", paramLabel = "NAME", description = "This scenario; may be repeated.")
  private List<String> only = List.of();

  @Option(names = "--rules", required = true, paramLabel = "DIR")
  private Path rules = Path.of("");

  @Option(names = "--results", required = true, paramLabel = "DIR")
  private Path results = Path.of("");

  @Option(names = "--proxied-port", required = true, paramLabel = "PORT")
  private int proxiedPort;

  @Option(names = "--proxy-port", required = true, paramLabel = "PORT")
  private int proxyPort;

  private int jobs;
  private final String run = "chaos-" + Long.toString(System.currentTimeMillis(), 36);

  private Chaos(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Ends the JVM with 0 when all is right, else with 1. */
  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--list")) {
      ChaosPlan.all().forEach(Chaos::print);
      return;
    }
    System.exit(new CommandLine(new Chaos(System.out, System.err)).execute(arguments));
  }

  private static void print(ChaosScenario scenario) {
    System.out.printf(
        Locale.ROOT,
        "%-8s %-34s %s%n",
        scenario.kind().name().toLowerCase(Locale.ROOT),
        scenario.name(),
        scenario.what());
  }

  @Override
  public Integer call() throws Exception {
    Cluster cluster = on.cluster();
    if (cluster.freeSlots() < SLOTS) {
      err.println("chaos: it needs " + SLOTS + " free slots: stop the other jobs first");
      return 1;
    }
    long bound = cluster.taskManagerMemory() / TASK_MANAGERS;
    try (TcpProxy proxy = new TcpProxy(proxyPort, proxiedPort);
        MemoryWatch memory = new MemoryWatch(on.processes())) {
      ChaosGround ground =
          new ChaosGround(
              cluster,
              on.directory(),
              new CheckpointStorage(on.directory()),
              proxy,
              new Patience(AT_MOST));
      return play(ground, memory, bound) ? 0 : 1;
    }
  }

  private List<ChaosScenario> plan() {
    if (!only.isEmpty()) {
      return ChaosPlan.named(only);
    }
    return isShort ? ChaosPlan.few() : ChaosPlan.all();
  }

  private ChaosTable table() throws Exception {
    Path directory = isShort || !only.isEmpty() ? on.work() : results;
    Files.createDirectories(directory);
    String date = LocalDate.now(ZoneOffset.UTC).toString();
    String machine = Machine.processor();
    Path file = directory.resolve(date + "-" + machine + "-chaos.csv");
    return new ChaosTable(file, date, machine, out);
  }

  /** A job that has failed in a scenario is left, and the next scenario has another. */
  private boolean play(ChaosGround ground, MemoryWatch memory, long bound) throws Exception {
    ChaosTable table = table();
    List<String> wrong = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    int right = 0;
    ChaosJob job = null;
    ChaosTrial trial = null;
    for (ChaosScenario scenario : plan()) {
      long start = System.nanoTime();
      ChaosResult result;
      try {
        if (job == null || trial == null) {
          job = job(ground);
          trial = new ChaosTrial(job, ground, memory, bound);
        }
        result = trial.play(scenario, seed);
      } catch (SkippedException why) {
        skipped.add(scenario.name() + ": " + why.getMessage());
        continue;
      } catch (Exception failure) {
        result = failed(scenario, Patience.since(start), failure);
      }
      table.add(result);
      if (result.isRight()) {
        right++;
      } else {
        wrong.add(scenario.name());
        leave(job, ground);
        job = null;
      }
    }
    leave(job, ground);
    skipped.forEach(why -> out.println("skipped: " + why));
    out.printf(Locale.ROOT, "%d right, %d not right, seed %d%n", right, wrong.size(), seed);
    return wrong.isEmpty() && right > 0;
  }

  private ChaosJob job(ChaosGround ground) throws Exception {
    jobs++;
    return new ChaosJob(
        on,
        run + "-" + jobs,
        proxyPort,
        MadeEvents.withExamples(rules),
        TestRules.of(rules),
        ground.patience());
  }

  private ChaosResult failed(ChaosScenario scenario, Duration took, Exception failure) {
    failure.printStackTrace(err);
    return new ChaosResult(
        scenario,
        seed,
        new Draws(seed, scenario.name()).toString(),
        Counts.NONE,
        Duration.ZERO,
        0,
        0,
        took,
        List.of(failure.toString()));
  }

  /** Ends a job, and makes the cluster whole whatever has happened to it. */
  private void leave(@Nullable ChaosJob job, ChaosGround ground) throws Exception {
    ground.proxy().calm();
    ground.storage().heal();
    mend(ground.cluster());
    if (job != null) {
      try {
        job.close();
      } catch (Exception failure) {
        err.println("chaos: a job could not be ended: " + failure.getMessage());
        job.stage().job().abandon();
      }
    }
  }

  /** Processes that do not find each other any more are started anew. */
  private static void mend(Cluster cluster) throws Exception {
    try {
      var unused = cluster.run("up");
    } catch (IOException notWhole) {
      var unusedLine = cluster.run("down");
      var unused = cluster.run("up");
    }
  }
}
