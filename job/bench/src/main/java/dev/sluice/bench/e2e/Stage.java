package dev.sluice.bench.e2e;

import dev.sluice.stream.KafkaTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A job with topics of its own, the events that flow to it, and what readers of committed records
 * see of it.
 */
final class Stage implements AutoCloseable {
  private final RunTopics topics;
  private final NumberedEvents events;
  private final EventLog log;
  private final RulePusher pusher = new RulePusher();
  private final SeenStatuses statuses = new SeenStatuses();
  private final SeenRecords seen;
  private final JobControl job;
  private final ControlTopic control;
  private final EventFlow flow;
  private final TopicTail alertTail;
  private final TopicTail statusTail;

  /**
   * Creates the topics; nothing flows yet, and no job is submitted.
   *
   * @param name of the run, which no other has
   * @param jobOptions beside those of every run
   */
  Stage(
      ClusterOptions on,
      String name,
      NumberedEvents events,
      EventLog log,
      Pace pace,
      List<String> jobOptions)
      throws Exception {
    this.events = events;
    this.log = log;
    this.topics = on.topics(name);
    topics.create();
    KafkaTopics names = topics.names();
    Path keys = on.work().resolve("trusted-keys.json");
    pusher.writeTrustedKeys(keys);
    List<String> options = options(name, keys, pace.checkpointInterval());
    options.addAll(jobOptions);
    job = new JobControl(on.cluster(), options, on.work().resolve("job"));
    seen = new SeenRecords(log, names);
    control = new ControlTopic(on.bootstrapServer(), names.control());
    flow = new EventFlow(on.bootstrapServer(), topic(), events, log, pace.perSecond());
    alertTail = new TopicTail(on.bootstrapServer(), outputs(names), seen::add);
    statusTail = new TopicTail(on.bootstrapServer(), List.of(names.status()), statuses::add);
  }

  /** How fast events flow, and how often checkpoints are taken. */
  record Pace(int perSecond, Duration checkpointInterval) {}

  NumberedEvents events() {
    return events;
  }

  EventLog log() {
    return log;
  }

  RulePusher pusher() {
    return pusher;
  }

  SeenStatuses statuses() {
    return statuses;
  }

  SeenRecords seen() {
    return seen;
  }

  JobControl job() {
    return job;
  }

  ControlTopic control() {
    return control;
  }

  EventFlow flow() {
    return flow;
  }

  KafkaTopics names() {
    return topics.names();
  }

  /** The topic of the events. */
  String topic() {
    return names().events().get(0);
  }

  /** What correlations that no push touches make of the events. */
  ExpectedCorrelations expectedCorrelations() {
    return new ExpectedCorrelations(events, log, topic(), pusher.version(1));
  }

  /** A comparison that has not been run. */
  Comparison comparison() {
    return new Comparison(events, log, seen, names(), pusher::version);
  }

  /**
   * Looks whether all readers still read.
   *
   * @throws IllegalStateException when one does not
   */
  void check() {
    alertTail.check();
    statusTail.check();
  }

  void deleteTopics() throws Exception {
    topics.delete();
  }

  @Override
  public void close() throws Exception {
    try (topics;
        control;
        flow;
        alertTail;
        statusTail) {
      job.cancel();
    }
  }

  private static List<String> outputs(KafkaTopics names) {
    return List.of(
        names.alerts(), names.alertsShadow(), names.alertsOverflow(), names.deadLetter());
  }

  /** Each event is judged by itself: what the comparison expects of it hangs on no other. */
  private static List<String> options(String name, Path keys, Duration checkpointInterval) {
    return new ArrayList<>(
        List.of(
            "--topic-prefix",
            name + ".",
            "--deployment",
            name,
            "--environment",
            ManifestChain.ENVIRONMENT,
            "--trusted-keys",
            keys.toString(),
            "--checkpoint-interval",
            checkpointInterval.toMillis() + "ms",
            "--no-lineage",
            "--join-wait",
            "0"));
  }
}
