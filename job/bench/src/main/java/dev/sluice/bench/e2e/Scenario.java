package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.EventLog.Legal;
import dev.sluice.bench.e2e.RulePusher.Push;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Mode;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What happens to the job while events flow.
 *
 * <p>Before each push all watched events that were sent so far must have their alerts, so that the
 * set before the push has judged them for certain; what is sent from then on until the new set is
 * active may be judged by either.
 */
final class Scenario {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LATER = Duration.ofSeconds(90);
  private static final int FEW = 2;
  private static final int MANY = 4;

  private final Parts parts;
  private final Plan plan;
  private int watchedUpTo;

  Scenario(Parts parts, Plan plan) {
    this.parts = parts;
    this.plan = plan;
  }

  /** What it is played with. */
  record Parts(
      JobControl job,
      RulePusher pusher,
      ControlTopic control,
      EventFlow flow,
      MadeEvents events,
      EventLog log,
      String topic,
      SeenRecords seen,
      SeenStatuses statuses,
      Patience patience,
      Figures figures) {}

  /** Returns the alerts of correlations, see {@link ExpectedCorrelations#of}. */
  Map<String, Boolean> play(TestRules rules) throws Exception {
    Push first = start(rules);
    pass(15);
    parts.flow().allow(plan.share(25));
    Push second =
        push(
            "change a rule, another into shadow",
            parts
                .pusher()
                .upsert(
                    List.of(RulePusher.entry(TestRules.CHANGED.get(1)), in(Mode.SHADOW)),
                    List.of(TestRules.CHANGED.get(1))),
            FEW);
    pass(25);
    parts.flow().allow(plan.share(35));
    Push back = push("rollback", parts.pusher().rollback(first.version()), FEW);
    awaitDurable(back, FEW);
    pass(35);
    CompletableFuture<String> taskManager = killTaskManager(back);
    parts.flow().allow(plan.share(70));
    Push late = latePush();
    awaitDurable(late, FEW);
    pass(70);
    taskManager.get(LATER.toSeconds(), TimeUnit.SECONDS);
    rescale(late);
    parts.flow().allow(plan.share(100));
    push("rollback at parallelism 4", parts.pusher().rollback(second.version()), MANY);
    pass(100);
    Map<String, Boolean> correlated =
        ExpectedCorrelations.of(parts.events(), parts.log(), parts.topic(), first.version());
    drain(correlated);
    return correlated;
  }

  private Push start(TestRules rules) throws Exception {
    Push first = parts.pusher().replace(rules.first());
    parts.control().sendBlobs(first);
    parts.control().sendProposal(first);
    parts.flow().start();
    pass(5);
    long start = System.nanoTime();
    parts.job().submit(FEW, null);
    awaitActive(first, FEW, Set.of());
    parts.figures().add("submit until active, parallelism 2", Patience.since(start));
    return first;
  }

  /** Lets events flow until so many percent of them are sent. */
  private void pass(int percent) throws InterruptedException {
    int count = plan.share(percent);
    parts.flow().allow(count);
    parts.patience().await(count + " events", LATER, () -> parts.flow().hasSent(count));
  }

  private Push push(String what, Push push, int parallelism) throws Exception {
    settle(push);
    long start = System.nanoTime();
    parts.control().sendBlobs(push);
    parts.control().sendProposal(push);
    activate(what, push, parallelism, start);
    return push;
  }

  /** The file of a rule comes some checkpoints after the manifest that names it. */
  private Push latePush() throws Exception {
    List<ManifestEntry> entries =
        List.of(RulePusher.entry(TestRules.CHANGED.get(2)), in(Mode.DISABLED));
    Push push = parts.pusher().upsert(entries, List.of(TestRules.CHANGED.get(2)));
    settle(push);
    int before = parts.job().checkpoints();
    parts.control().sendProposal(push);
    parts
        .patience()
        .await("checkpoints during a push", SOON, () -> parts.job().checkpoints() >= before + 2);
    parts
        .figures()
        .add("checkpoints during a push", String.valueOf(parts.job().checkpoints() - before));
    long start = System.nanoTime();
    parts.control().sendBlobs(push);
    activate("change a rule, disable another", push, FEW, start);
    return push;
  }

  /** Waits for the alerts of the set before; from now on either may judge. */
  private void settle(Push push) throws InterruptedException {
    long number = push.number();
    int end = parts.flow().legal(new Legal(number - 1, number));
    awaitWatched(end);
  }

  private void activate(String what, Push push, int parallelism, long startNanos)
      throws InterruptedException {
    awaitActive(push, parallelism, Set.of());
    parts.flow().legal(Legal.only(push.number()));
    parts.figures().add("push to active: " + what, Patience.since(startNanos));
  }

  /** Returns what brings the TaskManager back. */
  private CompletableFuture<String> killTaskManager(Push inForce) throws Exception {
    Set<String> before = parts.statuses().incarnations();
    parts.flow().allow(plan.share(55));
    long start = System.nanoTime();
    parts.job().cluster().run("kill-taskmanager", "2");
    int next = parts.flow().next();
    parts.figures().say("TaskManager 2 killed");
    awaitActive(inForce, FEW, before);
    parts.figures().add("kill -9 to active in a new incarnation", Patience.since(start));
    parts.patience().await("alerts", LATER, () -> parts.seen().hasWatchedFrom(next));
    parts.figures().add("kill -9 to the first committed alert", Patience.since(start));
    CompletableFuture<String> back = parts.job().cluster().begin("start-taskmanager", "2");
    pass(55);
    return back;
  }

  private void rescale(Push inForce) throws Exception {
    Set<String> before = parts.statuses().incarnations();
    parts.flow().allow(plan.share(85));
    long start = System.nanoTime();
    String savepoint = parts.job().stop();
    parts.figures().add("stop with savepoint", Patience.since(start));
    parts.job().submit(MANY, savepoint);
    awaitActive(inForce, MANY, before);
    parts.figures().add("stop, resume at parallelism 4, active", Patience.since(start));
    pass(85);
  }

  private void drain(Map<String, Boolean> correlated) throws InterruptedException {
    awaitWatched(plan.events());
    Set<String> certain = new HashSet<>(correlated.keySet());
    certain.removeIf(id -> !Boolean.TRUE.equals(correlated.get(id)));
    if (!parts.patience().holdsWithin(LATER, () -> parts.seen().hasCorrelated(certain))) {
      parts.figures().say("alerts of correlations are missing");
    }
    int checkpoints = parts.job().checkpoints();
    parts
        .patience()
        .await("two checkpoints", SOON, () -> parts.job().checkpoints() >= checkpoints + 2);
    Thread.sleep(plan.checkpointInterval().toMillis() / 2);
  }

  private void awaitActive(Push push, int parallelism, Set<String> before)
      throws InterruptedException {
    await("ACTIVE", Kind.ACTIVE, push, parallelism, before);
  }

  private void awaitDurable(Push push, int parallelism) throws InterruptedException {
    await("DURABLE", Kind.DURABLE, push, parallelism, Set.of());
  }

  private void await(String what, Kind kind, Push push, int parallelism, Set<String> before)
      throws InterruptedException {
    parts
        .patience()
        .await(
            "%s of version %d from %d subtasks".formatted(what, push.number(), parallelism),
            LATER,
            () -> {
              parts.statuses().requireNotRejected(push.hash());
              return parts.statuses().complete(kind, push.hash(), parallelism, before) != null;
            });
  }

  private void awaitWatched(int end) throws InterruptedException {
    parts.patience().await("alerts of all events before " + end, LATER, () -> watchedBefore(end));
  }

  private boolean watchedBefore(int end) {
    while (watchedUpTo < end
        && (!parts.events().isWatched(watchedUpTo) || parts.seen().hasWatched(watchedUpTo))) {
      watchedUpTo++;
    }
    return watchedUpTo >= end;
  }

  private static ManifestEntry in(Mode mode) {
    return RulePusher.entry(TestRules.MODED).in(mode, "end to end");
  }
}
