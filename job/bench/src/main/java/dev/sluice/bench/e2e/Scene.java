package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.Patience.OutOfTimeException;
import dev.sluice.stream.control.Rejection.Reason;
import dev.sluice.stream.control.StatusRecord;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a scenario has at hand while it is played. */
final class Scene {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Set<String> FLINK =
      Set.of(
          ClusterProcesses.JOB_MANAGER,
          ClusterProcesses.TASK_MANAGERS.get(0),
          ClusterProcesses.TASK_MANAGERS.get(1));

  private final ChaosJob job;
  private final Cluster cluster;
  private final CheckpointStorage storage;
  private final TcpProxy proxy;
  private final Patience patience;
  private final Path directory;
  private final Draws draws;
  private final int statusesBefore;
  private final Map<String, BooleanSupplier> demands = new LinkedHashMap<>();
  private long struckNanos;

  Scene(ChaosJob job, ChaosGround ground, Draws draws) {
    this.job = job;
    this.cluster = ground.cluster();
    this.storage = ground.storage();
    this.proxy = ground.proxy();
    this.patience = ground.patience();
    this.directory = ground.directory();
    this.draws = draws;
    this.statusesBefore = job.stage().statuses().count();
  }

  /**
   * What all scenarios are played on.
   *
   * @param directory of all data of the cluster
   */
  record ChaosGround(
      Cluster cluster,
      Path directory,
      CheckpointStorage storage,
      TcpProxy proxy,
      Patience patience) {}

  /** A scenario that cannot be played here. */
  static final class SkippedException extends Exception {
    private static final long serialVersionUID = 1;

    SkippedException(String why) {
      super(why);
    }
  }

  ChaosJob job() {
    return job;
  }

  JobControl control() {
    return job.stage().job();
  }

  Draws draws() {
    return draws;
  }

  TcpProxy proxy() {
    return proxy;
  }

  CheckpointStorage storage() {
    return storage;
  }

  /** The trouble begins now; recovery is measured from the first call on. */
  void strike() {
    struck(System.nanoTime());
  }

  /** The trouble has begun then; only what is sent from now on is sure to come after it. */
  private synchronized void struck(long nanos) {
    if (struckNanos == 0) {
      job.stage().seen().mark(job.stage().flow().next());
      struckNanos = nanos;
    }
  }

  /**
   * Time from the trouble to the first committed alert of an event that was sent after it.
   *
   * @throws IllegalStateException when there was no trouble, or there is no such alert
   */
  synchronized Duration recovery() {
    long nanos = job.stage().seen().markedNanos();
    if (struckNanos == 0 || nanos == 0) {
      throw new IllegalStateException("nothing has happened, or no alert has come since");
    }
    return Duration.ofNanos(nanos - struckNanos);
  }

  /** Must hold when all is over. */
  void demand(String what, BooleanSupplier holds) {
    demands.put(what, holds);
  }

  /** The demands that are not met. */
  List<String> unmet() {
    List<String> unmet = new ArrayList<>();
    demands.forEach(
        (what, holds) -> {
          if (!holds.getAsBoolean()) {
            unmet.add("not so: " + what);
          }
        });
    return unmet;
  }

  /** A TaskManager with tasks: the one that is drawn, unless it has none. */
  String taskManager() throws IOException, InterruptedException {
    String drawn = draws.taskManager();
    return cluster.isBusy(drawn) ? drawn : Draws.otherThan(drawn);
  }

  /** Kills processes; the job must not be able to go on without those of Flink. */
  void kill(String... names) throws Exception {
    if (Stream.of(names).anyMatch(FLINK::contains)) {
      int before = incarnations();
      demand("a restart after a kill", () -> incarnations() > before);
    }
    long nanos = System.nanoTime();
    run("kill", names);
    struck(nanos);
  }

  private int incarnations() {
    return job.stage().statuses().incarnations().size();
  }

  void start(String... names) throws Exception {
    run("start", names);
  }

  /** Holds a process for a while. */
  void freeze(String name, Duration time) throws Exception {
    long nanos = System.nanoTime();
    run("pause", name);
    struck(nanos);
    try {
      pass(time);
    } finally {
      run("resume", name);
    }
  }

  void pass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  /** Forgets all that high availability has noted; what it is noted in must not run. */
  void forgetAvailability() throws IOException {
    for (String name : List.of("zookeeper", "ha")) {
      try (Stream<Path> files = Files.walk(directory.resolve(name))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Begins to stop the job with a savepoint. */
  CompletableFuture<String> beginStop() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return control().stop();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
          }
        });
  }

  /** Goes on from a savepoint; from none the job has never been away. */
  void goOn(@Nullable String savepoint) throws Exception {
    if (savepoint != null) {
      job.submit(job.parallelism(), savepoint);
    }
  }

  /** Waits until a checkpoint is being taken. */
  void awaitCheckpointUnderWay() throws IOException, InterruptedException {
    String id = control().id();
    long end = System.nanoTime() + SOON.toNanos();
    while (!storage.isUnderWay(id)) {
      if (System.nanoTime() > end) {
        throw new OutOfTimeException("a checkpoint under way", SOON);
      }
      Thread.sleep(1);
    }
  }

  /** Waits until a checkpoint fails. */
  void awaitFailedCheckpoint() throws Exception {
    int before = control().failedCheckpoints();
    await("a failed checkpoint", () -> control().failedCheckpoints() > before);
  }

  /** Waits until {@code holds}; while the JobManager is away it does not. */
  void await(String what, Callable<Boolean> holds) throws InterruptedException {
    patience.await(what, SOON, () -> isTrue(holds));
  }

  /** Waits until a rule set was rejected for {@code reason}; returns what was said. */
  StatusRecord awaitRejected(Reason reason, @Nullable String hash) throws InterruptedException {
    List<StatusRecord> found = new ArrayList<>();
    await(
        "a rejection " + reason,
        () -> {
          job.stage().statuses().after(statusesBefore).stream()
              .filter(each -> each.kind() == Kind.REJECTED && each.reason() == reason)
              .filter(each -> hash == null || each.hash().equals(hash))
              .forEach(found::add);
          return !found.isEmpty();
        });
    return found.get(0);
  }

  /** Kinds of what was said of rule sets since the scene began. */
  List<Kind> said() {
    return job.stage().statuses().after(statusesBefore).stream().map(StatusRecord::kind).toList();
  }

  /** Holds the events; returns the number of the next one. */
  int hold() {
    return job.stage().flow().hold();
  }

  /** From here on events are so; they flow. */
  void events(ChaosEvents.Strange strange) {
    int next = hold();
    job.events().from(next, strange);
    strike();
    job.flow();
  }

  /** From here on events are as usual. */
  void usualEvents() {
    job.events().usualFrom(hold());
    job.flow();
  }

  private void run(String command, String... names) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(names));
    var unused = cluster.run(words.toArray(String[]::new));
  }

  private static boolean isTrue(Callable<Boolean> question) {
    try {
      return question.call();
    } catch (IOException away) {
      return false;
    } catch (Exception e) {
      throw new IllegalStateException("the cluster does not answer", e);
    }
  }
}
