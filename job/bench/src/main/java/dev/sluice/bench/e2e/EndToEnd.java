package dev.sluice.bench.e2e;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the whole system on a cluster of processes and prints what came of it. */
@Command(
    name = "e2e",
    mixinStandardHelpOptions = true,
    description = "Prove that no alert is lost or doubled, on the cluster of deploy/local.")
public final class EndToEnd implements Callable<Integer> {
  private static final Duration AT_MOST = Duration.ofMinutes(10);
  private static final int SLOTS = 4;

  private final PrintStream out;
  private final PrintStream err;

  @Mixin private final ClusterOptions on = new ClusterOptions();

  @Option(names = "--short", description = "20,000 events instead of 200,000.")
  private boolean isShort;

  @Option(names = "--keep-topics", description = "Leave the topics of the run for a look.")
  private boolean keepTopics;

  @Option(names = "--rules", required = true, paramLabel = "DIR")
  private Path rules = Path.of("");

  private EndToEnd(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Ends the JVM with 0 when all is right, else with 1. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new EndToEnd(System.out, System.err)).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Cluster cluster = on.cluster();
    if (cluster.freeSlots() < SLOTS) {
      err.println("e2e: it needs " + SLOTS + " free slots: stop the other jobs first");
      return 1;
    }
    boolean right = run("e2e-" + Long.toString(System.currentTimeMillis(), 36));
    return right ? 0 : 1;
  }

  private boolean run(String name) throws Exception {
    Plan plan = isShort ? Plan.SHORT : Plan.WHOLE;
    Figures figures = new Figures(err);
    EventLog log = new EventLog(plan.events());
    Stage.Pace pace = new Stage.Pace(plan.perSecond(), plan.checkpointInterval());
    try (Stage stage = new Stage(on, name, MadeEvents.withExamples(rules), log, pace, List.of())) {
      Scenario scenario = new Scenario(stage, plan, new Patience(AT_MOST), figures);
      Map<String, Boolean> correlated = scenario.play(TestRules.of(rules));
      stage.check();
      stage.job().cancel();
      Comparison comparison = stage.comparison();
      comparison.run(0, plan.events(), correlated);
      figures.add("events", String.format(Locale.ROOT, "%,d", plan.events()));
      figures.add("duration", figures.elapsed());
      figures.print(out, comparison);
      if (comparison.isRight() && !keepTopics) {
        stage.deleteTopics();
      }
      return comparison.isRight();
    }
  }
}
