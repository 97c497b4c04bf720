package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.Scenario.Parts;
import dev.sluice.stream.KafkaTopics;
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
    String name = "e2e-" + Long.toString(System.currentTimeMillis(), 36);
    try (RunTopics made = on.topics(name)) {
      made.create();
      boolean right = run(cluster, name, made.names());
      if (right && !keepTopics) {
        made.delete();
      }
      return right ? 0 : 1;
    }
  }

  private boolean run(Cluster cluster, String name, KafkaTopics names) throws Exception {
    Plan plan = isShort ? Plan.SHORT : Plan.WHOLE;
    Figures figures = new Figures(err);
    RulePusher pusher = new RulePusher();
    Path keys = on.work().resolve("trusted-keys.json");
    pusher.writeTrustedKeys(keys);
    JobControl job =
        new JobControl(cluster, jobOptions(name, keys, plan), on.work().resolve("job"));
    MadeEvents events = MadeEvents.withExamples(rules);
    EventLog log = new EventLog(plan.events());
    SeenRecords seen = new SeenRecords(log, names);
    SeenStatuses statuses = new SeenStatuses();
    String topic = names.events().get(0);
    Map<String, Boolean> correlated;
    try (ControlTopic control = new ControlTopic(on.bootstrapServer(), names.control());
        EventFlow flow = new EventFlow(on.bootstrapServer(), topic, events, log, plan.perSecond());
        TopicTail alerts = new TopicTail(on.bootstrapServer(), outputs(names), seen::add);
        TopicTail status =
            new TopicTail(on.bootstrapServer(), List.of(names.status()), statuses::add)) {
      Patience patience = new Patience(AT_MOST);
      Parts parts =
          new Parts(
              job, pusher, control, flow, events, log, topic, seen, statuses, patience, figures);
      correlated = new Scenario(parts, plan).play(TestRules.of(rules));
      alerts.check();
      status.check();
    } finally {
      job.cancel();
    }
    Comparison comparison = new Comparison(events, log, seen, names, pusher::version);
    comparison.run(correlated);
    figures.add("events", String.format(Locale.ROOT, "%,d", plan.events()));
    figures.add("duration", figures.elapsed());
    figures.print(out, comparison);
    return comparison.isRight();
  }

  private static List<String> outputs(KafkaTopics names) {
    return List.of(
        names.alerts(), names.alertsShadow(), names.alertsOverflow(), names.deadLetter());
  }

  /** Each event is judged by itself: what the comparison expects of it hangs on no other. */
  private static List<String> jobOptions(String name, Path keys, Plan plan) {
    return List.of(
        "--topic-prefix",
        name + ".",
        "--deployment",
        name,
        "--environment",
        ManifestChain.ENVIRONMENT,
        "--trusted-keys",
        keys.toString(),
        "--checkpoint-interval",
        plan.checkpointInterval().toMillis() + "ms",
        "--no-lineage",
        "--join-wait",
        "0");
  }
}
