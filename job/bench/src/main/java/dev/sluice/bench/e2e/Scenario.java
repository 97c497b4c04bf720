package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.RulePusher.Push;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Mode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What happens to the job while events flow. */
final class Scenario {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LATER = Duration.ofSeconds(90);
  private static final int FEW = 2;
  private static final int MANY = 4;

  private final Plan plan;
  private final Stage stage;
  private final Patience patience;
  private final Figures figures;
  private final Pushes pushes;

  Scenario(Stage stage, Plan plan, Patience patience, Figures figures) {
    this.stage = stage;
    this.plan = plan;
    this.patience = patience;
    this.figures = figures;
    this.pushes = new Pushes(stage, patience);
  }

  /** Returns the alerts of correlations, see {@link ExpectedCorrelations#alerts}. */
  Map<String, Boolean> play(TestRules rules) throws Exception {
    Push first = start(rules);
    pass(15);
    stage.flow().allow(plan.share(25));
    Push second =
        push(
            "change a rule, another into shadow",
            stage
                .pusher()
                .upsert(
                    List.of(RulePusher.entry(TestRules.CHANGED.get(1)), in(Mode.SHADOW)),
                    List.of(TestRules.CHANGED.get(1))),
            FEW);
    pass(25);
    stage.flow().allow(plan.share(35));
    Push back = push("rollback", stage.pusher().rollback(first.version()), FEW);
    pushes.awaitDurable(back, FEW);
    pass(35);
    CompletableFuture<String> taskManager = killTaskManager(back);
    stage.flow().allow(plan.share(70));
    Push late = latePush();
    pushes.awaitDurable(late, FEW);
    pass(70);
    taskManager.get(LATER.toSeconds(), TimeUnit.SECONDS);
    rescale(late);
    stage.flow().allow(plan.share(100));
    push("rollback at parallelism 4", stage.pusher().rollback(second.version()), MANY);
    pass(100);
    Map<String, Boolean> correlated = stage.expectedCorrelations().upTo(plan.events()).alerts();
    drain(correlated);
    return correlated;
  }

  private Push start(TestRules rules) throws Exception {
    Push first = pushes.first(rules);
    stage.flow().start();
    pass(5);
    long start = System.nanoTime();
    stage.job().submit(FEW, null);
    pushes.awaitActive(first, FEW, Set.of());
    figures.add("submit until active, parallelism 2", Patience.since(start));
    return first;
  }

  /** Lets events flow until so many percent of them are sent. */
  private void pass(int percent) throws InterruptedException {
    int count = plan.share(percent);
    stage.flow().allow(count);
    patience.await(count + " events", LATER, () -> stage.flow().hasSent(count));
  }

  private Push push(String what, Push push, int parallelism) throws Exception {
    pushes.settle(push);
    long start = System.nanoTime();
    pushes.send(push);
    activate(what, push, parallelism, start);
    return push;
  }

  /** The file of a rule comes some checkpoints after the manifest that names it. */
  private Push latePush() throws Exception {
    List<ManifestEntry> entries =
        List.of(RulePusher.entry(TestRules.CHANGED.get(2)), in(Mode.DISABLED));
    Push push = stage.pusher().upsert(entries, List.of(TestRules.CHANGED.get(2)));
    pushes.settle(push);
    int before = stage.job().checkpoints();
    stage.control().sendProposal(push);
    patience.await(
        "checkpoints during a push", SOON, () -> stage.job().checkpoints() >= before + 2);
    figures.add("checkpoints during a push", String.valueOf(stage.job().checkpoints() - before));
    long start = System.nanoTime();
    stage.control().sendBlobs(push);
    activate("change a rule, disable another", push, FEW, start);
    return push;
  }

  private void activate(String what, Push push, int parallelism, long startNanos)
      throws InterruptedException {
    pushes.activate(push, parallelism);
    figures.add("push to active: " + what, Patience.since(startNanos));
  }

  /** Returns what brings the TaskManager back. */
  private CompletableFuture<String> killTaskManager(Push inForce) throws Exception {
    Set<String> before = stage.statuses().incarnations();
    stage.flow().allow(plan.share(55));
    long start = System.nanoTime();
    stage.job().cluster().run("kill", "taskmanager-2");
    int next = stage.flow().next();
    figures.say("TaskManager 2 killed");
    pushes.awaitActive(inForce, FEW, before);
    figures.add("kill -9 to active in a new incarnation", Patience.since(start));
    patience.await("alerts", LATER, () -> stage.seen().hasWatchedFrom(next));
    figures.add("kill -9 to the first committed alert", Patience.since(start));
    CompletableFuture<String> back = stage.job().cluster().begin("start", "taskmanager-2");
    pass(55);
    return back;
  }

  private void rescale(Push inForce) throws Exception {
    Set<String> before = stage.statuses().incarnations();
    stage.flow().allow(plan.share(85));
    long start = System.nanoTime();
    String savepoint = stage.job().stop();
    figures.add("stop with savepoint", Patience.since(start));
    stage.job().submit(MANY, savepoint);
    pushes.awaitActive(inForce, MANY, before);
    figures.add("stop, resume at parallelism 4, active", Patience.since(start));
    pass(85);
  }

  private void drain(Map<String, Boolean> correlated) throws InterruptedException {
    pushes.awaitWatched(plan.events());
    Set<String> certain = new HashSet<>(correlated.keySet());
    certain.removeIf(id -> !Boolean.TRUE.equals(correlated.get(id)));
    if (!patience.holdsWithin(LATER, () -> stage.seen().hasCorrelated(certain))) {
      figures.say("alerts of correlations are missing");
    }
    int checkpoints = stage.job().checkpoints();
    patience.await("two checkpoints", SOON, () -> stage.job().checkpoints() >= checkpoints + 2);
    Thread.sleep(plan.checkpointInterval().toMillis() / 2);
  }

  private static ManifestEntry in(Mode mode) {
    return RulePusher.entry(TestRules.MODED).in(mode, "end to end");
  }
}
