package dev.sluice.bench.e2e;

import dev.sluice.bench.Fleet;
import dev.sluice.bench.Tape;
import dev.sluice.bench.e2e.CostFigures.Checkpoints;
import dev.sluice.bench.e2e.CostFigures.Stored;
import dev.sluice.bench.e2e.CostFigures.Stretch;
import dev.sluice.bench.e2e.CostSampler.Sample;
import dev.sluice.bench.e2e.SetPusher.Proposal;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.KafkaTopics;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One run: fresh TaskManagers, topics of its own, one job.
 *
 * <pre>
 * write:   processes that start on all hosts, then events; the job does not run yet
 * warm up: the job reads them; for a minute, and at least all that started
 * drain:   it goes on; CPU and events between two samples
 * paced:   a steady rate below that; latency of alerts
 * </pre>
 */
final class CostTrial {
  private static final Duration AT_MOST = Duration.ofMinutes(20);
  private static final Duration LATER = Duration.ofMinutes(10);
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final Duration COMMITTED = Duration.ofSeconds(20);
  private static final String FAST = "alerts.fast";
  private static final long SEED = 1;

  private final ClusterOptions on;
  private final CostRun run;
  private final Tape tape;
  private final List<SourceFile> rules;
  private final Figures progress;
  private final Cluster cluster;
  private final ClusterProcesses processes;
  private final Patience patience = new Patience(AT_MOST);
  private final AlertTimes fast = new AlertTimes(alert -> alert.timestamp());
  private final AlertTimes committed = new AlertTimes(alert -> System.currentTimeMillis());
  private final SeenStatuses statuses = new SeenStatuses();

  /**
   * @param rules that are pushed; when there are none, the job starts without
   */
  CostTrial(ClusterOptions on, CostRun run, Tape tape, List<SourceFile> rules, Figures progress) {
    this.on = on;
    this.run = run;
    this.tape = tape;
    this.rules = rules;
    this.progress = progress;
    this.cluster = on.cluster();
    this.processes = on.processes();
  }

  CostFigures measure() throws Exception {
    String name = "cost-" + Long.toString(System.currentTimeMillis(), 36);
    new TaskManagers(cluster, processes).startAnew(run.parallelism(), patience);
    try (RunTopics made = on.topics(name)) {
      made.create();
      CostFigures figures = measure(name, made);
      made.delete();
      return figures;
    }
  }

  private CostFigures measure(String name, RunTopics made) throws Exception {
    KafkaTopics names = made.names();
    String servers = on.bootstrapServer();
    Fleet fleet = new Fleet(tape.withQuietCreations(rules), run.hosts(), run.skew(), SEED);
    try (ControlTopic control = new ControlTopic(servers, names.control());
        FleetFlow flow = new FleetFlow(servers, names.events().get(0), fleet);
        TopicTail fastTail = new TopicTail(servers, List.of(name + "." + FAST), fast::add);
        TopicTail alerts = new TopicTail(servers, List.of(names.alerts()), committed::add);
        TopicTail status = new TopicTail(servers, List.of(names.status()), statuses::add)) {
      Path keys = on.work().resolve("trusted-keys.json");
      SetPusher pusher = new SetPusher(control);
      pusher.writeTrustedKeys(keys);
      JobControl job = new JobControl(cluster, options(name, keys), on.work().resolve("job"));
      try {
        flow.start(run.starts());
        flow.send(run.events());
        progress.say(String.format(Locale.ROOT, "%,d events wait", flow.sent()));
        start(job, pusher);
        CostFigures figures = measure(job, flow, made);
        fastTail.check();
        alerts.check();
        status.check();
        return figures;
      } finally {
        job.cancel();
      }
    }
  }

  private void start(JobControl job, SetPusher pusher) throws Exception {
    if (rules.isEmpty()) {
      job.submit(run.parallelism(), null);
      return;
    }
    Proposal proposal = pusher.replaceAll(rules);
    pusher.send(proposal);
    job.submit(run.parallelism(), null);
    patience.await(
        "the rules",
        LATER,
        () -> {
          statuses.requireNotRejected(proposal.hash());
          return statuses.complete(Kind.ACTIVE, proposal.hash(), run.parallelism(), Set.of())
              != null;
        });
    progress.say(rules.size() + " files of rules are active");
  }

  private CostFigures measure(JobControl job, FleetFlow flow, RunTopics made) throws Exception {
    try (CostSampler sampler = new CostSampler(job, processes)) {
      warmUp(sampler);
      Stretch drained = drain(flow, sampler);
      double rate = drained.eventsPerSecond() * run.load();
      Stretch paced = pace(rate, flow, sampler);
      Sample last = sampler.take();
      Map<Place, Long> appended = flow.appended();
      return new CostFigures(
          SetPusher.documents(rules),
          drained,
          paced,
          fast.since(appended),
          committed.since(appended),
          Checkpoints.of(sampler.checkpoints(), last.counts().processes()),
          new TaskManagers(cluster, processes).memory(),
          new Stored(
              (double) made.storedBytes(made.names().events().get(0)) / flow.sent(),
              (double) made.storedBytes(made.names().alerts()) / last.counts().alerts()));
    }
  }

  /** Until the compilers are done, and all processes have started. */
  private void warmUp(CostSampler sampler) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(run.warmUpSeconds()).toNanos();
    long starts = (long) run.starts() * run.hosts();
    patience.await(
        "the end of the warm-up",
        LATER,
        () -> System.nanoTime() > end && sampler.latest().counts().events() >= starts);
  }

  private static long waiting(FleetFlow flow, CostSampler sampler) {
    return flow.sent() - sampler.latest().counts().events();
  }

  /** Of what is joined a few records wait until their event is whole. */
  private void awaitAll(FleetFlow flow, CostSampler sampler) throws InterruptedException {
    patience.await("all events", LATER, () -> waiting(flow, sampler) <= flow.sent() / 1000);
  }

  private Stretch drain(FleetFlow flow, CostSampler sampler) throws Exception {
    Sample from = sampler.take();
    Sample to = from;
    long end = System.nanoTime() + Duration.ofSeconds(run.drainSeconds()).toNanos();
    while (System.nanoTime() < end) {
      pause(Duration.ofSeconds(1));
      Sample next = sampler.latest();
      double left = flow.sent() - next.counts().events();
      if (left < 2 * next.rateSince(from)) {
        break;
      }
      to = next;
    }
    Stretch drained = Stretch.between(from, to);
    progress.say(String.format(Locale.ROOT, "%,.0f events/s", drained.eventsPerSecond()));
    awaitAll(flow, sampler);
    return drained;
  }

  private Stretch pace(double perSecond, FleetFlow flow, CostSampler sampler) throws Exception {
    flow.pace(perSecond, SETTLING);
    fast.listen();
    committed.listen();
    flow.note();
    Sample from = sampler.take();
    flow.pace(perSecond, Duration.ofSeconds(run.pacedSeconds()));
    Stretch paced = Stretch.between(from, sampler.take());
    pause(COMMITTED);
    return paced;
  }

  private List<String> options(String name, Path keys) {
    List<String> options = new ArrayList<>();
    options.add("-Dstate.backend.type=" + run.backend().label());
    options.add(
        "-Dexecution.checkpointing.incremental=" + (run.backend() == CostRun.Backend.ROCKSDB));
    options.add(
        "-Dexecution.checkpointing.externalized-checkpoint-retention=DELETE_ON_CANCELLATION");
    options.addAll(List.of("--topic-prefix", name + "."));
    options.addAll(List.of("--topic", FAST + "=" + name + "." + FAST));
    options.addAll(List.of("--deployment", name));
    options.addAll(List.of("--environment", ManifestChain.ENVIRONMENT));
    options.addAll(List.of("--trusted-keys", keys.toString()));
    options.addAll(List.of("--checkpoint-interval", "10s"));
    if (rules.isEmpty()) {
      options.add("--allow-empty");
    }
    return options;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
