package dev.sluice.bench.e2e;

import dev.sluice.bench.Fleet;
import dev.sluice.bench.Tape;
import dev.sluice.bench.e2e.CostFigures.Checkpoints;
import dev.sluice.bench.e2e.CostFigures.Memory;
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
import java.util.concurrent.Callable;

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
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Duration LATER = Duration.ofMinutes(10);
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final Duration COMMITTED = Duration.ofSeconds(20);
  private static final int SLOTS = 2;

  private static final String HEAP = "flink_taskmanager_Status_JVM_Memory_Heap_Used";
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
    freshTaskManagers();
    try (RunTopics made = on.topics(name)) {
      made.create();
      CostFigures figures = measure(name, made.names());
      made.delete();
      return figures;
    }
  }

  private void freshTaskManagers() throws Exception {
    for (int number = 1; number <= ClusterProcesses.TASK_MANAGERS.size(); number++) {
      if (processes.isAlive(ClusterProcesses.TASK_MANAGERS.get(number - 1))) {
        cluster.run("kill-taskmanager", "" + number);
      }
    }
    patience.await(
        "the end of the old TaskManagers", SOON, () -> ask(cluster::taskManagerMetrics).isEmpty());
    int needed = (run.parallelism() + SLOTS - 1) / SLOTS;
    for (int number = 1; number <= needed; number++) {
      cluster.run("start-taskmanager", "" + number);
    }
    patience.await("the slots", SOON, () -> ask(cluster::freeSlots) == needed * SLOTS);
  }

  private static <T> T ask(Callable<T> question) {
    try {
      return question.call();
    } catch (Exception e) {
      throw new IllegalStateException("the cluster does not answer", e);
    }
  }

  private CostFigures measure(String name, KafkaTopics names) throws Exception {
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
        CostFigures figures = measure(job, flow);
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

  private CostFigures measure(JobControl job, FleetFlow flow) throws Exception {
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
          memory());
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

  private Memory memory() throws Exception {
    long mostResident = 0;
    for (String name : ClusterProcesses.TASK_MANAGERS) {
      mostResident += processes.mostResident(name);
    }
    for (String name : ClusterProcesses.TASK_MANAGERS) {
      if (processes.isAlive(name)) {
        processes.collectGarbage(name);
      }
    }
    PrometheusPage page = PrometheusPage.of(cluster.taskManagerMetrics());
    return new Memory(cluster.taskManagerMemory(), mostResident, page.sum(HEAP, ""));
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
